"""Which goals are asked about, when, and how a team may want it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import next_run
from bot.common.errors import BadInput
from bot.features.checkins.rules import (
    MOST_GOALS,
    TeamPlan,
    check_plan,
    is_complete,
    is_late,
    to_ask,
)
from bot.features.goals.rules.progress import Goal, RollUp
from bot.features.goals.rules.state_machine import GoalState
from tests.features.goals.examples import GOAL

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Weekdays:
    """Off on Saturday and Sunday."""

    zone = ZoneInfo("UTC")

    def is_off(self, day: date) -> bool:
        """Whether it is a weekend."""
        return day.weekday() > 4


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        (GOAL, True),
        (replace(GOAL, owner_id="ANA"), False),
        (replace(GOAL, state=GoalState.proposed), False),
        (replace(GOAL, state=GoalState.accepted), False),
        (replace(GOAL, state=GoalState.done), False),
        (replace(GOAL, roll_up=RollUp.sum), False),
        # Thursday morning is two working days before Monday morning.
        (replace(GOAL, reported_at=MONDAY - timedelta(days=4, hours=1)), True),
        (replace(GOAL, reported_at=MONDAY - timedelta(days=4)), False),
        (replace(GOAL, reported_at=MONDAY - timedelta(days=2)), False),
    ],
)
def test_who_is_asked_what(goal: Goal, asked: bool) -> None:
    """One's own active goals with a number of their own, that were not reported in the last working days."""
    assert (to_ask([goal], "BEN", MONDAY, Weekdays()) == [goal]) is asked


def test_not_too_many() -> None:
    """The first to be due, as many as a message holds."""
    goals = [replace(GOAL, id=n, number=n, due=GOAL.due + timedelta(days=n)) for n in range(40, 0, -1)]
    asked = to_ask(goals, "BEN", MONDAY, Weekdays())
    assert [goal.number for goal in asked] == list(range(1, MOST_GOALS + 1))


@pytest.mark.parametrize(
    ("weekday", "asked", "summed_up"),
    [
        (0, date(2026, 11, 30), date(2026, 12, 1)),
        (3, date(2026, 11, 26), date(2026, 11, 27)),
        (4, date(2026, 11, 27), date(2026, 11, 30)),
        (6, date(2026, 11, 29), date(2026, 11, 30)),
    ],
)
@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_the_summary_comes_a_working_day_after(
    weekday: int, asked: date, summed_up: date, weeks: int
) -> None:
    """From Friday on it is the Monday after, in step with the weeks of the check-in."""
    plan = TeamPlan(weekday=weekday, at=time(14), weeks=weeks, anchor=asked)

    class Always(Weekdays):
        def is_off(self, day: date) -> bool:
            return False

    first = next_run(plan.cadence, MONDAY.date(), Always())
    then = next_run(plan.summary_cadence, asked, Always())
    assert first is not None
    assert then is not None
    assert (first.nominal, then.nominal, then.at.hour) == (asked, summed_up, 15)


def test_a_plan_that_cannot_be() -> None:
    """The field is named."""
    with pytest.raises(BadInput) as refused:
        check_plan(TeamPlan(at=time(22, 30)))
    assert refused.value.field == "at"


def test_late_and_complete() -> None:
    """From the moment of the summary on; when every goal is answered."""
    assert is_late(MONDAY, MONDAY)
    assert not is_late(MONDAY - timedelta(seconds=1), MONDAY)
    assert not is_late(None, MONDAY)
    assert is_complete([1, 2], [2, 1, 3])
    assert not is_complete([1, 2], [2])
