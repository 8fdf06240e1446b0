"""What becomes of each row of a file: a record, a reason why it is none, or it is left out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.common.date_ranges import CALENDAR_YEAR, Fiscal
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.stages.deal_states import DealState, UnknownStage
from bot.features.imports.rules.stages.mapping import StageMeanings
from bot.features.ledger.rules.records import Record


@dataclass(frozen=True)
class ReadingTerms:
    """What a file is read by beside its layout: the day that it is, and what people said of stages.

    `base` is the base currency, which `$` may mean; quarters are those of `fiscal`. `stages`: of which
    conversions are measured.
    """

    today: date
    meanings: StageMeanings = field(default_factory=StageMeanings)
    base: str = ""
    fiscal: Fiscal = CALENDAR_YEAR
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """A line that is not taken, and why, in one sentence; `cells` by column, for the list of rejects.

    `unknown`: the stage that nobody has explained, where that is why.
    """

    line: int
    reason: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    unknown: UnknownStage | None = None


@dataclass(frozen=True)
class Omitted:
    """A line that is no mistake and not taken in: why, as it is counted."""

    line: int
    why: str


@dataclass(frozen=True)
class Read:
    """A record, and the line of the file that it was read from; `cells` by column.

    `state`: how a deal's state was told.
    """

    line: int
    record: Record
    cells: Mapping[str, Cell] = field(default_factory=dict)
    state: DealState | None = None
