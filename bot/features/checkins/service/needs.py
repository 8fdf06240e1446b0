"""What waits for somebody in check-ins: their own answer, and the people they lead who are blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.common.cadences import working_days_later
from bot.common.dates import write_day
from bot.common.facts import fact_of
from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import FORM, MOST_WEEKS, OFFER_HELP, TeamPlan, is_askable, is_complete
from bot.features.checkins.service.summary import help_offered
from bot.features.goals.rules.formatting import title
from bot.features.goals.rules.progress import Goal, GoalHealth
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service.queries import Book, Viewer, book_of, reader
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.service.duty import people_led
from bot.features.people.service import members as people
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day
from bot.slack.text import harmless, pieces

# So many working days after somebody offered help, both know how it goes on.
_HELPED_AFTER = 2
_LONGEST_TITLE = 30


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for somebody in check-ins; who is blocked only to whoever leads them."""
    viewer = await reader(transaction, person_id)
    book = await book_of(transaction, viewer.org_chart, now)
    stored = await answer(transaction, CheckinRepository(transaction).every_plan())
    plans = {row.team_id: fact_of(row, TeamPlan) for row in stored}
    return [
        *await _own(transaction, book, viewer, plans, now),
        *await _blocked(transaction, book, viewer, plans, now),
    ]


async def questions(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Question[Any]]:
    """Their own newest check-in, those of people whom they lead, and how teams check in."""
    repository = CheckinRepository(transaction)
    viewer = await reader(transaction, person_id)
    led = people_led(viewer.person, viewer.org_chart)
    others = [_said_question(transaction, sorted(led), now)] if led else []
    return [repository.newest(person_id), repository.every_plan(), *others]


async def _own(
    transaction: Transaction, book: Book, viewer: Viewer, plans: Mapping[int, TeamPlan], now: datetime
) -> list[Need]:
    """The newest check-in, until it is complete; when the next one is due, it is asked about no more."""
    own = {goal.id for goal in book.goals if is_askable(goal, viewer.person.id)}
    newest = await answer(transaction, CheckinRepository(transaction).newest(viewer.person.id)) if own else []
    if not newest:
        return []
    found = newest[0]
    team, today = viewer.org_chart.team_of(viewer.person.id), local_day(now, viewer.person.zone)
    plan = plans.get(team.id, TeamPlan()) if team else TeamPlan()
    open_ids = [goal_id for goal_id in found.goal_ids if goal_id in own]
    is_over = today > found.nominal + timedelta(weeks=plan.weeks)
    if is_over or not plan.is_on or is_complete(open_ids, found.answered_ids):
        return []
    due = local_day(found.late_from, viewer.person.zone)
    need = Need(
        f"checkins.answer:{found.id}",
        "How do your goals stand?",
        "Check in",
        FORM,
        rank_by_day(NeedRank.answer, due, today),
        since=found.asked_at,
        value=str(found.id),
        due=due,
    )
    return [need]


async def _blocked(
    transaction: Transaction, book: Book, viewer: Viewer, plans: Mapping[int, TeamPlan], now: datetime
) -> list[Need]:
    """Who is led and blocked, by a goal of theirs or by their words; not those helped some days ago."""
    manager_id, today = viewer.person.id, local_day(now, viewer.person.zone)
    led = people_led(viewer.person, viewer.org_chart)
    if not led:
        return []
    known = await people.people(transaction, led)
    called = first_names({who: person.name for who, person in known.items()})
    said = await _said(transaction, sorted(led), viewer, plans, now)
    goals = {goal.owner_id: goal for goal in reversed(book.goals) if _is_blocked(goal)}
    blocked = [
        _Blocked(who, called[who], goals.get(who), said.get(who))
        for who, person in sorted(known.items())
        if person.is_active_person and (who in goals or who in said)
    ]
    if not blocked:
        return []
    offered = await help_offered(transaction, manager_id, [each.person_id for each in blocked], today)
    calendar = (await notifications.reach_of(transaction, viewer.person, now)).calendar
    found = []
    for each in blocked:
        helped_on = offered.get(each.person_id)
        if helped_on is not None and helped_on < local_day(each.since(now), viewer.person.zone):
            helped_on = None  # They say so anew.
        if helped_on is None or working_days_later(helped_on, _HELPED_AFTER, calendar) > today:
            found.append(_to_help(each, helped_on, today, now))
    return found


@dataclass(frozen=True)
class _Blocked:
    """Somebody who says that they are blocked: by the state of a goal, in words, or both."""

    person_id: str
    name: str
    goal: Goal | None
    checkin: Any | None

    def since(self, now: datetime) -> datetime:
        """When they said so last; `now` where that is not known."""
        reported = self.goal.reported_at if self.goal else None
        answered = self.checkin.answered_at if self.checkin else None
        return max(filter(None, (reported, answered)), default=now)


def _is_blocked(goal: Goal) -> bool:
    return goal.state is GoalState.active and goal.health is GoalHealth.blocked and goal.team_id is None


async def _said(
    transaction: Transaction, ids: Sequence[str], viewer: Viewer, plans: Mapping[int, TeamPlan], now: datetime
) -> dict[str, Any]:
    """The newest answered check-in of each, where it names what blocks them and no other was due since."""
    weeks = {
        who: plans.get(team.id, TeamPlan()).weeks
        for team in viewer.org_chart.led_by(viewer.person.id)
        for who in team.member_ids
    }
    rows = await answer(transaction, _said_question(transaction, ids, now))
    return {
        row.person_id: row
        for row in rows
        if row.blockers and row.asked_at > now - timedelta(weeks=weeks[row.person_id])
    }


def _said_question(transaction: Transaction, ids: Sequence[str], now: datetime) -> Question[Sequence[Any]]:
    first = (now - timedelta(weeks=MOST_WEEKS)).date()
    return CheckinRepository(transaction).newest_answered(ids, first, now)


def _to_help(blocked: _Blocked, helped_on: date | None, today: date, now: datetime) -> Need:
    return Need(
        f"checkins.blocked:{blocked.person_id}",
        _text(blocked, helped_on, today),
        "Help",
        OFFER_HELP,
        NeedRank.blocked,
        since=blocked.since(now),
        value=blocked.person_id,
        about_id=blocked.person_id,
        name=blocked.name,
    )


def _text(blocked: _Blocked, helped_on: date | None, today: date) -> str:
    """`Jamal is blocked on *Win $350k*: “legal is slow”`; without words no quotation."""
    rest = f": you offered help on {write_day(helped_on, today)}" if helped_on is not None else ""
    named = title(blocked.goal.title) if blocked.goal else ""
    words = harmless(blocked.checkin.blockers, {}) if blocked.checkin and helped_on is None else ""
    if not words:
        on = f"{blocked.name} is blocked"
        return fitted(f"{on} on *", named, f"*{rest}") if named else f"{on}{rest}"
    cut = pieces(named, _LONGEST_TITLE)[0]
    on = f" on *{cut}{'' if cut == named else '…'}*" if named else ""
    return fitted(f"{blocked.name} is blocked{on}: “", words, "”")
