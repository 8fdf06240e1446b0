"""Evidence of days that are over: what happened in them, not what has become of it since."""

from datetime import UTC, date, datetime

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database
from bot.features.evidence.service.timeline import collect
from bot.features.goals.models import GoalRow
from bot.features.goals.rules.state_machine import GoalAction
from tests.features.goals.office import BEN, NORTH, NOW, TERMS, act, open_office, report, set_goal

NOVEMBER = DateRange(date(2026, 11, 1), date(2026, 12, 1), "Nov 2026")
QUARTER = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
YEAR_AFTER = DateRange(date(2027, 1, 1), date(2027, 4, 1), "Q1 2027")
MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)


async def goals_on_record(db: Database, days: DateRange, now: datetime) -> list[tuple[date, str, str]]:
    """The goals of Ben in these days: day, line, leaning."""
    async with db.reading(NORTH) as reading:
        stream = await collect(reading, BEN, BEN, days, now)
    return [(each.day, each.line, each.leaning.value) for each in stream.items if each.source.name == "goal"]


async def test_a_goal_is_on_record_on_the_day_it_was_reached(db: Database) -> None:
    """Reached in January: done then, under way before, and gone from what comes after."""
    await open_office(db)
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.accept)
    running = await goals_on_record(db, QUARTER, NOW)
    assert [(day, leaning) for day, _, leaning in running] == [(NOW.date(), "next")]
    assert "active, 0%" in running[0][1]

    async with db.transaction(NORTH) as transaction:
        row = await transaction.session.get_one(GoalRow, goal.id)
        row.due = date(2027, 1, 15)
    january = datetime(2027, 1, 5, 12, tzinfo=UTC)
    await report(db, goal.id, int(TERMS.target), now=january)
    ((day, line, leaning),) = await goals_on_record(db, QUARTER, MARCH)
    assert (day, leaning) == (date(2026, 12, 31), "next")
    assert "under way then, due 15 Jan 2027" in line
    assert "100" not in line.partition(":")[2]
    ((day, line, leaning),) = await goals_on_record(db, YEAR_AFTER, MARCH)
    assert (day, leaning) == (january.date(), "well")
    assert "done, 100%" in line
    later = DateRange(date(2027, 1, 10), date(2027, 2, 1))
    assert await goals_on_record(db, later, MARCH) == [], "that was before these days"


async def test_a_goal_that_is_reported_after_it_was_due(db: Database) -> None:
    """A last check-in in the days after: it was reached in the quarter that it was for."""
    await open_office(db)
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.accept)
    await report(db, goal.id, int(TERMS.target), now=datetime(2027, 1, 4, 12, tzinfo=UTC))
    ((day, line, leaning),) = await goals_on_record(db, QUARTER, MARCH)
    assert (day, leaning) == (date(2026, 12, 31), "well")
    assert "done, 100%" in line
    assert await goals_on_record(db, YEAR_AFTER, MARCH) == []


async def test_a_goal_that_was_missed(db: Database) -> None:
    """On the day on which it was due; of a month before that it was under way."""
    await open_office(db)
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.accept)
    async with db.transaction(NORTH) as transaction:
        row = await transaction.session.get_one(GoalRow, goal.id)
        row.state = "missed"
    ((day, line, leaning),) = await goals_on_record(db, QUARTER, MARCH)
    assert (day, leaning) == (goal.due, "better")
    assert "missed" in line
    ((day, line, leaning),) = await goals_on_record(db, NOVEMBER, MARCH)
    assert (day, leaning) == (date(2026, 11, 30), "next")
