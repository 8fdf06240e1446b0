"""Records that wait for an answer before they count. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from bot.common.errors import BadInput
from bot.features.imports.rules.matching import words_of
from bot.features.imports.rules.person_words import plain_ref
from bot.features.imports.rules.stages.mapping import StageWord
from bot.features.ledger.rules.records import ActivityRecord, DealRecord, PersonRef, Record
from bot.slack.text import escape

MOST_PARKED = 5_000
_LONGEST_ID, _LONGEST_PIPELINE = 24, 79


class ParkedFor(StrEnum):
    """What has to be answered before a record counts."""

    PERSON = "person"  # who it belongs to
    STAGE = "stage"  # what its stage means
    FUTURE = "future"  # whether a far day is right
    TWIN = "twin"  # whether it is a deal of another source
    ANSWERED = "answered"  # nothing any more: it comes in next
    APART = "apart"  # nothing any more: it is no deal of another source, and comes in next


# What needs no answer any more.
RELEASED = (ParkedFor.ANSWERED, ParkedFor.APART)


class MustWait(Exception):
    """A record cannot count before somebody has answered; `ref` as in `Parking`."""

    def __init__(self, why: ParkedFor, ref: str) -> None:
        super().__init__(why.value)
        self.why, self.ref = why, ref


@dataclass(frozen=True)
class Parking:
    """A record that is to wait. `ref`: what has to be answered, 200 characters at most.

    One answer takes in all records with the same reason and `ref`.
    """

    record: Record
    why: ParkedFor
    ref: str

    @property
    def source_at(self) -> datetime | None:
        """The record's version in its source; None where it does not tell."""
        return version_of(self.record)


@dataclass(frozen=True)
class Parked:
    """A record that waits, and since when. `keeper_id`: who is asked, None for admins.

    `origin`: the file or message that told it; "" where that is not known.
    """

    source: str
    parking: Parking
    keeper_id: str | None
    first_at: datetime
    origin: str = ""


@dataclass(frozen=True)
class ParkedGroup:
    """So many records of a source that wait for one answer of this keeper; None: of admins."""

    source: str
    ref: str
    keeper_id: str | None
    rows: int
    why: ParkedFor = ParkedFor.PERSON

    @property
    def id(self) -> str:
        """What tells it from others, for buttons and windows."""
        return question_id(self.source, self.ref)


@dataclass(frozen=True)
class StandingTwins:
    """What was said of all deals of a source that the other seems to tell too: one deal, or two."""

    source: str
    other: str
    is_same: bool


@dataclass(frozen=True)
class TwinTerms:
    """Sources whose deals are others, and those whose deals a source's are where they seem to be."""

    apart: frozenset[str]
    same: frozenset[str]


class SourceStopped(BadInput):
    """So many records of a source wait that nothing more is taken from it."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{MOST_PARKED:,} records of {source} wait for an answer already: nothing more is taken from it "
            "until somebody has answered in Slack."
        )
        self.source = source


def question_id(source: str, ref: str) -> str:
    """A short name for one question about records of a source."""
    return sha256(f"{source}\n{ref}".encode()).hexdigest()[:_LONGEST_ID]


def stage_ref(stage: StageWord) -> str:
    """What has to be answered of a stage: its pipeline and its word, a line each."""
    return "\n".join((stage.key[0][:_LONGEST_PIPELINE], stage.key[1]))


def stage_asked(parking: Parking) -> StageWord:
    """The stage of which a record waits to hear what it means; its pipeline as it is kept."""
    record, pipeline = parking.record, parking.ref.partition("\n")[0]
    told = record if isinstance(record, DealRecord) else DealRecord(external_id="")
    return StageWord(told.pipeline or pipeline, told.stage)


def twin_ref(deal_id: int, external_id: str) -> str:
    """What has to be answered of a deal that may be this one of the books."""
    return f"{deal_id}:{external_id}"


def twin_asked(ref: str) -> tuple[int, str]:
    """The inverse of `twin_ref`."""
    deal_id, _, external_id = ref.partition(":")
    return int(deal_id), external_id


def version_of(record: Record) -> datetime | None:
    """When a record was last modified in its source; None where that is not told."""
    told: datetime | None = getattr(record, "source_at", None)
    return told


def day_of(record: Record) -> date | None:
    """The day that decides in which period a deal or an activity counts; None for what has none."""
    if isinstance(record, DealRecord):
        return record.closed_on or record.expected_on
    return record.happened_on if isinstance(record, ActivityRecord) else None


def name_of(record: Record) -> str:
    """A deal's name, or its id, and an activity's kind, in Slack's escaped form."""
    if isinstance(record, DealRecord):
        return escape(record.name or record.external_id)
    return record.kind if isinstance(record, ActivityRecord) else ""


def people_of(record: Record) -> list[PersonRef]:
    """Everybody whom a record names, its owner first."""
    if isinstance(record, DealRecord):
        return [record.owner, *(split.person for split in record.splits)]
    person = getattr(record, "person", None)
    return [person] if isinstance(person, PersonRef) else []


def person_called(record: Record, source: str, ref: str) -> PersonRef:
    """The person whom a record names by this word; without one, who the word itself is."""
    for person in people_of(record):
        if ref in words_of(plain_ref(person), source)[:1]:
            return plain_ref(person)
    return PersonRef(name=ref.partition(":")[2])
