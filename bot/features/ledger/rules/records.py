"""Records of a source after parsing, not yet matched to members; pure.

A CSV line, a spreadsheet row and an element of a webhook become the same record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class DealStatus(StrEnum):
    """Whether a deal is open, won or lost, or is a deal no longer."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    GONE = "gone"


# What a living deal can be.
LIVING = (DealStatus.OPEN, DealStatus.WON, DealStatus.LOST)


class Gone(StrEnum):
    """Why a record is there no longer: deleted in its source, merged into another, or missing there."""

    DELETED = "deleted"
    MERGED = "merged"
    MISSING = "missing"


@dataclass(frozen=True)
class PersonRef:
    """Somebody as the source names them; at least one of the three is there. `id` is the source's own."""

    id: str = ""
    email: str = ""
    name: str = ""


@dataclass(frozen=True)
class SplitRecord:
    """A share of a deal in percent; an `overlay` share counts for its person, never in the team's sum."""

    person: PersonRef
    percent: Decimal
    overlay: bool = False


@dataclass(frozen=True)
class StageEntry:
    """The day on which a deal entered a stage."""

    stage: str
    entered_on: date


@dataclass(frozen=True, kw_only=True)
class DealRecord:
    """A deal as it is now in the source. Without an amount it has none, which is not zero.

    `closed_on`: the day it was won or lost; `expected_on`: when an open one should close. `probability` is
    in percent. `category` is the source's type (new, renewal). `currency` is an ISO code; "" is the base.

    `source_at`: when it was last modified there; None where the source does not tell. `gone_as` says why a
    deal is `GONE`. `merged_ids`: deals that were merged into this one. `is_archived`: put aside in the
    source, which takes an open deal out of the pipeline. `untold`: fields of which the source says nothing,
    so that they stay as they are.
    """

    external_id: str
    name: str = ""
    account: str = ""
    owner: PersonRef = PersonRef()
    status: DealStatus = DealStatus.OPEN
    stage: str = ""
    amount: Decimal | None = None
    currency: str = ""
    created_on: date | None = None
    closed_on: date | None = None
    expected_on: date | None = None
    probability: Decimal | None = None
    category: str = ""
    pipeline: str = ""
    segment: str = ""
    product: str = ""
    lead_source: str = ""
    lost_reason: str = ""
    splits: tuple[SplitRecord, ...] = ()
    stages: tuple[StageEntry, ...] = ()
    source_at: datetime | None = None
    gone_as: Gone | None = None
    merged_ids: tuple[str, ...] = ()
    is_archived: bool = False
    untold: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ActivityRecord:
    """A completed activity: `kind` is one of `ACTIVITIES`, on the day when it happened.

    `source_at` and `gone_as` as of a deal; of one that is gone, only its id is needed.
    """

    external_id: str
    kind: str
    person: PersonRef
    happened_on: date
    source_at: datetime | None = None
    gone_as: Gone | None = None


@dataclass(frozen=True, kw_only=True)
class QuotaRecord:
    """A quota for [starts_on, ends_on); `category` "" is all bookings."""

    person: PersonRef
    amount: Decimal
    currency: str = ""
    starts_on: date
    ends_on: date
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class RateRecord:
    """One unit of `currency` is `rate` units of the base currency, from the day `since` on."""

    currency: str
    since: date
    rate: Decimal


Record = DealRecord | ActivityRecord | QuotaRecord | RateRecord
ACTIVITIES = ("call", "connected_call", "meeting", "email", "task")
