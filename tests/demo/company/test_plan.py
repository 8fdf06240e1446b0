"""A day of the company: equal for equal seed and day, within working hours, nothing on a weekend."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.cast import CAST_ZONE, NORTHWIND, build_world
from bot.demo.company.plan import Act, plan_day
from bot.emulator.state.clock import MovableClock

MONDAY = date(2026, 11, 30)
PEOPLE = list(build_world(MovableClock(datetime(2026, 11, 27, tzinfo=UTC), frozen=True)).people(NORTHWIND))
# What happens once a week, by weekday.
ONCE: list[list[Act]] = [[], [Act.ask], [Act.plan], [], []]
ZONES = {user.name: ZoneInfo(user.tz) for user in PEOPLE}


def test_a_day() -> None:
    """The CRM early, each through their inbox once, one to three thanks; all in their own working hours."""
    for day in (MONDAY + timedelta(days=n) for n in range(5)):
        events = plan_day(7, day, PEOPLE, CAST_ZONE.key)
        local = [(each, each.at.astimezone(ZONES.get(each.who, CAST_ZONE))) for each in events]

        assert events == plan_day(7, day, PEOPLE, CAST_ZONE.key) != plan_day(8, day, PEOPLE, CAST_ZONE.key)
        assert [f"{at:%H:%M}" for each, at in local if each.act is Act.deals] == ["07:30"]
        assert sorted(each.who for each in events if each.act is Act.inbox) == sorted(ZONES)
        assert 1 <= sum(each.act is Act.kudos for each in events) <= 3
        assert all(each.who != each.whom for each in events if each.act is Act.kudos)
        assert [each.act for each in events if each.act in (Act.ask, Act.plan)] == ONCE[day.weekday()]
        assert {at.date() for _, at in local} == {day}
        assert all(9 <= at.hour < 17 for each, at in local if each.who)


def test_a_weekend() -> None:
    """Nobody works."""
    assert [plan_day(7, MONDAY + timedelta(days=n), PEOPLE, CAST_ZONE.key) for n in (5, 6)] == [[], []]
