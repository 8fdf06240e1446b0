"""A figure taken apart by type, pipeline and the like, as a message; pure."""

from collections.abc import Sequence

from bot.common.date_ranges import DateRange
from bot.common.text import plural
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.apart.breakdown import BreakdownLine
from bot.features.metrics.rules.facts import MetricsSubject, data_notes
from bot.features.metrics.rules.figures import Figure, Unit, words
from bot.features.metrics.rules.formatting import period
from bot.features.metrics.rules.metric import Metric
from bot.slack.blocks import Block, Message, context, header, section
from bot.slack.text import packed, unescape


def breakdown_message(
    subject: MetricsSubject,
    metric: Metric,
    dimension: Dimension,
    lines: Sequence[BreakdownLine],
    whole: Figure,
    facts: Facts,
    days: DateRange,
    *,
    is_in_charge: bool,
) -> Message:
    """One line a value, the most frequent first; the last is the `whole` figure, uncut."""
    currency = facts.rules.currency
    title = f"{unescape(metric.name)} by {dimension.label}: {unescape(subject.name)}"
    texts = [f"• {line.label}: {_told(line, currency)}" for line in lines]
    if not lines:
        texts = [f"No source tells the {dimension.label} of a deal in these days."]
    texts.append(f"*All: {words(whole, currency)}*{_of(whole)}")
    told = data_notes(facts, days, is_in_charge=is_in_charge)
    blocks: list[Block] = [
        header(title[:150]),
        context(period(days, facts.today)),
        *(section(text) for text in packed(texts)),
        *([context("\n".join(told))] if told else []),
    ]
    return Message(f"{title}, {days.label}", blocks)


def _told(line: BreakdownLine, currency: str) -> str:
    small = ", take it lightly" if line.is_small else ""
    counted = _of(line.figure) or f" ({plural(line.n, 'deal')})"
    return f"*{words(line.figure, currency)}*{counted}{small}"


def _of(figure: Figure) -> str:
    """`(1 of 10)` for shares of deals; "" for others."""
    if figure.unit is not Unit.percent or not figure.n or figure.value is None:
        return ""
    hit = figure.value * figure.n
    return f" ({hit} of {figure.n})" if hit.denominator == 1 else ""
