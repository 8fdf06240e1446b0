"""What a metric is: a name, a formula and a function, and when it has no value; pure."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit
from bot.features.metrics.rules.marked_rows import RowsOf

Compute = Callable[[Facts, DateRange], Figure]
WITHIN_SAMPLE = 1


@dataclass(frozen=True)
class Metric:
    """A metric. `formula` and `why` are shown to people; `compute` gives the figure of some facts and days,
    `rows` the facts that it is computed from, and beside them those that are left out.

    Below `minimum` facts a figure is a small sample, by which nobody is ranked. `words` are other names
    people type. `is_own`: defined in the workspace. `is_agreed`: it rests on what was agreed alone, such as
    a quota, and on nothing that was recorded. `counts`: what a sample is made of, "deals" or "activities".
    """

    key: str
    name: str
    formula: str
    unit: Unit
    why: str
    compute: Compute
    rows: RowsOf
    words: tuple[str, ...] = ()
    minimum: int = WITHIN_SAMPLE
    higher_is_better: bool = True
    counts: str = "deals"
    owner_id: str | None = None
    is_own: bool = False
    is_agreed: bool = False

    def figure(self, facts: Facts, days: DateRange) -> Figure:
        """The figure of these facts and days; without a value for days that end before there are data."""
        begins = facts.recorded_from
        if begins is not None and days.end <= begins and not self.is_agreed:
            return Figure(None, self.unit, MissingReason.not_recorded, since=begins)
        return self.compute(facts, days)

    def names(self) -> tuple[str, ...]:
        """All names that find it, in lower case: key, name and `words`."""
        return (self.key, self.name.lower(), *self.words)
