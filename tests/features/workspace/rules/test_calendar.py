"""The workspace's calendar: what an admin may decide, and public holidays."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.errors import BadInput
from bot.features.workspace.rules.calendar import (
    WorkspaceCalendar,
    check_calendar,
    coming_holidays,
    holiday_name,
)

LONDON = ZoneInfo("Europe/London")


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
