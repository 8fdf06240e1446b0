"""JSON Schema (draft 2020-12) of the bodies that come in by webhook. Pure."""

from typing import Any

from bot.common.currencies import CURRENCIES
from bot.features.ledger.rules.records import ACTIVITIES, LIVING

MOST_RECORDS = 1000
# The years that files may have, see `days.YEARS`.
_DAY = {"type": "string", "format": "date", "pattern": "^(19[7-9][0-9]|2[01][0-9]{2})-"}
_TEXT = {"type": "string", "maxLength": 400}
_ID = {"type": "string", "minLength": 1, "maxLength": 120}
_AMOUNT = {
    "description": "a number, or its digits as text",
    "anyOf": [
        {"type": "number", "minimum": -(10**12), "maximum": 10**12},
        {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"},
    ],
}
_INSTANT = {
    "type": "string",
    "format": "date-time",
    "pattern": "^(19[7-9][0-9]|2[01][0-9]{2})-",
    "maxLength": 40,
}
DELETED = "deleted"
# Cuts of which more will be told; taken, not kept yet.
_CUTS = ("pipeline", "segment", "product", "lead_source", "lost_reason")
_CURRENCY = {"enum": sorted(CURRENCIES)}
_PERSON = {
    "type": "object",
    "description": "by Slack member id, by the source's id, or by e-mail; by name once it was confirmed",
    "properties": {"id": _TEXT, "email": _TEXT, "name": _TEXT},
    "additionalProperties": False,
    "minProperties": 1,
}
_PERCENT = {"description": "in percent: 60, not 0.6", "type": "number", "minimum": 0, "maximum": 100}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """`schema`, or null, which clears what is there."""
    return {"anyOf": [schema, {"type": "null"}]}


def _kind(name: str, properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "properties": {"type": {"const": name}, **properties},
        "required": ["type", *required],
        "additionalProperties": False,
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
            "status": {"enum": [*(status.value for status in LIVING), DELETED]},
            "stage": _or_null(_TEXT),
            "amount": _or_null(_AMOUNT),
            "currency": _CURRENCY,
            "created_on": _or_null(_DAY),
            "closed_on": _DAY,
            "expected_on": _or_null(_DAY),
            "probability": _or_null(_PERCENT),
            "category": _or_null(_TEXT),
            **{cut: _or_null(_TEXT) for cut in _CUTS},
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
                    "additionalProperties": False,
                },
            },
            "stages": {
                "type": "array",
                "maxItems": 100,
                "items": {
                    "type": "object",
                    "properties": {"stage": _TEXT, "entered_on": _DAY},
                    "required": ["stage", "entered_on"],
                    "additionalProperties": False,
                },
            },
        },
        "id",
        "status",
    ),
    "activity": _kind(
        "activity",
        {"id": _ID, "kind": {"enum": list(ACTIVITIES)}, "person": _PERSON, "happened_on": _DAY},
        "id",
        "kind",
        "person",
        "happened_on",
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
    "rate": _kind(
        "rate", {"currency": _CURRENCY, "since": _DAY, "rate": _AMOUNT}, "currency", "since", "rate"
    ),
}
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
    "additionalProperties": False,
}
