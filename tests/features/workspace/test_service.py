"""The workspace's calendar on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.common.errors import AlreadyRecorded, BadInput
from bot.db.transaction import Database
from bot.features.workspace import service
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from tests.contexts import acting

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM, OTHER = "T0NORTH", "T0OTHER"
CHOSEN = WorkspaceCalendar(
    zone=ZoneInfo("UTC"),
    opens=time(7, 45),
    closes=time(16),
    workdays=frozenset({6, 0, 1, 2, 3}),
    country="IL",
    days_off={date(2026, 12, 24): "Company day", date(2026, 12, 25): "R&amp;D day"},
    daily_limit=2,
)


async def change(db: Database, calendar: WorkspaceCalendar, key: str = "k1", team: str = TEAM) -> None:
    """Change it in a transaction of its own."""
    async with db.transaction(team) as transaction:
        await service.change_calendar(acting(transaction, "U0ANA", NOW, key), calendar)


async def calendar(db: Database, team: str = TEAM) -> WorkspaceCalendar:
    """As it is kept."""
    async with db.reading(team) as transaction:
        return await service.calendar_of(transaction)


async def test_defaults_until_it_is_chosen(db: Database) -> None:
    """Monday to Friday, 9:00 to 17:30 in the workspace's zone, and no country is guessed from that."""
    async with db.transaction(TEAM) as transaction:
        await service.remember(transaction, name="Northwind", likely_zone="Europe/London", now=NOW)

    assert await calendar(db) == WorkspaceCalendar(ZoneInfo("Europe/London"))
    assert (await calendar(db)).country is None


async def test_what_is_chosen_is_kept(db: Database) -> None:
    """All of it, in this workspace alone; the next change replaces the days off too."""
    await change(db, CHOSEN)
    assert await calendar(db) == CHOSEN
    assert await calendar(db, OTHER) == WorkspaceCalendar(ZoneInfo("UTC"))

    later = replace(CHOSEN, country="GB", subdivision="SCT", days_off={date(2027, 1, 4): "Late start"})
    await change(db, CHOSEN, team=OTHER)
    await change(db, later, "k2")
    assert await calendar(db) == later
    assert await calendar(db, OTHER) == CHOSEN

    await change(db, replace(later, days_off={}), "k3")
    assert (await calendar(db)).days_off == {}


async def test_the_zone_stays_where_it_is_chosen(db: Database) -> None:
    """A calendar does not change the zone."""
    async with db.transaction(TEAM) as transaction:
        await service.remember(transaction, name="Northwind", likely_zone="Europe/London", now=NOW)
    await change(db, CHOSEN)

    assert (await calendar(db)).zone.key == "Europe/London"


async def test_a_bad_calendar_changes_nothing(db: Database) -> None:
    """The rules hold for whoever calls."""
    await change(db, CHOSEN)

    with pytest.raises(BadInput):
        await change(db, replace(CHOSEN, daily_limit=0), "k2")

    assert await calendar(db) == CHOSEN


async def test_the_same_change_twice_is_one(db: Database) -> None:
    """A repeat of an old request does not bring old days back."""
    await change(db, CHOSEN)
    await change(db, replace(CHOSEN, days_off={}), "k2")

    with pytest.raises(AlreadyRecorded):
        await change(db, CHOSEN)

    assert (await calendar(db)).days_off == {}
