"""Check-ins: which goals are asked about, when, and what of an answer is worth telling. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.common.cadences import Cadence, DaysOff, Every
from bot.common.dates import write_time
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.common.text import plural
from bot.features.goals.rules.progress import Goal, RollUp
from bot.features.goals.rules.state_machine import GoalState

FORM, OFFER_HELP = "checkins.form", "checkins.help"
MONDAY_AT_NINE = time(9)
# Goals reported on within so many working days are not asked about again.
FRESH = timedelta(days=2)
MOST_GOALS = 12
LONGEST_WORDS = 1000
# The summary comes a working day after the question, at a time of day so much later.
_SUMMARY_LATER = timedelta(hours=1)
_LAST_HOUR = time(22)
_ONE_DAY = timedelta(days=1)
MOST_WEEKS = 8
_FURTHEST = 14


@dataclass(frozen=True)
class TeamPlan:
    """How a team checks in. `weekday`: 0 is Monday; `at` is each member's local time.

    Every `weeks` weeks; `anchor` is a day in one week that is due. The defaults hold for teams that never
    decided, and for people without a team.
    """

    is_on: bool = True
    weekday: int = 0
    at: time = MONDAY_AT_NINE
    weeks: int = 1
    anchor: date = date(2026, 1, 5)
    posts_progress: bool = False

    @property
    def cadence(self) -> Cadence:
        """When the members are asked, in each one's own time zone."""
        return Cadence(Every.week, self.at, frozenset({self.weekday}), self.weeks, anchor=self.anchor)

    @property
    def summary_cadence(self) -> Cadence:
        """When the manager gets the summary: a working day after, an hour later in the day.

        After a question on Friday to Sunday that is Monday.
        """
        later = (datetime.combine(date.min, self.at) + _SUMMARY_LATER).time()
        # From Friday to Sunday the next working day is Monday, in the week after.
        is_next_week = self.weekday >= 4
        weekday = 0 if is_next_week else self.weekday + 1
        anchor = self.anchor + timedelta(days=7 * is_next_week)
        return Cadence(Every.week, later, frozenset({weekday}), self.weeks, anchor=anchor)


@dataclass(frozen=True)
class CheckinNote:
    """What somebody adds to the numbers, in Slack's escaped form; "" for nothing."""

    wins: str = ""
    blockers: str = ""
    next_week: str = ""


def check_plan(plan: TeamPlan) -> TeamPlan:
    """Gives the plan back. BadInput (field `at`): after 22:00, when the summary would come a day later."""
    if plan.at > _LAST_HOUR:
        raise BadInput(f"Choose a time up to {write_time(_LAST_HOUR)}.", field="at")
    return plan


def to_ask(goals: Iterable[Goal], person_id: str, now: datetime, days_off: DaysOff) -> list[Goal]:
    """Goals that this person is asked about, by due day and number, at most 12.

    Theirs, active, with a number of their own, and not reported on within the last two working days.
    """
    fresh_from = _working_days_before(now, days_off)
    asked = [
        goal
        for goal in goals
        if is_askable(goal, person_id) and (goal.reported_at is None or goal.reported_at < fresh_from)
    ]
    return sorted(asked, key=lambda goal: (goal.due, goal.number))[:MOST_GOALS]


def is_askable(goal: Goal, person_id: str) -> bool:
    """Whether this person reports on the goal: its owner, while it is active and does not roll up."""
    return goal.owner_id == person_id and goal.state is GoalState.active and goal.roll_up is RollUp.own


def _working_days_before(now: datetime, days_off: DaysOff) -> datetime:
    """Instant of `FRESH` working days before `now`; looks at most 14 days back.

    On a Monday what was reported on Thursday evening is still fresh.
    """
    back, left = timedelta(0), FRESH.days
    while left > 0 and back.days < _FURTHEST:
        back += _ONE_DAY
        left -= not days_off.is_off(local_day(now - back, days_off.zone))
    return now - back


def is_late(answered_at: datetime | None, late_from: datetime) -> bool:
    """Whether an answer came after the summary went out; False without an answer."""
    return answered_at is not None and answered_at >= late_from


def is_complete(goal_ids: Sequence[int], answered_ids: Iterable[int]) -> bool:
    """Whether every goal of the check-in was reported on; True for a check-in without goals."""
    return set(goal_ids) <= set(answered_ids)


@dataclass(frozen=True)
class Checkin:
    """A check-in as later features see it; words in Slack's escaped form, "" for none."""

    id: int
    wins: str
    blockers: str
    next_week: str


def left_out_text(count: int) -> str:
    """Sentence about goals that a check-in has no room for, and where they are."""
    more = f"{plural(count, 'more goal')} of yours {'is' if count == 1 else 'are'} not asked about here"
    return f"{more}: see `/goal list`, and report with `/goal update`."
