"""The records in a webhook's body, or what is wrong with it. Pure."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from bot.common.errors import BadInput
from bot.common.sound_values import UnsoundValue, sound
from bot.features.imports.rules.payload_schema import DELETED, MOST_RECORDS, SCHEMA
from bot.features.ledger.rules.identity import canonical_id
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    Gone,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
    SplitRecord,
    StageEntry,
)

MOST_ERRORS = 20
# What a source need not tell again of a deal: it stays as it is.
_LEFT = frozenset(
    {"name", "account", "stage", "amount", "currency", "created_on", "expected_on", "probability"}
    | {"category", "splits"}
)
_FINEST_SHARE = 6
_VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
_UNSOUND = (
    "The body has a character that cannot be stored (\\u0000, or half of a pair such as \\ud800), "
    "or is nested too deeply."
)
Fault = tuple[str, str]


class BadPayload(BadInput):
    """A body that is refused; `faults` are (path such as `records[3].amount`, sentence), at most 20."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in faults))
        self.faults = faults


def records_of(body: bytes) -> list[Record]:
    """Records of a JSON body, in order. BadPayload: no sound JSON, or against the schema or its rules."""
    try:
        told = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
        sound(told)
        faults = [_fault(error) for error in _first(told)]
    except (ValueError, RecursionError):
        raise BadPayload([("", "The body is not JSON, or is nested too deeply.")]) from None
    except UnsoundValue:
        raise BadPayload([("", _UNSOUND)]) from None
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
    """The body with floats for decimals, which the validator does not know; for validation only."""
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
    if error.validator == "maxItems" and path == "records":
        return path, f"Send at most {MOST_RECORDS:,} records at once."
    return path, f"{error.message[:200]}."


def _rules(number: int, told: Mapping[str, Any]) -> list[Fault]:
    """Faults of a record that a schema cannot express: close dates, sums of shares, order of days."""
    path = f"records[{number}]"
    faults: list[Fault] = []
    if told["type"] == "deal" and told["status"] != DELETED:
        if "owner" not in told:
            faults.append((f"{path}.owner", "Say whose deal it is."))
        if told["status"] != DealStatus.OPEN and "closed_on" not in told:
            faults.append((f"{path}.closed_on", f"It is {told['status']} without a close date."))
        percents = [_number(each["percent"]) for each in told.get("splits", [])]
        if any(percent != round(percent, _FINEST_SHARE) for percent in percents):
            faults.append((f"{path}.splits", f"A share has at most {_FINEST_SHARE} decimals."))
        shares = [_number(each["percent"]) for each in told.get("splits", []) if not each.get("overlay")]
        if shares and sum(shares) != 100:
            faults.append((f"{path}.splits", "The shares do not add up to 100."))
    if told["type"] == "quota" and told["ends_on"] <= told["starts_on"]:
        faults.append((f"{path}.ends_on", "It ends before it begins."))
    return faults


def _person(told: Mapping[str, str]) -> PersonRef:
    return PersonRef(told.get("id", ""), told.get("email", "").lower(), told.get("name", ""))


def _day(told: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if told.get(name) is not None else None


def _version(told: Mapping[str, Any]) -> datetime | None:
    if "updated_at" not in told:
        return None
    at = datetime.fromisoformat(told["updated_at"])
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def erased_by(body: bytes) -> list[str]:
    """Paths of what a sound body clears by null, such as `records[3].amount`."""
    records = json.loads(body)["records"]
    return [
        f"records[{n}].{name}"
        for n, each in enumerate(records)
        for name, told in each.items()
        if told is None
    ]


def _number(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _deal(told: Mapping[str, Any]) -> DealRecord:
    if told["status"] == DELETED:
        return DealRecord(
            external_id=canonical_id(told["id"]),
            status=DealStatus.GONE,
            gone_as=Gone.DELETED,
            source_at=_version(told),
        )
    return DealRecord(
        external_id=canonical_id(told["id"]),
        source_at=_version(told),
        untold=_LEFT.difference(told),
        name=told.get("name") or "",
        account=told.get("account") or "",
        owner=_person(told["owner"]),
        status=DealStatus(told["status"]),
        stage=told.get("stage") or "",
        amount=_number(told["amount"]) if told.get("amount") is not None else None,
        currency=told.get("currency", ""),
        created_on=_day(told, "created_on"),
        closed_on=_day(told, "closed_on") if told["status"] != DealStatus.OPEN else None,
        expected_on=_day(told, "expected_on"),
        probability=_number(told["probability"]) if told.get("probability") is not None else None,
        category=told.get("category") or "",
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
        external_id=canonical_id(told["id"]),
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
