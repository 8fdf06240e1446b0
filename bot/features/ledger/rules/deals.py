"""Compares deals of a source with those in the ledger; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.common.errors import BadInput
from bot.features.ledger.rules.credits import Due, Split, due_lines
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.records import DealRecord, DealStatus, Gone
from bot.slack.text import escape

Rates = Mapping[str, Sequence[tuple[date, Decimal]]]
# The source of deals that people enter by hand.
HAND = "hand"
# A rep's note and the source's close date may be some days apart.
SAME_WITHIN = timedelta(days=14)
# A win may be dated that far ahead before anybody is asked.
AHEAD_AT_MOST = timedelta(days=31)
# A source's clock, or its time zone, may be off by so much.
_CLOCKS_APART = timedelta(days=1)
_SMALLEST, _FINEST = Decimal("0.0001"), Decimal("0.000001")
_HUNDRED = Decimal(100)
# What people see of a deal; the rest is about how it came in.
_TOLD = (
    "name",
    "account",
    "owner_id",
    "owner_name",
    "status",
    "stage",
    "amount",
    "currency",
    "created_on",
    "closed_on",
    "expected_on",
    "probability",
    *(each.value for each in Dimension),
    "splits",
    "is_archived",
)
# Columns that a source tells as one.
_COLUMNS = {"owner": ("owner_id", "owner_name"), "status": ("status", "gone_as")}
# Without these there is no deal.
_NEEDED = {"owner": "Say whose deal it is.", "status": "Say whether the deal is open, won or lost."}


@dataclass(frozen=True)
class MatchedDeal:
    """A record whose people are known: members by id, None for those who are no members here."""

    record: DealRecord
    owner_id: str | None
    splits: tuple[Split, ...] = ()


def check_deal(deal: MatchedDeal) -> None:
    """BadInput with the reason when the record cannot be booked as a deal."""
    record = deal.record
    if not record.external_id.strip():
        raise BadInput("The deal has no id: without one it would be counted twice.")
    if "closed_on" not in record.untold:
        check_closed(record.status, record.closed_on)
    shares = sum((split.percent for split in deal.splits if not split.is_overlay), Decimal(0))
    if shares and shares != _HUNDRED:
        raise BadInput(f"The shares add up to {shares.normalize():f}%, not to 100%.")
    if any(split.percent <= 0 for split in deal.splits):
        raise BadInput("A share is more than 0%.")


def check_closed(status: DealStatus, closed_on: date | None) -> None:
    """BadInput for a deal that is won or lost, but on no day."""
    if status in (DealStatus.WON, DealStatus.LOST) and closed_on is None:
        raise BadInput(f"The deal is {status} without a close date: say on which day.")


def is_far_ahead(closed_on: date | None, today: date) -> bool:
    """Whether a win is dated so far ahead that a person has to say that it is right."""
    return closed_on is not None and closed_on > today + AHEAD_AT_MOST


def told(deal: MatchedDeal, base: str) -> dict[str, Any]:
    """The columns of `DealVersion` that the source decides.

    `base` is the currency where the record names none.
    """
    record = deal.record
    return {
        "name": escape(record.name or record.account or record.external_id),
        "account": escape(record.account),
        "owner_id": deal.owner_id,
        "owner_name": escape(record.owner.name or record.owner.email or record.owner.id),
        "status": record.status.value,
        "stage": escape(record.stage),
        "amount": _to(_SMALLEST, record.amount),
        "currency": record.currency or base,
        "created_on": record.created_on,
        "closed_on": record.closed_on if _may_be_closed(record) else None,
        "expected_on": record.expected_on,
        "probability": _to(_FINEST, record.probability),
        **{each.value: escape(getattr(record, each.value)) for each in Dimension},
        "splits": [
            [split.member_id, format(split.percent.normalize(), "f"), split.is_overlay]
            for split in deal.splits
        ],
        "source_at": record.source_at,
        "gone_as": record.gone_as.value if record.gone_as else "",
        "is_archived": record.is_archived,
    }


def _may_be_closed(record: DealRecord) -> bool:
    return "status" in record.untold or record.status in (DealStatus.WON, DealStatus.LOST)


def merged(
    said: Mapping[str, Any], untold: Collection[str], kept: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What the source told, with what it left untold as it is kept; of a deal that is gone all is kept.

    BadInput: it would be won or lost on no day, or nothing is known of it and it is nobody's or in no state.
    """
    facts = dict(said)
    if kept is not None:
        names = set(_TOLD) - {"status"} if facts["status"] == DealStatus.GONE else set(untold)
        for name in names:
            facts.update({column: kept[column] for column in _COLUMNS.get(name, (name,))})
    for name, sentence in _NEEDED.items():
        if kept is None and name in untold:
            raise BadInput(sentence)
    status = DealStatus(facts["status"])
    if status is DealStatus.OPEN:
        facts["closed_on"] = None
    check_closed(status, facts["closed_on"])
    return facts


def check_modified(source_at: datetime | None, now: datetime) -> None:
    """BadInput for a version that is still to come: all that follow until then would be older."""
    if source_at is not None and source_at > now + _CLOCKS_APART:
        raise BadInput(f"It was last modified on {source_at.date()}, which is still to come.")


def is_older(said: datetime | None, kept: datetime | None) -> bool:
    """Whether a source tells what was before what is known: both times have to be told."""
    return said is not None and kept is not None and said < kept


def _to(places: Decimal, value: Decimal | None) -> Decimal | None:
    """Rounded to the precision of the column, so that an unchanged value compares equal."""
    return None if value is None else value.quantize(places, ROUND_HALF_UP)


def splits_from(kept: Sequence[Sequence[Any]]) -> tuple[Split, ...]:
    """Splits from their stored JSON: [member id, percent, is overlay]."""
    return tuple(Split(member_id, Decimal(percent), overlay) for member_id, percent, overlay in kept)


def is_same(kept: Mapping[str, Any], said: Mapping[str, Any], *, confirms: bool) -> bool:
    """Whether the source says nothing new. A nod to an own entry is new, and a merge of what was gone."""
    is_merged = said["gone_as"] == Gone.MERGED.value != kept["gone_as"]
    is_known = kept["is_confirmed"] or not confirms
    return is_known and not is_merged and all(kept[name] == said[name] for name in _TOLD)


def worth(said: Mapping[str, Any]) -> list[Due]:
    """The credits that a deal with these columns is worth."""
    return due_lines(
        DealStatus(said["status"]),
        said["amount"],
        said["currency"],
        said["closed_on"],
        said["owner_id"],
        splits_from(said["splits"]),
    )


def is_same_deal(own: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether a rep's own entry is the source's deal: one owner, one name, closed within 14 days of it."""
    names = {_key(said["name"]), _key(said["account"])} - {""}
    near = abs(own["closed_on"] - said["closed_on"]) <= SAME_WITHIN
    return own["owner_id"] == said["owner_id"] and near and _key(own["name"]) in names


def entries_told(
    pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> dict[int, Mapping[str, Any]]:
    """Which source's deal stands for which own entry, of pairs that may be the same: by the entry's deal id.

    One deal stands for the nearest entry, and for others of its very amount, as a note may stand there twice.
    """
    found: dict[int, Mapping[str, Any]] = {}
    for own, said in sorted(pairs, key=lambda pair: _distance(*pair)):
        is_left = all(said is not each for each in found.values())
        if own["deal_id"] not in found and (is_left or not _distance(own, said)[0]):
            found[own["deal_id"]] = said
    return found


def _distance(own: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[Decimal, timedelta]:
    """How far a source's deal is from an own entry, in money and in days."""
    known = said["amount"] is not None and said["currency"] == own["currency"]
    apart = abs(said["amount"] - own["amount"]) if known else Decimal("Infinity")
    return apart, abs(said["closed_on"] - own["closed_on"])


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
