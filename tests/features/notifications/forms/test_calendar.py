"""The form of the workspace's calendar: what an admin may decide."""

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.common.errors import BadInput
from bot.features.notifications.forms.calendar import CalendarForm
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from bot.slack.form_values import FormValues

LONDON = ZoneInfo("Europe/London")
GONE = "not offered any more: choose again"
FORM: dict[str, Any] = {
    "opens": "08:30",
    "closes": "17:00",
    "workdays": ("0", "1", "2", "3"),
    "country": "GB",
    "subdivision": "ENG",
    "days_off": "2026-12-24 Company day",
    "daily_limit": "3",
}


def calendar(**changes: Any) -> WorkspaceCalendar:
    """The calendar of the form, with these entries in place of others."""
    state: dict[str, Any] = {}
    for name, value in {**FORM, **changes}.items():
        entry: dict[str, Any] = {"value": value}
        if name in ("opens", "closes"):
            entry = {"selected_time": value}
        elif name == "workdays":
            entry = {"selected_options": [{"value": each} for each in value]}
        elif name == "daily_limit":
            entry = {"selected_option": value if value is None else {"value": value}}
        state[name] = {name: entry}
    return CalendarForm.calendar(FormValues(state), LONDON)


def test_a_calendar_from_the_form() -> None:
    """Every field in its own kind."""
    assert calendar() == WorkspaceCalendar(
        zone=LONDON,
        opens=time(8, 30),
        closes=time(17),
        workdays=frozenset({0, 1, 2, 3}),
        country="GB",
        subdivision="ENG",
        days_off={date(2026, 12, 24): "Company day"},
        daily_limit=3,
    )


@pytest.mark.parametrize(
    ("country", "subdivision", "found"),
    [
        ("", "", (None, None)),
        (" gb ", "", ("GB", None)),
        ("UK", "england", ("GB", "ENG")),
        ("DEU", "bayern", ("DE", "BY")),
        ("de", "Baden-Württemberg", ("DE", "BW")),
        ("US", "CA", ("US", "CA")),
        ("us", "Puerto Rico", ("US", "PR")),
    ],
)
def test_countries_and_regions(country: str, subdivision: str, found: tuple[str | None, str | None]) -> None:
    """By code, in any case, and regions by name too; kept as the two letters and the region's code."""
    found_there = calendar(country=country, subdivision=subdivision)

    assert (found_there.country, found_there.subdivision) == found


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"opens": None}, "opens", "Fill this in"),
        ({"closes": "25:00"}, "closes", "Choose a time"),
        ({"opens": "17:00"}, "closes", "From 17:00 to 17:00 is no working day"),
        ({"opens": "16:01"}, "closes", "an hour at least"),
        ({"opens": "22:00", "closes": "11:00"}, "closes", "From 22:00 to 11:00"),
        ({"workdays": ()}, "workdays", "Fill this in"),
        ({"workdays": ("7", "x")}, "workdays", GONE),
        ({"country": "Narnia"}, "country", "“Narnia”.*such as DE, GB or US"),
        ({"country": "<!channel>"}, "country", "“&lt;!channel&gt;”"),
        (
            {"subdivision": "Mars"},
            "subdivision",
            "“Mars” is not a region of GB: it has ENG, NIR, SCT and WLS.",
        ),
        ({"subdivision": "<!here>"}, "subdivision", "“&lt;!here&gt;” is not a region"),
        ({"country": "US"}, "subdivision", "“ENG” is not a region of US: .* and others"),
        ({"country": "IE"}, "subdivision", "same public holidays everywhere"),
        ({"country": ""}, "subdivision", "needs its country"),
        ({"days_off": "soon"}, "days_off", "“soon” is not a day off"),
        ({"daily_limit": None}, "daily_limit", "Fill this in"),
        ({"daily_limit": "0"}, "daily_limit", GONE),
        ({"daily_limit": "21"}, "daily_limit", GONE),
        ({"daily_limit": "many"}, "daily_limit", GONE),
    ],
)
def test_what_cannot_be(change: dict[str, Any], field: str, sentence: str) -> None:
    """The sentence names what was wrong, and the refusal the field it belongs beside."""
    with pytest.raises(BadInput, match=sentence) as refused:
        calendar(**change)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "change",
    [
        {"opens": "16:00"},
        {"opens": "00:00", "closes": "23:59"},
        {"workdays": ("6",)},
        {"daily_limit": "1"},
        {"daily_limit": "20"},
    ],
)
def test_what_just_can_be(change: dict[str, Any]) -> None:
    """One hour, one day, one message are enough."""
    assert calendar(**change)
