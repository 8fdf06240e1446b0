"""Records as JSON, to be kept until somebody has answered what they wait for. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from bot.features.imports.rules.matching import words_of
from bot.features.imports.rules.parking import version_of
from bot.features.ledger.rules.deals import is_older
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    QuotaRecord,
    RateRecord,
    Record,
)

_KINDS: Mapping[str, TypeAdapter[Any]] = {
    "deal": TypeAdapter(DealRecord),
    "activity": TypeAdapter(ActivityRecord),
    "quota": TypeAdapter(QuotaRecord),
    "rate": TypeAdapter(RateRecord),
}
_CLASSES: Mapping[type, str] = {
    DealRecord: "deal",
    ActivityRecord: "activity",
    QuotaRecord: "quota",
    RateRecord: "rate",
}


def kind_of(record: Record) -> str:
    """What a record is: deal, activity, quota or rate."""
    return _CLASSES[type(record)]


def key_of(record: Record, source: str) -> str:
    """What tells a record from others of its kind and source: its id, or a digest of what has none."""
    match record:
        case DealRecord() | ActivityRecord():
            return record.external_id
        case QuotaRecord():
            words = [*words_of(record.person, source)[:1], record.starts_on, record.ends_on, record.category]
        case RateRecord():
            words = [record.currency, record.since]
    return sha256("\n".join(map(str, words)).encode()).hexdigest()


def newest_of(records: Sequence[Record], left: Collection[int], source: str) -> set[int]:
    """Indexes of the newest version of each record of a batch, but for those that are `left` out."""
    last: dict[tuple[str, str], int] = {}
    for number, record in enumerate(records):
        key = (kind_of(record), key_of(record, source))
        if number not in left and (
            key not in last or not is_older(version_of(record), version_of(records[last[key]]))
        ):
            last[key] = number
    return set(last.values())


def to_json(record: Record) -> dict[str, Any]:
    """The record as JSON; amounts as text, which loses nothing."""
    kept: dict[str, Any] = _KINDS[kind_of(record)].dump_python(record, mode="json")
    return kept


def completed(record: DealRecord, before: DealRecord) -> DealRecord:
    """A deal with what it leaves untold as an earlier version told it; one that is gone told nothing."""
    if DealStatus.GONE in (record.status, before.status):
        return record
    untold = {name: getattr(before, name) for name in record.untold}
    return replace(record, **untold, untold=record.untold & before.untold)


def from_json(kind: str, kept: Mapping[str, Any]) -> Record:
    """The record that `to_json` made; fields that came since have their defaults."""
    record: Record = _KINDS[kind].validate_python(dict(kept))
    return record
