"""The records in a webhook's body, or what is wrong with it. Pure."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from bot.common.errors import BadInput
from bot.common.sound_values import UnsoundValue, sound
from bot.features.imports.rules.payload_schema import DELETED, MOST_RECORDS, NESTED, PROPERTIES, SCHEMA
from bot.features.ledger.rules.cuts import Dimension
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
    {"name", "account", "owner", "status", "stage", "amount", "currency", "created_on", "closed_on"}
    | {"expected_on", "probability", "splits"}
    | {each.value for each in Dimension}
)
# The day of an activity that is gone counts nowhere.
_NO_DAY = date(1970, 1, 1)
_MOST_LISTED = 100
_FINEST_SHARE = 6
_UTC = ZoneInfo("UTC")
_FORMATS = FormatChecker()
_VALIDATOR = Draft202012Validator(SCHEMA, format_checker=_FORMATS)
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


@_FORMATS.checks("date-time", raises=ValueError)
def _is_instant(told: object) -> bool:
    return not isinstance(told, str) or bool(datetime.fromisoformat(told))


def records_of(body: bytes, zone: ZoneInfo = _UTC) -> list[Record]:
    """Records of a JSON body, in order; instants are on their day in `zone`.

    BadPayload: no sound JSON, or against the schema or its rules.
    """
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
    readers: Mapping[str, Callable[[Mapping[str, Any], ZoneInfo], Record]] = {
        "deal": _deal,
        "activity": _activity,
        "quota": _quota,
        "rate": _rate,
    }
    return [readers[each["type"]](each, zone) for each in told["records"]]


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
    if error.validator == "anyOf" and isinstance(error.schema, Mapping) and "description" in error.schema:
        return path, f"{_shown(error.instance)} cannot be used: write {error.schema['description']}."
    return path, f"{error.message[:200]}."


def _shown(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False)[:80]


def _rules(number: int, told: Mapping[str, Any]) -> list[Fault]:
    """Faults of a record that a schema cannot express: sums of shares, order of days, percents of one."""
    path = f"records[{number}]"
    faults: list[Fault] = []
    if told["type"] == "deal" and told.get("status") != DELETED:
        chance = told.get("probability")
        if chance is not None and 0 < chance < 1:
            faults.append((f"{path}.probability", _of_one(chance)))
        percents = [_number(each["percent"]) for each in told.get("splits", [])]
        if any(percent != round(percent, _FINEST_SHARE) for percent in percents):
            faults.append((f"{path}.splits", f"A share has at most {_FINEST_SHARE} decimals."))
        shares = [_number(each["percent"]) for each in told.get("splits", []) if not each.get("overlay")]
        if shares and sum(shares) == 1:
            faults.append((f"{path}.splits", _of_one(shares[0])))
        elif shares and sum(shares) != 100:
            faults.append((f"{path}.splits", "The shares do not add up to 100."))
    if told["type"] == "activity" and told.get("status") != DELETED:
        missing = [name for name in ("kind", "person", "happened_on") if name not in told]
        faults += [(f"{path}.{name}", f"'{name}' is a required property.") for name in missing]
    if told["type"] == "quota" and told["ends_on"] <= told["starts_on"]:
        faults.append((f"{path}.ends_on", "It ends before it begins."))
    return faults


def _of_one(told: Any) -> str:
    percent = _number(told)
    return f"{percent} would be {percent}%: write {(percent * 100).normalize():f}."


def _person(told: Mapping[str, Any]) -> PersonRef:
    return PersonRef(str(told.get("id", "")), told.get("email", "").lower(), told.get("name", ""))


def _day(told: Mapping[str, Any], name: str, zone: ZoneInfo) -> date | None:
    return _day_of(told[name], zone) if told.get(name) is not None else None


def _day_of(text: str, zone: ZoneInfo) -> date:
    """The day; of an instant the one that it is in this zone, as written where it names no zone."""
    if len(text) == len(_NO_DAY.isoformat()):
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text)
    return (at.astimezone(zone) if at.tzinfo else at).date()


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
        if told is None and name in PROPERTIES[each["type"]]
    ]


def ignored_by(body: bytes) -> list[str]:
    """Paths of fields of a sound body that are not in the schema, 100 at most."""
    told = json.loads(body)
    found = [name for name in told if name != "records"]
    for n, each in enumerate(told["records"]):
        known, path = PROPERTIES[each["type"]], f"records[{n}]"
        found += [f"{path}.{name}" for name in each if name not in known]
        for name in each.keys() & NESTED.keys():
            parts = each[name] if isinstance(each[name], list) else [each[name]]
            for place, part in enumerate(parts):
                where = f"{path}.{name}[{place}]" if isinstance(each[name], list) else f"{path}.{name}"
                found += [f"{where}.{inner}" for inner in part if inner not in NESTED[name]]
        if len(found) > _MOST_LISTED:
            break
    return found[:_MOST_LISTED]


def _number(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _deal(told: Mapping[str, Any], zone: ZoneInfo) -> DealRecord:
    external_id = canonical_id(told["id"])
    if told.get("status") == DELETED:
        return DealRecord(
            external_id=external_id,
            status=DealStatus.GONE,
            gone_as=Gone.DELETED,
            source_at=_version(told),
        )
    status = DealStatus(told.get("status", DealStatus.OPEN))
    is_closed = status is not DealStatus.OPEN or "status" not in told
    return DealRecord(
        external_id=external_id,
        source_at=_version(told),
        untold=_LEFT.difference(told),
        name=told.get("name") or "",
        account=told.get("account") or "",
        owner=_person(told.get("owner", {})),
        status=status,
        stage=told.get("stage") or "",
        amount=_number(told["amount"]) if told.get("amount") is not None else None,
        currency=told.get("currency", ""),
        created_on=_day(told, "created_on", zone),
        closed_on=_day(told, "closed_on", zone) if is_closed else None,
        expected_on=_day(told, "expected_on", zone),
        probability=_number(told["probability"]) if told.get("probability") is not None else None,
        category=told.get("category") or "",
        pipeline=told.get("pipeline") or "",
        segment=told.get("segment") or "",
        product=told.get("product") or "",
        lead_source=told.get("lead_source") or "",
        lost_reason=told.get("lost_reason") or "",
        splits=tuple(
            SplitRecord(_person(each["person"]), _number(each["percent"]), bool(each.get("overlay")))
            for each in told.get("splits", [])
        ),
        stages=tuple(
            StageEntry(each["stage"], _day_of(each["entered_on"], zone)) for each in told.get("stages", [])
        ),
    )


def _activity(told: Mapping[str, Any], zone: ZoneInfo) -> ActivityRecord:
    is_gone = told.get("status") == DELETED
    return ActivityRecord(
        external_id=canonical_id(told["id"]),
        kind=told.get("kind", ""),
        person=_person(told.get("person", {})),
        happened_on=_day(told, "happened_on", zone) or _NO_DAY,
        source_at=_version(told),
        gone_as=Gone.DELETED if is_gone else None,
    )


def _quota(told: Mapping[str, Any], zone: ZoneInfo) -> QuotaRecord:
    return QuotaRecord(
        person=_person(told["person"]),
        amount=_number(told["amount"]),
        currency=told.get("currency", ""),
        starts_on=_day_of(told["starts_on"], zone),
        ends_on=_day_of(told["ends_on"], zone),
        category=told.get("category", ""),
    )


def _rate(told: Mapping[str, Any], zone: ZoneInfo) -> RateRecord:
    return RateRecord(
        currency=told["currency"], since=_day_of(told["since"], zone), rate=_number(told["rate"])
    )
