"""A figure: a value, or the reason why there is none, with its inputs; pure.

A missing number is not zero. Values are exact fractions, rounded once, where they are shown.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from bot.common.date_ranges import short_day
from bot.common.numbers import write_amount
from bot.common.percents import exact_percent, whole_percent

# The label of an input that is looked up.
QUOTA_PART = "quota for these days"
# Beyond it nobody needs to know how many times over.
_ENOUGH = Fraction(99, 10)


class Unit(StrEnum):
    """The unit of a value; percents are held as shares (1 is 100%)."""

    money = "money"
    money_a_day = "money a day"
    percent = "percent"
    days = "days"
    number = "number"
    a_day = "a day"
    times = "times"


class MissingReason(StrEnum):
    """Why there is no value, as people read it after "n/a"."""

    no_quota = "no quota"
    quota_zero = "the quota is zero"
    ramping_zero = "ramping up, no quota yet"
    none_closed = "nothing was won or lost"
    none_won = "nothing was won"
    no_amounts = "what was won has no amounts"
    no_creation = "what was won has no days of creation"
    lost_values_missing = "lost deals have no values"
    quota_met = "the quota is met"
    no_cycle = "deals close on the day they are created"
    not_employed = "no selling days"
    no_data = "no data"
    not_recorded = "no data of that time"
    starts_today = "it starts today"
    too_early = "too early to say"
    maturing = "still maturing"
    no_history = "no histories of stages in these days"
    none_entered = "no deal entered the stage"
    no_days_left = "no working days left"
    small_sample = "a small sample"
    few_weeks = "too new to compare"
    no_usual_week = "nothing in a usual week to compare with"
    no_target = "no target"
    no_goals = "no shared goals"
    no_kudos = "no kudos yet"
    no_quota_for_cut = "no quota for this cut"
    activities_uncut = "activities have no type"


@dataclass(frozen=True)
class FormulaInput:
    """One input of a formula, for the explanation; `code` is the reason when `value` is None."""

    label: str
    value: Fraction | None
    unit: Unit
    code: MissingReason | None = None


@dataclass(frozen=True)
class Figure:
    """A value, or the `code` why there is none. `n` facts stand behind it (None: not counted).

    `parts` are the inputs of the formula; `notes` are sentences to read with it. `since`: the first day of
    which there are data, where those asked for are before it.
    """

    value: Fraction | None
    unit: Unit
    code: MissingReason | None = None
    n: int | None = None
    parts: tuple[FormulaInput, ...] = ()
    notes: tuple[str, ...] = ()
    since: date | None = None

    def is_small(self, minimum: int) -> bool:
        """Whether it rests on fewer than `minimum` facts; False when they are not counted."""
        return self.n is not None and self.n < minimum


def missing(
    unit: Unit, code: MissingReason, *, n: int | None = None, parts: tuple[FormulaInput, ...] = ()
) -> Figure:
    """A figure without a value, for this reason."""
    return Figure(None, unit, code, n, parts)


def part(label: str, value: Fraction | Decimal | int | None, unit: Unit) -> FormulaInput:
    """An input of a formula as an exact fraction; None stays None."""
    return FormulaInput(label, None if value is None else Fraction(value), unit)


def rounded(value: Fraction, places: int = 0) -> Decimal:
    """Rounded half away from zero to so many decimal places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(
    value: Fraction | None,
    unit: Unit,
    currency: str,
    code: MissingReason | None = None,
    *,
    whole: bool = False,
) -> str:
    """The value in words, `82.1%`, `$48,000`, or without one the reason, `n/a (no quota)`.

    `whole`: percents without decimals.
    """
    if value is None:
        return f"n/a ({(code or MissingReason.no_data).value})"
    match unit:
        case Unit.money:
            return write_amount(rounded(value), currency)
        case Unit.money_a_day:
            return f"{write_amount(rounded(value), currency)} a day"
        case Unit.percent:
            return whole_percent(value) if whole else exact_percent(value)
        case Unit.days:
            return f"{write_amount(rounded(value, 1))} days"
        case Unit.a_day:
            return f"{write_amount(rounded(value, 1))} a day"
        case Unit.times:
            return f"{rounded(value, 1)}x" if value <= _ENOUGH else "more than enough"
        case Unit.number:
            return write_amount(rounded(value, 1))
    raise ValueError(unit)


def words(figure: Figure, currency: str, *, whole: bool = False) -> str:
    """The figure in words; see `shown`."""
    if figure.since is not None:
        return f"n/a (no data before {short_day(figure.since)} {figure.since.year})"
    return shown(figure.value, figure.unit, currency, figure.code, whole=whole)
