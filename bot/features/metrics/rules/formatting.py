"""Formats figures, periods and sources for people; pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.dates import write_days
from bot.common.numbers import show_amount
from bot.common.text import plural
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.figures import FormulaInput, MissingReason, Unit, shown, words


def period(days: DateRange, today: date) -> str:
    """The days in words, such as `Q4 2026 (1 Oct to 31 Dec)`."""
    around = write_days(days.start, days.last, today)
    return f"{days.label} ({around})" if days.label else around


def value(line: MetricLine, currency: str, *, whole: bool = False) -> str:
    """The figure with its target and on how much it rests: `*40.0%* (target 50.0%, 16 deals)`.

    `whole`: percents without decimals.
    """
    said, minimum = f"*{words(line.figure, currency, whole=whole)}*", line.metric.minimum
    counted = sample(line.figure.n, minimum, line.metric.counts) if line.figure.value is not None else ""
    is_small = line.figure.is_small(minimum)
    behind = []
    if line.target is not None:
        behind.append(f"target {shown(line.target, line.figure.unit, currency, whole=whole)}")
    if counted and minimum > 1 and not is_small:
        behind.append(counted)
    said += f" ({', '.join(behind)})" if behind else ""
    return f"{said} · {counted}" if counted and is_small else said


def sample(n: int | None, minimum: int, source: str = "deals") -> str:
    """On how many deals, or other facts, a figure rests: `16 deals`, `only 6 deals, take it lightly`.

    "" where they are not counted, or there are none.
    """
    if not n:
        return ""
    facts = plural(n, "deal") if source == "deals" else f"{n:,} of them"
    return f"only {facts}, take it lightly" if n < minimum else facts


def parts_of(parts: Sequence[FormulaInput], currency: str) -> str:
    """The inputs of a formula, such as `bookings $96,000 · effective quota $240,000`."""
    return " · ".join(f"{part.label} {shown(part.value, part.unit, currency, part.code)}" for part in parts)


def is_met(line: MetricLine) -> bool:
    """Whether there is a target and the figure meets it; lower is better for some metrics."""
    found, target = line.figure.value, line.target
    if target is None or found is None:
        return False
    return found >= target if line.metric.higher_is_better else found <= target


def unplaced(reasons: Sequence[tuple[str, int]]) -> str:
    """How many have no place, by reason: `1 too new to compare, 2 with no quota`."""
    too_new = MissingReason.few_weeks.value
    return ", ".join(f"{count} {why}" if why == too_new else f"{count} with {why}" for why, count in reasons)


def money(amount: Decimal | None, currency: str) -> str:
    """The amount in its currency, or "no amount" for None."""
    return "no amount" if amount is None else show_amount(amount, currency)


def signed(amount: Fraction, unit: Unit, currency: str) -> str:
    """The value in words with a plus sign unless it is negative: `+$5,000`."""
    said = shown(amount, unit, currency)
    return said if amount < 0 else f"+{said}"
