"""What comes in by webhook: its JSON Schema, and the records in it. Pure."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES
from bot.features.ledger.records import (
    ACTIVITIES,
    ActivityRecord,
    DealRecord,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
    SplitRecord,
    StageEntry,
    Status,
)

MOST_RECORDS = 1000
MOST_ERRORS = 20
_DAY = {"type": "string", "format": "date"}
_TEXT = {"type": "string", "maxLength": 400}
_ID = {"type": "string", "minLength": 1, "maxLength": 120}
_AMOUNT = {
    "description": "a number, or its digits as text",
    "anyOf": [
        {"type": "number", "minimum": -(10**12), "maximum": 10**12},
        {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"},
    ],
}
_CURRENCY = {"enum": sorted(CURRENCIES)}
_PERSON = {
    "type": "object",
    "description": "by Slack member id, by the source's id, or by e-mail; by name once it was confirmed",
    "properties": {"id": _TEXT, "email": _TEXT, "name": _TEXT},
    "additionalProperties": False,
    "minProperties": 1,
}
_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}


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
            "name": _TEXT,
            "account": _TEXT,
            "owner": _PERSON,
            "status": {"enum": [status.value for status in Status]},
            "stage": _TEXT,
            "amount": _AMOUNT,
            "currency": _CURRENCY,
            "created_on": _DAY,
            "closed_on": _DAY,
            "expected_on": _DAY,
            "probability": _PERCENT,
            "category": _TEXT,
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
        "owner",
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
    "title": "What Pacer takes at /ingest/<address>",
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
                    {
                        "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                        "then": kind,
                    }
                    for name, kind in _KINDS.items()
                ],
            },
        }
    },
    "required": ["records"],
    "additionalProperties": False,
}
_VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
Fault = tuple[str, str]


class BadPayload(BadInput):
    """A body that cannot be taken; `faults` are paths such as `records[3].amount`, with a sentence each."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in faults))
        self.faults = faults


def records_of(body: bytes) -> list[Record]:
    """The records in a body; BadPayload says where what is wrong."""
    try:
        told = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadPayload([("", "The body is not JSON.")]) from None
    faults = [_fault(error) for error in _first(told)]
    if not faults:
        faults = [fault for n, each in enumerate(told["records"]) for fault in _rules(n, each)][:MOST_ERRORS]
    if faults:
        raise BadPayload(faults)
    readers: Mapping[str, Callable[[Mapping[str, Any]], Record]] = {
        "deal": _deal,
        "activity": _activity,
        "quota": _quota,
        "rate": _rate,
    }
    return [readers[each["type"]](each) for each in told["records"]]


def _no_number(word: str) -> None:
    raise ValueError(word)


def _first(told: Any) -> list[ValidationError]:
    found = []
    for error in _VALIDATOR.iter_errors(_with_floats(told)):
        found.append(error)
        if len(found) == MOST_ERRORS:
            break
    return found


def _with_floats(told: Any) -> Any:
    """The validator knows no decimals; for judging, floats do."""
    if isinstance(told, Decimal):
        return float(told)
    if isinstance(told, list):
        return [_with_floats(each) for each in told]
    if isinstance(told, dict):
        return {name: _with_floats(each) for name, each in told.items()}
    return told


def _fault(error: ValidationError) -> Fault:
    path = ""
    for step in error.absolute_path:
        path += f"[{step}]" if isinstance(step, int) else f"{'.' if path else ''}{step}"
    return path, f"{error.message[:200]}."


def _rules(number: int, told: Mapping[str, Any]) -> list[Fault]:
    """What a schema cannot say."""
    path = f"records[{number}]"
    faults: list[Fault] = []
    if told["type"] == "deal":
        if told["status"] != Status.OPEN and "closed_on" not in told:
            faults.append((f"{path}.closed_on", f"It is {told['status']} without a close date."))
        shares = [Decimal(str(each["percent"])) for each in told.get("splits", []) if not each.get("overlay")]
        if shares and sum(shares) != 100:
            faults.append((f"{path}.splits", "The shares do not add up to 100."))
    if told["type"] == "quota" and told["ends_on"] <= told["starts_on"]:
        faults.append((f"{path}.ends_on", "It ends before it begins."))
    return faults


def _person(told: Mapping[str, str]) -> PersonRef:
    return PersonRef(told.get("id", ""), told.get("email", "").lower(), told.get("name", ""))


def _day(told: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if name in told else None


def _number(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _deal(told: Mapping[str, Any]) -> DealRecord:
    return DealRecord(
        external_id=told["id"],
        name=told.get("name", ""),
        account=told.get("account", ""),
        owner=_person(told["owner"]),
        status=Status(told["status"]),
        stage=told.get("stage", ""),
        amount=_number(told["amount"]) if "amount" in told else None,
        currency=told.get("currency", ""),
        created_on=_day(told, "created_on"),
        closed_on=_day(told, "closed_on") if told["status"] != Status.OPEN else None,
        expected_on=_day(told, "expected_on"),
        probability=_number(told["probability"]) if "probability" in told else None,
        category=told.get("category", ""),
        splits=tuple(
            SplitRecord(_person(each["person"]), _number(each["percent"]), bool(each.get("overlay")))
            for each in told.get("splits", [])
        ),
        stages=tuple(
            StageEntry(each["stage"], date.fromisoformat(each["entered_on"]))
            for each in told.get("stages", [])
        ),
    )


def _activity(told: Mapping[str, Any]) -> ActivityRecord:
    return ActivityRecord(
        external_id=told["id"],
        kind=told["kind"],
        person=_person(told["person"]),
        happened_on=date.fromisoformat(told["happened_on"]),
    )


def _quota(told: Mapping[str, Any]) -> QuotaRecord:
    return QuotaRecord(
        person=_person(told["person"]),
        amount=_number(told["amount"]),
        currency=told.get("currency", ""),
        starts_on=date.fromisoformat(told["starts_on"]),
        ends_on=date.fromisoformat(told["ends_on"]),
        category=told.get("category", ""),
    )


def _rate(told: Mapping[str, Any]) -> RateRecord:
    return RateRecord(
        currency=told["currency"], since=date.fromisoformat(told["since"]), rate=_number(told["rate"])
    )
