"""How figures are said. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.figures import FormulaInput, Unit, shown, words
from bot.slack.text import local_time

_BAR = 10


def period(days: DateRange, today: date) -> str:
    """`Q4 2026 (Thu 1 Oct to Thu 31 Dec)`."""
    around = f"{write_day(days.start, today)} to {write_day(days.last, today)}"
    return f"{days.label} ({around})" if days.label else around


def value(line: MetricLine, currency: str) -> str:
    """`*40.0%* of 100%`, and that it stands on little."""
    said = f"*{words(line.figure, currency)}*"
    if line.target is not None:
        said += f" (target {shown(line.target, line.figure.unit, currency)})"
    if line.figure.value is not None and line.figure.is_small(line.metric.minimum):
        said += f" · small sample ({line.figure.n})"
    elif line.figure.n is not None and line.metric.minimum > 1 and line.figure.n:
        said += f" · n = {line.figure.n}"
    return said


def parts_of(parts: Sequence[FormulaInput], currency: str) -> str:
    """`bookings $96,000 · effective quota $240,000`."""
    return " · ".join(f"{part.label} {shown(part.value, part.unit, currency, part.code)}" for part in parts)


def bar(share: Fraction | None) -> str:
    """Ten little boxes, of which so many are full."""
    if share is None:
        return ""
    full = max(0, min(_BAR, int(share * _BAR)))
    return f"`{'█' * full}{'░' * (_BAR - full)}`"


def is_met(line: MetricLine) -> bool:
    """Whether there is a target, and it is met."""
    found, target = line.figure.value, line.target
    if target is None or found is None:
        return False
    return found >= target if line.metric.higher_is_better else found <= target


def sources(as_of: datetime, synced_at: Mapping[str, datetime]) -> str:
    """`Data as of 24 Nov, 09:00 · hubspot 24 Nov, 08:00`."""
    told = [f"{source} {local_time(at)}" for source, at in sorted(synced_at.items())]
    return " · ".join([f"Data as of {local_time(as_of)}", *told])


def money(amount: Decimal | None, currency: str) -> str:
    """An amount in its own currency."""
    return "no amount" if amount is None else write_amount(amount, currency)


def signed(amount: Fraction, unit: Unit, currency: str) -> str:
    """With its sign: `+$5,000`."""
    said = shown(amount, unit, currency)
    return said if amount < 0 else f"+{said}"
