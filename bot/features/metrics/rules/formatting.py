"""Formats figures, periods and sources for people; pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.features.ledger.rules.facts import READING_IN
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.figures import FormulaInput, MissingReason, Unit, shown, words
from bot.slack.text import local_time


def period(days: DateRange, today: date) -> str:
    """The days in words, such as `Q4 2026 (Thu 1 Oct to Thu 31 Dec)`."""
    around = f"{write_day(days.start, today)} to {write_day(days.last, today)}"
    return f"{days.label} ({around})" if days.label else around


def value(line: MetricLine, currency: str) -> str:
    """The figure with its target and sample size, such as `*40.0%* (target 100%) · small sample (3)`."""
    said = f"*{words(line.figure, currency)}*"
    if line.target is not None:
        said += f" (target {shown(line.target, line.figure.unit, currency)})"
    if line.figure.value is not None and line.figure.is_small(line.metric.minimum):
        said += f" · small sample ({line.figure.n})"
    elif line.figure.n is not None and line.metric.minimum > 1 and line.figure.n:
        said += f" · n = {line.figure.n}"
    return said


def parts_of(parts: Sequence[FormulaInput], currency: str) -> str:
    """The inputs of a formula, such as `bookings $96,000 · effective quota $240,000`."""
    return " · ".join(f"{part.label} {shown(part.value, part.unit, currency, part.code)}" for part in parts)


def is_met(line: MetricLine) -> bool:
    """Whether there is a target and the figure meets it; lower is better for some metrics."""
    found, target = line.figure.value, line.target
    if target is None or found is None:
        return False
    return found >= target if line.metric.higher_is_better else found <= target


def sources(as_of: datetime, synced_at: Mapping[str, datetime]) -> str:
    """The state of the data and the last syncs: `Data as of 24 Nov, 09:00 · hubspot 24 Nov, 08:00`.

    While a file is read in, the data are as of its start, and the line says so.
    """
    told = [f"{source} {local_time(at)}" for source, at in sorted(synced_at.items()) if source != READING_IN]
    mark = [f"*{READING_IN}*"] if READING_IN in synced_at else []
    return " · ".join([f"Data as of {local_time(synced_at.get(READING_IN, as_of))}", *mark, *told])


def unplaced(reasons: Sequence[tuple[str, int]]) -> str:
    """How many have no place, by reason: `1 too new to compare, 2 with no quota`."""
    too_new = MissingReason.few_weeks.value
    return ", ".join(f"{count} {why}" if why == too_new else f"{count} with {why}" for why, count in reasons)


def money(amount: Decimal | None, currency: str) -> str:
    """The amount in its currency, or "no amount" for None."""
    return "no amount" if amount is None else write_amount(amount, currency)


def signed(amount: Fraction, unit: Unit, currency: str) -> str:
    """The value in words with a plus sign unless it is negative: `+$5,000`."""
    said = shown(amount, unit, currency)
    return said if amount < 0 else f"+{said}"
