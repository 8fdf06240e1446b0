"""A figure taken apart by the values of a dimension, such as the win rate by type; pure."""

from dataclasses import dataclass

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.cuts import NOT_TOLD, Dimension, values_of
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.deals import SMALL_SAMPLE, closed_in
from bot.features.metrics.rules.figures import Figure
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.rules.quota import bookings_of

MOST_VALUES = 8
OTHER = "other"


@dataclass(frozen=True)
class BreakdownLine:
    """The figure of the deals with one value, or of all `OTHER` ones; `n` facts stand behind it."""

    label: str
    figure: Figure
    n: int

    @property
    def is_small(self) -> bool:
        """Whether it rests on so few facts that it says little."""
        return self.n < SMALL_SAMPLE


def breakdown(metric: Metric, facts: Facts, days: DateRange, dimension: Dimension) -> list[BreakdownLine]:
    """The values with the most facts behind them, at most 8, then all others as one."""
    values = values_of(facts.deals.values(), dimension)
    found = {
        key: _line(metric, facts, days, dimension, told or NOT_TOLD, key) for key, told in values.items()
    }
    keys = sorted((key for key, line in found.items() if line.n), key=lambda key: (-found[key].n, key))
    lines = [found[key] for key in keys[:MOST_VALUES]]
    if len(keys) > MOST_VALUES:
        lines.append(_line(metric, facts, days, dimension, OTHER, *keys[MOST_VALUES:]))
    return lines


def _line(
    metric: Metric, facts: Facts, days: DateRange, dimension: Dimension, label: str, *keys: str
) -> BreakdownLine:
    own = facts.cut(dimension, *keys)
    figure = metric.figure(own, days)
    closed = {each.deal_id for each in closed_in(own, days)}
    deals = closed | {each.deal_id for each in bookings_of(own, days)}
    return BreakdownLine(label, figure, len(deals) if figure.n is None else figure.n)
