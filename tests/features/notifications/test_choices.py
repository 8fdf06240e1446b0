"""What people have chosen lies over the workspace's calendar; what they have not follows it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.features.notifications.rules import NotificationPreferences, calendar_for, chosen
from bot.features.people.rules import Person
from bot.features.workspace.rules.calendar import WorkspaceCalendar

LONDON, SEOUL = ZoneInfo("Europe/London"), ZoneInfo("Asia/Seoul")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GENERAL = WorkspaceCalendar(LONDON, country="GB", subdivision="ENG", daily_limit=5)
OWN = NotificationPreferences(
    opens=time(8), closes=time(12), workdays=frozenset({5}), country="DE", daily_limit=2
)


def test_ones_own_calendar_over_the_workspaces() -> None:
    """What is not chosen follows the workspace; its region is of no use in another country."""
    person = Person("U1", "Grace", SEOUL)
    plain = calendar_for(person, NotificationPreferences(), GENERAL, {})
    assert (plain.zone, plain.opens, plain.closes) == (SEOUL, time(9), time(17, 30))
    assert plain.workdays == {0, 1, 2, 3, 4}
    assert (plain.country, plain.subdivision) == ("GB", "ENG")

    own = calendar_for(person, OWN, GENERAL, {date(2026, 11, 24): "Dentist"})
    assert (own.opens, own.closes, own.workdays) == (time(8), time(12), frozenset({5}))
    assert (own.country, own.subdivision) == ("DE", None)
    assert own.is_off(date(2026, 11, 24))


def test_midnight_is_a_choice() -> None:
    """Hours from midnight on are hours."""
    own = calendar_for(
        Person("U1", "Ben", LONDON), NotificationPreferences(opens=time(), closes=time(1)), GENERAL, {}
    )
    assert own.opens == time()


SAME: dict[str, dict[str, Any]] = {
    "hours": {"opens": GENERAL.opens, "closes": GENERAL.closes},
    "workdays": {"workdays": GENERAL.workdays},
    "country": {"country": GENERAL.country},
}


@pytest.mark.parametrize("parts", [parts for count in range(4) for parts in combinations(SAME, count)])
def test_what_is_as_in_the_workspace_follows_it(parts: tuple[str, ...]) -> None:
    """It is not kept as a choice; what differs is, and the limit and the snooze always are."""
    same = {name: value for part in parts for name, value in SAME[part].items()}
    typed = replace(OWN, snoozed_until=MONDAY, **same)
    kept = chosen(typed, GENERAL)

    assert (kept.opens is None, kept.closes is None) == ("hours" in parts,) * 2
    assert (kept.workdays is None) == ("workdays" in parts)
    assert (kept.country is None) == ("country" in parts)
    assert (kept.daily_limit, kept.snoozed_until) == (2, MONDAY)


def test_one_half_of_the_hours_that_differs() -> None:
    """Hours are one choice: both ends are kept."""
    kept = chosen(NotificationPreferences(opens=GENERAL.opens, closes=time(16)), GENERAL)
    assert (kept.opens, kept.closes) == (GENERAL.opens, time(16))
