"""A metric of some deals alone, by which people are compared: `bookings@category=renewal`; pure."""

from dataclasses import replace

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.quotas import beginning
from bot.features.metrics.rules.facts import NamedCut
from bot.features.metrics.rules.figures import Figure
from bot.features.metrics.rules.marked_rows import Rows
from bot.features.metrics.rules.metric import Metric

_OF = "@"


def cut_key(key: str, cut: str) -> str:
    """The key of this metric, of the deals of a cut alone (as `NamedCut.written` has it)."""
    return f"{key}{_OF}{cut}"


def cut_of(key: str) -> tuple[str, str]:
    """The key of the metric that is cut, and the cut as it is written; the key and "" for other metrics."""
    metric, _, cut = key.partition(_OF)
    is_cut = cut.partition("=")[0] in [each.value for each in Dimension]
    return (metric, cut) if metric and is_cut else (key, "")


def cut_from_key(written: str) -> NamedCut:
    """The cut of a key, named as far as the key tells it."""
    dimension, _, value = written.partition("=")
    return NamedCut(Dimension(dimension), value.replace("_", " "))


def cut_metric(metric: Metric, written: str) -> Metric:
    """The metric of the deals in this cut alone; without a value where it is of no deals."""
    cut = cut_from_key(written)

    def compute(facts: Facts, days: DateRange) -> Figure:
        return metric.compute(facts.cut(cut.dimension, cut.value), days)

    def rows(facts: Facts, days: DateRange) -> Rows:
        return metric.rows(facts.cut(cut.dimension, cut.value), days)

    return replace(
        metric,
        key=cut_key(metric.key, written),
        name=f"{metric.name}: {_name(cut)}",
        why=f"{metric.why} Of {_name(cut)} alone.",
        compute=compute,
        rows=rows,
        words=(),
    )


def _name(cut: NamedCut) -> str:
    """The name of a cut; of a long value its beginning, as the rest of its key is no word."""
    return cut.name if (begins := beginning(cut.value)) is None else f"{cut.dimension.label} {begins}…"
