"""Records that wait for an answer before they count. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.common.errors import BadInput
from bot.features.ledger.rules.records import Record

MOST_PARKED = 5_000
Key = tuple[str, str]


class ParkedFor(StrEnum):
    """What has to be answered before a record counts."""

    PERSON = "person"  # who it belongs to
    STAGE = "stage"  # what its stage means
    FUTURE = "future"  # whether a far day is right
    TWIN = "twin"  # whether it is a deal of another source


@dataclass(frozen=True)
class Parking:
    """A record that is to wait. `ref`: what has to be answered, 200 characters at most.

    One answer takes in all records with the same reason and `ref`. `source_at`: the record's version in its
    source, None where it does not tell.
    """

    record: Record
    why: ParkedFor
    ref: str
    source_at: datetime | None = None


@dataclass(frozen=True)
class Parked:
    """A record that waits, and since when. `keeper_id`: who is asked, None for admins."""

    source: str
    parking: Parking
    keeper_id: str | None
    first_at: datetime


class SourceStopped(BadInput):
    """So many records of a source wait that nothing more is taken from it."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{MOST_PARKED:,} records of {source} wait for an answer already: nothing more is taken from it "
            "until somebody has answered in Slack."
        )
        self.source = source


def is_older(told: datetime | None, kept: datetime | None) -> bool:
    """Whether what is told now is an older version than what is kept; of unknown versions none is."""
    return told is not None and kept is not None and told < kept


def newest(parkings: Mapping[Key, Parking], key: Key, parking: Parking) -> Parking:
    """Which of two versions of a record waits: the newer one, else the one that came later."""
    before = parkings.get(key)
    return before if before is not None and is_older(parking.source_at, before.source_at) else parking
