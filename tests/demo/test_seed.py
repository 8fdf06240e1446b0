"""What the demo wakes up with: teams, goals in every state, kudos; and nobody is told of the past."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import open_stage
from bot.features.goals.models import GoalRow
from bot.features.goals.rules.state_machine import GoalState
from bot.features.teams import service as teams
from tests.stages import box_at

pytestmark = pytest.mark.story  # a whole company: not for a first look

# A Monday, a Friday, the first working day of a year.
MORNINGS = (
    datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    datetime(2026, 7, 3, 8, 30, tzinfo=UTC),
    datetime(2027, 1, 4, 9, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("now", MORNINGS, ids=str)
async def test_a_morning_at_northwind(now: datetime, sqlite_file: str) -> None:
    """Whatever day it is: three teams, a goal in each state, and only this morning's messages to send."""
    emulator = box_at(now)
    async with open_stage(emulator, f"sqlite:///{sqlite_file}", migrated=True) as stage:
        await seed(stage.pacer.db, emulator.world, now)
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
