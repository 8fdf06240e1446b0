"""What the demo wakes up with: teams, goals in every state, kudos, a library; nobody is told of the past."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from bot.features.goals.models import GoalRow
from bot.features.goals.rules.state_machine import GoalState
from bot.features.library.service import shelf
from bot.features.mentors.rules.matching import shortlists
from bot.features.mentors.service import clockwork, pages
from bot.features.plays.models import DealDebriefRow, PlayUseRow
from bot.features.plays.service import search
from bot.features.plays.service.weekly import play_of_the_week
from bot.features.teams import service as teams
from bot.framework.context import Contexts
from tests.contexts import acting
from tests.stages import box_at

pytestmark = pytest.mark.story  # a whole company: not for a first look

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOMORROW = MONDAY + timedelta(days=1)
# A Friday, the first working day of a year.
MORNINGS = (
    datetime(2026, 7, 3, 8, 30, tzinfo=UTC),
    datetime(2027, 1, 4, 9, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("now", MORNINGS, ids=str)
async def test_a_morning_at_northwind(now: datetime, sqlite_file: str) -> None:
    """Whatever day it is: three teams, a goal in each state, and only this morning's messages to send."""
    async with _seeded(sqlite_file, now) as stage:
        await _has_all_that_is_shown(stage, now)


async def test_northwind_shares_what_works(sqlite_file: str) -> None:
    """Shelf, plays with what became of their deals, a pair of mentors; tomorrow Hugo chooses from a list."""
    async with _seeded(sqlite_file, MONDAY) as stage:
        await _has_all_that_is_shown(stage, MONDAY)
        world = stage.emulator.world
        ids = {name: world.named(name, NORTHWIND).id for name in ("ben", "kavya", "grace", "hugo")}
        db: Contexts = stage.pacer.db
        async with db.reading(NORTHWIND) as reading:
            of_ben = acting(reading, ids["ben"], MONDAY, "look")
            stood = await shelf.load_shelf(of_ben)
            found = await search.load_list(of_ben, "price objection")
            newest = await search.load_list(of_ben)
            of_kavya = acting(reading, ids["kavya"], MONDAY, "look")
            mine = (await shelf.load_shelf(of_kavya)).mine
            pair = (await pages.load_page(of_kavya)).mentorships
            uses = len((await reading.session.execute(select(PlayUseRow.play_id))).all())
            losses = len((await reading.session.execute(select(DealDebriefRow.id))).all())
            to_solve = await clockwork.to_assign(reading, TOMORROW)
        async with db.transaction(NORTHWIND) as transaction:
            weekly = await play_of_the_week(transaction, "C0SALES2NW", TOMORROW)
    assert (stood.rows.total, len(stood.mine), newest.rows.total) == (14, 1, 24)
    assert [line.play.title for line in found.rows.rows] == ["Price only after the third yes"]
    assert [item.resource.title for item in mine] == ["Who signs: a map to fill in"]
    assert [(each.mentor, each.mentorship.held) for each in pair] == [("Grace Kim", 1)]
    assert uses == 31
    assert losses >= 20
    assert weekly.text.startswith("A play by ")
    assert to_solve is not None
    assert shortlists(to_solve.candidates)[ids["hugo"]] == [world.named("jamal", NORTHWIND).id]


@asynccontextmanager
async def _seeded(file: str, now: datetime) -> AsyncIterator[Stage]:
    emulator = box_at(now)
    async with open_stage(emulator, f"sqlite:///{file}", migrated=True) as stage:
        await seed(stage.pacer.db, emulator.world, now)
        yield stage


async def _has_all_that_is_shown(stage: Stage, now: datetime) -> None:
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        states = set(await reading.session.scalars(select(GoalRow.state)))
        kinds = set(await reading.session.scalars(select(Delivery.kind)))
        due = await reading.session.scalar(select(func.min(Delivery.due_at)))
        org_chart = await teams.load_org_chart(reading)

    assert len(org_chart.teams) == 3
    assert states == {state.value for state in GoalState}
    # Questions after 1:1s of before were asked then: those are here cancelled.
    assert kinds - {"coaching.close"} == {
        "goals.waits",
        "goals.nudge",
        "goals.concern",
        "feedback.asked",
        "feedback.chased",
        "reviews.ask",
        "reviews.remind",
    }
    assert due is not None
    assert due >= now
