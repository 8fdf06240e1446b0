"""The form in which an admin changes a schedule: what it means, and which field is wrong."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.cadences import Cadence, Every
from bot.common.errors import BadInput
from bot.features.schedules.commands import cadence_from_form, zone_from_form

TODAY = date(2026, 11, 25)
FILLED: dict[str, Any] = {
    "every": "week",
    "at": "16:00",
    "weekdays": ["0", "4"],
    "weeks": "2",
    "day": "31",
    "today": TODAY,
}


def test_a_filled_form() -> None:
    """Everything that was chosen, counted from this week."""
    assert cadence_from_form(**FILLED) == Cadence(Every.week, time(16), frozenset({0, 4}), 2, 31, TODAY)


@pytest.mark.parametrize("every", [each.value for each in Every if each is not Every.week])
def test_weekdays_matter_for_weeks_only(every: str) -> None:
    """Nobody has to tick one for another cadence."""
    assert cadence_from_form(**{**FILLED, "every": every, "weekdays": []}).every == every


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("every", None, "how often"),
        ("every", "year", "how often"),
        ("at", None, "such as 09:00"),
        ("at", "24:00", "such as 09:00"),
        ("at", "9:00", "such as 09:00"),
        ("at", "09:00:00", "such as 09:00"),
        ("weekdays", [], "at least one weekday"),
        ("weekdays", ["7", "x"], "at least one weekday"),
        ("weeks", None, "from 1 to 12"),
        ("weeks", "0", "from 1 to 12"),
        ("weeks", "13", "from 1 to 12"),
        ("weeks", "²", "from 1 to 12"),
        ("day", "0", "from 1 to 31"),
        ("day", "32", "from 1 to 31"),
        ("day", "-1", "from 1 to 31"),
        ("day", "", "from 1 to 31"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: Any, words: str) -> None:
    """One sentence, beside its field."""
    with pytest.raises(BadInput, match=words) as refused:
        cadence_from_form(**{**FILLED, field: value})
    assert refused.value.field == field


def refusal(action: Callable[[], object]) -> BadInput | None:
    """How a command was refused, if it was."""
    try:
        action()
    except BadInput as refused:
        return refused
    return None


@given(st.text(), st.text(), st.text(), st.lists(st.text()))
def test_any_text(at: str, weeks: str, day: str, weekdays: list[str]) -> None:
    """What does not come from our form is refused beside its field, and nothing else happens."""
    typed = {**FILLED, "every": "day", "at": at, "weekdays": weekdays, "weeks": weeks, "day": day}
    refused = refusal(lambda: cadence_from_form(**typed))

    assert refused is None or refused.field in ("at", "weeks", "day")
    if at != f"{_time(at):%H:%M}":
        assert refused is not None
        assert refused.field == "at"


def _time(at: str) -> time:
    try:
        return time.fromisoformat(at)
    except ValueError:
        return time()


def zone(choice: str | None, name: str = "") -> str:
    """Whose clock counts."""
    return zone_from_form(choice, name, person="person", workspace="workspace")


def test_whose_clock() -> None:
    """One of the two, or a zone that was typed, which goes first."""
    assert zone("person") == "person"
    assert zone("workspace", "  ") == "workspace"
    assert zone("person", " Europe/Berlin ") == "Europe/Berlin"
    for choice in (None, "Europe/Berlin"):
        with pytest.raises(BadInput, match="whose clock") as refused:
            zone(choice)
        assert refused.value.field == "zone"


@given(st.text(min_size=1).filter(str.strip))
def test_any_zone(name: str) -> None:
    """A zone that exists, or a refusal that pings nobody and is not long."""
    refused = refusal(lambda: ZoneInfo(zone("person", name)))

    if refused is not None:
        assert refused.field == "zone_name"
        assert "<" not in str(refused)
        assert len(str(refused)) < 400
