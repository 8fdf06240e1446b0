"""The workspace's calendar: what an admin may decide, and public holidays."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.common.errors import BadInput
from bot.features.workspace.rules.calendar import (
    WorkspaceCalendar,
    calendar_from_form,
    check_calendar,
    coming_holidays,
    holiday_name,
)

LONDON = ZoneInfo("Europe/London")
FORM: dict[str, Any] = {
    "zone": LONDON,
    "opens": "08:30",
    "closes": "17:00",
    "workdays": ("0", "1", "2", "3"),
    "country": "GB",
    "subdivision": "ENG",
    "days_off": "2026-12-24 Company day",
    "daily_limit": "3",
}


def test_a_calendar_from_the_form() -> None:
    """Every field in its own kind."""
    assert calendar_from_form(**FORM) == WorkspaceCalendar(
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
    calendar = calendar_from_form(**FORM | {"country": country, "subdivision": subdivision})

    assert (calendar.country, calendar.subdivision) == found


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"opens": None}, "opens", "Choose a time"),
        ({"closes": "25:00"}, "closes", "Choose a time"),
        ({"opens": "17:00"}, "closes", "From 17:00 to 17:00 is no working day"),
        ({"opens": "16:01"}, "closes", "at least an hour"),
        ({"opens": "22:00", "closes": "06:00"}, "closes", "From 22:00 to 06:00"),
        ({"workdays": ()}, "workdays", "at least one day"),
        ({"workdays": ("7", "x")}, "workdays", "at least one day"),
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
        ({"daily_limit": None}, "daily_limit", "from 1 to 20"),
        ({"daily_limit": "0"}, "daily_limit", "from 1 to 20"),
        ({"daily_limit": "21"}, "daily_limit", "from 1 to 20"),
        ({"daily_limit": "many"}, "daily_limit", "from 1 to 20"),
    ],
)
def test_what_cannot_be(change: dict[str, Any], field: str, sentence: str) -> None:
    """The sentence names what was wrong, and the refusal the field it belongs beside."""
    with pytest.raises(BadInput, match=sentence) as refused:
        calendar_from_form(**FORM | change)

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
    check_calendar(calendar_from_form(**FORM | change))


def test_a_calendar_that_no_form_made_is_checked_too() -> None:
    """An import cannot bring what the form refuses; the defaults can be."""
    calendar = WorkspaceCalendar(LONDON)
    check_calendar(calendar)
    many = {date(2026, 1, 1) + timedelta(days=number): "Off" for number in range(101)}

    for wrong in (
        replace(calendar, days_off=many),
        replace(calendar, country="XX"),
        replace(calendar, country="GB", subdivision="CA"),
        replace(calendar, workdays=frozenset({7})),
    ):
        with pytest.raises(BadInput):
            check_calendar(wrong)


@pytest.mark.parametrize(
    ("day", "country", "subdivision", "name"),
    [
        (date(2026, 12, 25), "GB", None, "Christmas Day"),
        (date(2026, 12, 24), "GB", None, None),
        (date(2026, 12, 25), None, None, None),
        (date(2026, 4, 6), "GB", "ENG", "Easter Monday"),
        (date(2026, 4, 6), "GB", "SCT", None),
        (date(2030, 1, 1), "US", None, "New Year's Day"),
    ],
)
def test_public_holidays(day: date, country: str | None, subdivision: str | None, name: str | None) -> None:
    """By country and region, in any year; none where no country is chosen."""
    assert holiday_name(day, country, subdivision) == name


def test_the_next_public_holidays() -> None:
    """From today on, into the next year."""
    assert coming_holidays(date(2026, 12, 25), "US") == [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 1), "New Year's Day"),
        (date(2027, 1, 18), "Martin Luther King Jr. Day"),
    ]
    assert coming_holidays(date(2026, 12, 25), None) == []
