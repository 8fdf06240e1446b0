"""Which column of a file is which field: guessed by its name, confirmed by a person, remembered. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Field:
    """A field of a record: its title, the words by which its column is known, and what it holds."""

    name: str
    title: str
    words: tuple[str, ...]
    holds: str = "text"
    is_required: bool = False


_OWNER = (
    Field(
        "owner_email",
        "Owner's e-mail",
        ("owner email", "email", "rep email", "deal owner email", "user email"),
    ),
    Field("owner_id", "Owner's id", ("owner id", "ownerid", "user id", "hubspot owner id", "rep id")),
    Field(
        "owner",
        "Owner's name",
        (
            "owner",
            "deal owner",
            "opportunity owner",
            "sales agent",
            "rep",
            "sales rep",
            "salesperson",
            "agent",
        ),
    ),
)
KINDS: Mapping[str, tuple[Field, ...]] = {
    "deals": (
        Field(
            "external_id",
            "Id of the deal",
            ("opportunity id", "deal id", "record id", "id", "deal record id", "opportunityid"),
            is_required=True,
        ),
        Field("name", "Name", ("deal name", "opportunity name", "name", "title", "deal title", "dealname")),
        Field(
            "account", "Account", ("account", "account name", "company", "organization", "customer", "client")
        ),
        *_OWNER,
        Field(
            "stage",
            "Stage",
            ("deal stage", "stage", "stagename", "stage name", "pipeline stage", "dealstage"),
        ),
        Field("status", "Status", ("status", "deal status", "state", "outcome", "won lost")),
        Field(
            "amount",
            "Amount",
            (
                "amount",
                "close value",
                "value",
                "deal value",
                "deal amount",
                "opportunity amount",
                "revenue",
                "price",
            ),
            "amount",
        ),
        Field("currency", "Currency", ("currency", "currency code", "currencyisocode", "deal currency code")),
        Field(
            "created_on",
            "Created",
            ("create date", "created date", "created", "engage date", "add time", "createdate", "created at"),
            "date",
        ),
        Field(
            "closed_on",
            "Closed",
            (
                "close date",
                "closed date",
                "closed",
                "closedate",
                "won time",
                "close time",
                "closed at",
                "won date",
            ),
            "date",
        ),
        Field(
            "expected_on",
            "Expected to close",
            ("expected close date", "expected close", "forecast date"),
            "date",
        ),
        Field(
            "probability", "Probability", ("probability", "win probability", "deal probability"), "percent"
        ),
        Field("category", "Type", ("type", "deal type", "opportunity type", "category", "product line")),
        Field("splits", "Shares", ("split", "splits", "shares", "credit split")),
    ),
    "activities": (
        Field("external_id", "Id", ("activity id", "id", "record id", "task id"), is_required=True),
        Field(
            "kind", "Kind", ("activity type", "type", "kind", "activity", "task subtype"), is_required=True
        ),
        *_OWNER,
        Field(
            "happened_on",
            "Day",
            ("date", "activity date", "completed", "completed date", "due date", "time", "day"),
            "date",
            is_required=True,
        ),
        Field("outcome", "Outcome", ("outcome", "result", "disposition", "call outcome", "meeting outcome")),
    ),
    "quotas": (
        *_OWNER,
        Field("amount", "Quota", ("quota", "quota amount", "target", "amount"), "amount", is_required=True),
        Field("currency", "Currency", ("currency", "currency code")),
        Field("starts_on", "From", ("start date", "start", "from", "period start"), "date", is_required=True),
        Field("ends_on", "Until", ("end date", "end", "until", "period end", "to"), "date", is_required=True),
        Field("category", "Type", ("type", "quota type", "category")),
    ),
    "rates": (
        Field("currency", "Currency", ("currency", "from", "code", "currency code"), is_required=True),
        Field(
            "since",
            "From",
            ("since", "date", "from date", "start date", "effective"),
            "date",
            is_required=True,
        ),
        Field("rate", "Rate", ("rate", "exchange rate", "conversion rate"), "amount", is_required=True),
    ),
}
# A kind is told by what only its files have.
_TELLS = {
    "quotas": frozenset({"quota", "quota amount"}),
    "rates": frozenset({"rate", "exchange rate", "conversion rate"}),
    "activities": frozenset({"activity type", "activity id", "activity date", "task subtype"}),
}


@dataclass(frozen=True)
class Layout:
    """How the columns of a file are read.

    `columns` are columns by field; `dates` date formats by field; `decimal` is the sign before the cents;
    `stages` are statuses (won, lost, open) by stage word.
    """

    kind: str
    columns: Mapping[str, str]
    dates: Mapping[str, str] = field(default_factory=dict)
    decimal: str = ""
    stages: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As it is remembered."""
        return {
            "kind": self.kind,
            "columns": dict(self.columns),
            "dates": dict(self.dates),
            "decimal": self.decimal,
            "stages": dict(self.stages),
        }

    def without_values(self) -> "Layout":
        """The columns alone: dates and numbers are judged by each file anew."""
        return replace(self, dates={}, decimal="")

    def fields(self) -> tuple[Field, ...]:
        """All fields that a file of this kind may have."""
        return KINDS[self.kind]


def layout_from(kept: Mapping[str, Any]) -> Layout:
    """What `to_json` gave."""
    return Layout(kept["kind"], kept["columns"], kept["dates"], kept["decimal"], kept["stages"])


def header_signature(columns: Sequence[str]) -> str:
    """What files with the same columns share, in whatever order and case."""
    names = sorted(_key(column) for column in columns if column)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def guess(columns: Sequence[str], kind: str = "") -> Layout:
    """The layout that the column names suggest; the nearest word wins, each column is one field."""
    chosen = kind or _kind(columns)
    taken: dict[str, str] = {}
    by_key = {_key(column): column for column in columns if column}
    for each in KINDS[chosen]:
        words = (each.name.replace("_", " "), *each.words)
        found = next((by_key[_key(word)] for word in words if _key(word) in by_key), None)
        if found is not None and found not in taken.values():
            taken[each.name] = found
    return Layout(chosen, taken)


def _kind(columns: Sequence[str]) -> str:
    keys = {_key(column) for column in columns}
    return next((kind for kind, tells in _TELLS.items() if keys & {_key(tell) for tell in tells}), "deals")


def missing(layout: Layout) -> list[Field]:
    """The fields that have no column and need one; somebody has to be named, too."""
    found = [each for each in layout.fields() if each.is_required and each.name not in layout.columns]
    owners = [each for each in layout.fields() if each.name.startswith("owner")]
    if owners and not any(each.name in layout.columns for each in owners):
        found.append(owners[-1])
    if layout.kind == "deals" and not {"stage", "status"} & set(layout.columns):
        found.append(next(each for each in layout.fields() if each.name == "stage"))
    return found


def _key(name: str) -> str:
    return _NOT_LETTERS.sub("", name.casefold())
