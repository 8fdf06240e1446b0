"""The form in which an admin changes a schedule: what it means, and which field is wrong."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.cadences import Cadence, Every
from bot.common.errors import BadInput, FieldErrors
from bot.features.schedules.commands import zone_named
from bot.features.schedules.forms import ScheduleForm
from bot.slack.form_values import FormValues

TODAY = date(2026, 11, 25)
FILLED: dict[str, Any] = {
    "every": "week",
    "at": "16:00",
    "weekdays": ["0", "4"],
    "weeks": "2",
    "day": "31",
    "zone": "person",
    "zone_name": "",
}


def entered(**changes: Any) -> FormValues:
    """The form filled in, with these entries in place of others."""
    state: dict[str, Any] = {}
    for name, value in {**FILLED, **changes}.items():
        if name == "at":
            entry: dict[str, Any] = {"selected_time": value}
        elif name == "weekdays":
            entry = {"selected_options": [{"value": each} for each in value]}
        elif name == "zone_name":
            entry = {"value": value}
        else:
            entry = {"selected_option": value if value is None else {"value": value}}
        state[name] = {name: entry}
    return FormValues(state)


def cadence(**changes: Any) -> Cadence:
    """The cadence of the filled form."""
    return ScheduleForm.cadence(ScheduleForm.read(entered(**changes)), TODAY)


def clock(**changes: Any) -> str:
    """Whose clock counts, of the filled form."""
    return ScheduleForm.clock(ScheduleForm.read(entered(**changes)))


def test_a_filled_form() -> None:
    """Everything that was chosen, counted from this week."""
    assert cadence() == Cadence(Every.week, time(16), frozenset({0, 4}), 2, 31, TODAY)
    values = ScheduleForm.read(entered())
    assert (values[ScheduleForm.is_on], values[ScheduleForm.channel]) == (False, None)


@pytest.mark.parametrize("every", [each.value for each in Every if each is not Every.week])
def test_weekdays_matter_for_weeks_only(every: str) -> None:
    """Nobody has to tick one for another cadence."""
    assert cadence(every=every, weekdays=[]).every == every


GONE = "not offered any more: choose again"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("every", None, "Fill this in"),
        ("every", "year", GONE),
        ("at", None, "Fill this in"),
        ("at", "24:00", "such as 09:00"),
        ("at", "9:00", "such as 09:00"),
        ("at", "09:00:00", "such as 09:00"),
        ("weekdays", [], "at least one weekday"),
        ("weekdays", ["7", "x"], GONE),
        ("weeks", None, "Fill this in"),
        ("weeks", "0", GONE),
        ("weeks", "13", GONE),
        ("weeks", "²", GONE),
        ("day", "0", GONE),
        ("day", "32", GONE),
        ("day", "-1", GONE),
        ("day", "", "Fill this in"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: Any, words: str) -> None:
    """One sentence, beside its field."""
    with pytest.raises(BadInput, match=words) as refused:
        cadence(**{field: value})
    assert refused.value.field == field


def refusal(action: Callable[[], object]) -> BadInput | None:
    """How a form was refused, if it was."""
    try:
        action()
    except BadInput as refused:
        return refused
    return None


@given(st.text(), st.text(), st.text(), st.lists(st.text()))
def test_any_text(at: str, weeks: str, day: str, weekdays: list[str]) -> None:
    """What does not come from our form is refused beside its field, and nothing else happens."""
    refused = refusal(lambda: cadence(every="day", at=at, weeks=weeks, day=day, weekdays=weekdays))

    if isinstance(refused, FieldErrors):
        assert set(refused.errors) <= {"at", "weeks", "day", "weekdays"}
    else:
        assert refused is None
        assert at == f"{time.fromisoformat(at):%H:%M}"


def test_whose_clock() -> None:
    """One of the two, or a zone that was typed, which goes first."""
    assert clock() == "person"
    assert clock(zone="workspace", zone_name="  ") == "workspace"
    assert clock(zone_name=" Europe/Berlin ") == "Europe/Berlin"
    for choice, words in ((None, "Fill this in"), ("Europe/Berlin", "whose clock")):
        with pytest.raises(BadInput, match=words) as refused:
            clock(zone=choice)
        assert refused.value.field == "zone"


@given(st.text(min_size=1).filter(str.strip))
def test_any_zone(name: str) -> None:
    """A zone that exists, or a refusal that pings nobody and is not long."""
    refused = refusal(lambda: ZoneInfo(zone_named(name)))

    if refused is not None:
        assert "<" not in str(refused)
        assert len(str(refused)) < 400
