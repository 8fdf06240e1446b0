"""JSON Schema (draft 2020-12) of the bodies that come in by webhook. Pure."""

from typing import Any

from bot.common.currencies import CURRENCIES, RATE_PLACES
from bot.features.ledger.rules.cuts import Dimension
from bot.features.ledger.rules.records import ACTIVITIES, LIVING

MOST_RECORDS = 1000
# The years that files may have, see `days.YEARS`.
_YEARS = "^(19[7-9][0-9]|2[01][0-9]{2})-"
_TEXT = {"type": "string", "maxLength": 400}
_MOST_DIGITS = 10**15
_NUMBER_ID = {"type": "integer", "minimum": 0, "exclusiveMaximum": _MOST_DIGITS}
_ID = {
    "description": "text, or a whole number of at most 15 digits",
    "anyOf": [{"type": "string", "minLength": 1, "maxLength": 120}, _NUMBER_ID],
}
_AMOUNT = {
    "description": "a number, or its digits as text",
    "anyOf": [
        {"type": "number", "minimum": -(10**12), "maximum": 10**12},
        {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"},
    ],
}
_RATE = {
    "description": "a number, or its digits as text",
    "anyOf": [
        {"type": "number", "minimum": -(10**12), "maximum": 10**12},
        {"type": "string", "pattern": rf"^-?[0-9]{{1,12}}(\.[0-9]{{1,{RATE_PLACES}}})?$"},
    ],
}
_INSTANT = {
    "type": "string",
    "format": "date-time",
    "pattern": _YEARS
    + r"[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$",
    "maxLength": 40,
}
_DAY = {
    "description": "a day such as 2026-11-20, or an instant, on its day in your time zone",
    "anyOf": [{"type": "string", "format": "date", "pattern": _YEARS}, _INSTANT],
}
DONE, DELETED = "done", "deleted"
_CURRENCY = {"enum": sorted(CURRENCIES)}
_PERSON = {
    "type": "object",
    "description": "by Slack member id, by the source's id, or by e-mail; by name once it was confirmed",
    "properties": {"id": {"anyOf": [_TEXT, _NUMBER_ID]}, "email": _TEXT, "name": _TEXT},
    "anyOf": [{"required": ["id"]}, {"required": ["email"]}, {"required": ["name"]}],
}
_PERCENT = {"description": "in percent: 60, not 0.6", "type": "number", "minimum": 0, "maximum": 100}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema`, or null, which clears what is there."""
    told = {"description": schema["description"]} if "description" in schema else {}
    return told | {"anyOf": [schema, {"type": "null"}]}


def _kind(name: str, properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "properties": {"type": {"const": name}, **properties},
        "required": ["type", *required],
    }


_KINDS = {
    "deal": _kind(
        "deal",
        {
            "id": _ID,
            "updated_at": _INSTANT,
            "name": _or_null(_TEXT),
            "account": _or_null(_TEXT),
            "owner": _PERSON,
            "status": {
                "description": "left out, the stage tells it, as somebody has explained its word",
                "enum": [*(status.value for status in LIVING), DELETED],
            },
            "stage": _or_null(_TEXT),
            "amount": _or_null(_AMOUNT),
            "currency": _CURRENCY,
            "created_on": _or_null(_DAY),
            "closed_on": _DAY,
            "expected_on": _or_null(_DAY),
            "probability": _or_null(_PERCENT),
            **{each.value: _or_null(_TEXT) for each in Dimension},
            "splits": {
                "type": "array",
                "maxItems": 20,
                "items": {
                    "type": "object",
                    "properties": {
                        "person": _PERSON,
                        "percent": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
                        "overlay": {"type": "boolean"},
                    },
                    "required": ["person", "percent"],
                },
            },
            "stages": {
                "type": "array",
                "maxItems": 100,
                "items": {
                    "type": "object",
                    "properties": {"stage": _TEXT, "entered_on": _DAY},
                    "required": ["stage", "entered_on"],
                },
            },
        },
        "id",
    ),
    "activity": _kind(
        "activity",
        {
            "id": _ID,
            "updated_at": _INSTANT,
            "status": {"enum": [DONE, DELETED]},
            "kind": {"enum": list(ACTIVITIES)},
            "person": _PERSON,
            "happened_on": _DAY,
        },
        "id",
    ),
    "quota": _kind(
        "quota",
        {
            "person": _PERSON,
            "amount": _AMOUNT,
            "currency": _CURRENCY,
            "starts_on": _DAY,
            "ends_on": {**_DAY, "description": "the first day after it"},
            "category": _TEXT,
        },
        "person",
        "amount",
        "starts_on",
        "ends_on",
    ),
    "rate": _kind("rate", {"currency": _CURRENCY, "since": _DAY, "rate": _RATE}, "currency", "since", "rate"),
}
PROPERTIES = {name: frozenset(kind["properties"]) for name, kind in _KINDS.items()}
_IN_A_PERSON = frozenset({"id", "email", "name"})
# Fields within others.
NESTED = {
    "owner": _IN_A_PERSON,
    "person": _IN_A_PERSON,
    "splits": frozenset({"person", "percent", "overlay"}),
    "stages": frozenset({"stage", "entered_on"}),
}
_NEW = {
    "type": "deal",
    "id": "901",
    "name": "Acme",
    "owner": {"email": "ben@company.com"},
    "status": "open",
    "stage": "Demo",
    "amount": 48000,
    "expected_on": "2026-12-18",
    "updated_at": "2026-11-20T09:00:00Z",
}
# New; an update, which tells what has changed; one whose stage tells how it stands; cleared; deleted.
EXAMPLES: list[dict[str, Any]] = [
    {"records": [_NEW]},
    {"records": [{"type": "deal", "id": "901", "status": "won", "closed_on": "2026-11-23"}]},
    {"records": [{"type": "deal", "id": "901", "stage": "Contract signed", "closed_on": "2026-11-23"}]},
    {"records": [{"type": "deal", "id": 901, "amount": None, "updated_at": "2026-11-24T09:00:00Z"}]},
    {
        "records": [
            {"type": "deal", "id": "901", "status": DELETED},
            {"type": "activity", "id": "7", "status": DELETED},
        ]
    },
]
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What Pacer takes at /ingest/<workspace>/<address>",
    "type": "object",
    "properties": {
        "records": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_RECORDS,
            "items": {
                "type": "object",
                "properties": {"type": {"enum": list(_KINDS)}},
                "required": ["type"],
                "allOf": [
                    {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": kind}
                    for name, kind in _KINDS.items()
                ],
            },
        }
    },
    "required": ["records"],
    "description": "Fields that are not listed are ignored, and named in the answer.",
    "examples": EXAMPLES,
}
