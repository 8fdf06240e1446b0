"""Whether a deal is open, won, lost or gone: the first that speaks decides, and nothing is guessed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.common.errors import BadInput
from bot.features.imports.rules.stages.mapping import (
    StageMeaning,
    StageMeanings,
    StageWord,
    is_deleted_word,
    plain_meaning,
    says_closed_alone,
    suggested_meaning,
)
from bot.features.imports.rules.stages.yes_or_no import yes_or_no
from bot.features.ledger.rules.records import DealStatus

FLAG, STATUS, STAGE = "flag", "status", "stage"
_LONGEST_SHOWN = 40
STATUS_OF = {
    StageMeaning.WON: DealStatus.WON,
    StageMeaning.LOST: DealStatus.LOST,
    StageMeaning.OPEN: DealStatus.OPEN,
}


class RowOfDeal(Protocol):
    """The cells of a row by field; see `Cells`."""

    def text(self, name: str) -> str:
        """Cell of a field as text; "" for an empty one."""
        ...

    def day(self, name: str) -> date | None:
        """Day of a field; None for an empty cell."""
        ...

    def percent(self, name: str) -> Decimal | None:
        """Percentage of a field; None for an empty cell."""
        ...


@dataclass(frozen=True)
class DealState:
    """State of a deal. `is_archived`: nobody works on it any more; how it ended stays.

    `doubt`: what else the row says, in a sentence. `stage`: the word that nobody has explained, where the
    deal is taken as open because nothing in the row speaks against it. `by`: who decided.
    """

    status: DealStatus
    is_archived: bool = False
    doubt: str = ""
    by: str = ""
    stage: StageWord | None = None


class LeftOut(Exception):
    """A row that is not taken in and is no mistake either; the text says why."""


class UnknownStage(BadInput):
    """Nothing in the row says how the deal stands, and it does not look open."""

    def __init__(self, stage: StageWord, hint: StageMeaning | None, *, looks_closed: bool) -> None:
        super().__init__(f"Nobody has said what “{stage.word[:_LONGEST_SHOWN]}” means")
        self.stage, self.hint, self.looks_closed = stage, hint, looks_closed


def state_of(row: RowOfDeal, known: StageMeanings, today: date) -> DealState:
    """State that a row tells, by its flags, its status, what people said of its words, and plain words.

    UnknownStage: none of them speaks; LeftOut: its stage's deals are left out. BadInput: they contradict.
    """
    if flag(row, "is_deleted") or is_deleted_word(row.text("status")):
        return DealState(DealStatus.GONE, by=FLAG)
    told, is_archived = list(_told(row, known)), bool(flag(row, "is_archived"))
    if not told:
        return _untold(row, today, is_archived=is_archived)
    by, meaning = told[0]
    if meaning is StageMeaning.LEFT_OUT:
        raise LeftOut(f"its stage “{row.text('stage')[:_LONGEST_SHOWN]}” is left out")
    return DealState(STATUS_OF[meaning], is_archived, _doubt(told), by)


def _told(row: RowOfDeal, known: StageMeanings) -> Iterator[tuple[str, StageMeaning]]:
    """What each of those who speak says, the surest first."""
    flagged = _by_flags(row)
    if flagged is not None:
        yield FLAG, flagged
    status, stage, pipeline = row.text("status"), row.text("stage"), row.text("pipeline")
    by_status = plain_meaning(status) or known.of(StageWord(pipeline, status))
    if by_status is not None:
        yield STATUS, by_status
    by_stage = known.of(StageWord(pipeline, stage)) or plain_meaning(stage)
    if by_stage is not None:
        yield STAGE, by_stage


def _by_flags(row: RowOfDeal) -> StageMeaning | None:
    won, lost, closed = flag(row, "is_won"), flag(row, "is_lost"), flag(row, "is_closed")
    if won and lost:
        raise BadInput("It is won and lost: which one is it?")
    if won and closed is False:
        raise BadInput("It is won but not closed: which one is it?")
    if won:
        return StageMeaning.WON
    if lost or (closed and won is False):
        return StageMeaning.LOST
    is_neither = won is False and lost is False and closed is None
    return StageMeaning.OPEN if closed is False or is_neither else None


def flag(row: RowOfDeal, name: str) -> bool | None:
    """Whether a cell says yes; None for an empty one. BadInput: it says neither yes nor no."""
    written = row.text(name)
    said = yes_or_no(written)
    if written and said is None:
        raise BadInput(f"“{written[:_LONGEST_SHOWN]}” in {name.replace('_', ' ')} is neither true nor false")
    return said


def _doubt(told: list[tuple[str, StageMeaning]]) -> str:
    by, meaning = told[0]
    other = next(((who, says) for who, says in told[1:] if says is not meaning), None)
    if other is None or other[1] is StageMeaning.LEFT_OUT:
        return ""
    return f"the {by} says {meaning}, the {other[0]} says {other[1]}; the {by} counts"


def _untold(row: RowOfDeal, today: date, *, is_archived: bool) -> DealState:
    stage, status = row.text("stage"), row.text("status")
    asked = StageWord(row.text("pipeline"), status if suggested_meaning(status) or not stage else stage)
    hint = suggested_meaning(asked.word)
    signs = list(_signs_of_end(row, today))
    if not asked.word and signs:
        raise BadInput("It has a closing day, and nothing says whether it is won or lost")
    if signs or hint or says_closed_alone(asked.word):
        ends = {each for each in signs if each is not None}
        only = next(iter(ends)) if len(ends) == 1 else None
        raise UnknownStage(asked, hint or only, looks_closed=bool(signs))
    return DealState(DealStatus.OPEN, is_archived, stage=asked if asked.word else None)


def _signs_of_end(row: RowOfDeal, today: date) -> Iterator[StageMeaning | None]:
    """What makes a row look like that of a closed deal; None where it does not tell how it ended."""
    closed_on, chance = row.day("closed_on"), row.percent("probability")
    if row.day("won_on") is not None or chance == 100:
        yield StageMeaning.WON
    if row.day("lost_on") is not None or chance == 0:
        yield StageMeaning.LOST
    if (closed_on is not None and closed_on < today) or flag(row, "is_closed"):
        yield None
