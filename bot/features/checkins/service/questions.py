"""Use cases of asking: which goals, what the message tells, and one reminder."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.common.cadences import Run, working_days_later
from bot.common.errors import BadInput
from bot.common.periods import local_day, local_instant
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.checkins.models import CheckinRow
from bot.features.checkins.notices import AskedGoal, CheckinAsked, CheckinReminder
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import MOST_GOALS, CheckinNote, is_askable, is_complete, is_late, to_ask
from bot.features.checkins.service.settings import plan_of
from bot.features.goals.rules.facts import GoalView
from bot.features.goals.rules.formatting import format_progress, named, titles_alike
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import queries as goals
from bot.features.ledger.notices import WeekTold
from bot.features.notifications.service import availability as notifications
from bot.features.notifications.service import send_policy
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.schedules.service import settings as schedules
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart

NEAR = timedelta(hours=2)
Numbers = Callable[[Transaction, str, Run, str, datetime], Awaitable[WeekTold | None]]


async def no_numbers(*_: object) -> WeekTold | None:
    """Nobody tells of numbers."""
    return None


async def ask(
    transaction: Transaction, person_id: str, run: Run, now: datetime, *, numbers: Numbers = no_numbers
) -> CheckinAsked | None:
    """Creates the check-in of this run and gives its message, with the person's week as `numbers` tells it.

    None: the team does not check in, there is no goal to ask about, or the person was asked on that day.
    """
    org_chart = await teams.load_org_chart(transaction)
    if not (await plan_of(transaction, org_chart.team_of(person_id))).is_on:
        return None
    person = await people.person(transaction, person_id)
    chosen = await _askable(transaction, person, org_chart, now)
    if not chosen:
        return None
    late_from = await _summary_at(transaction, person, run, org_chart)
    checkin_id = await CheckinRepository(transaction).ask(
        {
            "person_id": person_id,
            "nominal": run.nominal,
            "asked_at": now,
            "late_from": late_from,
            "goal_ids": [goal.id for goal in chosen],
        }
    )
    if checkin_id is None:
        return None
    await _remind_later(transaction, person, run, checkin_id, late_from, org_chart, now)
    asked = await question_of(transaction, checkin_id, now)
    key = f"{CheckinAsked.kind}:{person_id}:{run.nominal}"
    return replace(asked, numbers=await numbers(transaction, person_id, run, key, now))


async def tells_numbers(transaction: Transaction, person_id: str, run: Run, now: datetime) -> bool:
    """Whether a check-in of that local day, within two hours, tells this person of their week."""
    org_chart = await teams.load_org_chart(transaction)
    muted = (await send_policy.reminder_day(transaction, person_id, now)).muted
    if not (await plan_of(transaction, org_chart.team_of(person_id))).is_on or CheckinAsked.kind in muted:
        return False
    newest = await CheckinRepository(transaction).newest_of(person_id)
    if newest is not None and newest.nominal == run.nominal:
        return abs(newest.asked_at - run.at) <= NEAR
    turns = await schedules.turns(transaction, person_id)
    turn = next((each for each in turns if each.kind == CheckinAsked.kind), None)
    if turn is None or abs(turn.next_at - run.at) > NEAR:
        return False
    return bool(await _askable(transaction, await people.person(transaction, person_id), org_chart, now))


async def _askable(
    transaction: Transaction, person: Person, org_chart: OrgChart, now: datetime
) -> list[Goal]:
    """Goals that this person would be asked about now."""
    book = await goals.book_of(transaction, org_chart, now)
    reach = await notifications.reach_of(transaction, person, now, (now - timedelta(days=20)).date())
    return to_ask(book.goals, person.id, now, reach.calendar)


async def _summary_at(transaction: Transaction, person: Person, run: Run, org_chart: OrgChart) -> datetime:
    """When the manager gets the summary: a working day after, by the person's own calendar and zone."""
    plan = await plan_of(transaction, org_chart.team_of(person.id))
    reach = await notifications.reach_of(transaction, person, run.at)
    day = working_days_later(local_day(run.at, reach.calendar.zone), 1, reach.calendar)
    return local_instant(day, plan.summary_cadence.at, reach.calendar.zone)


async def _remind_later(
    transaction: Transaction,
    person: Person,
    run: Run,
    checkin_id: int,
    late_from: datetime,
    org_chart: OrgChart,
    now: datetime,
) -> None:
    """Enqueues one reminder, an hour before the summary; it is retracted when the answer comes."""
    team = org_chart.team_of(person.id)
    reader = (await people.names(transaction, [team.manager_id])).get(team.manager_id, "") if team else ""
    read_at = late_from.astimezone(person.zone).time()
    await Outbox(transaction).enqueue(
        CheckinReminder(checkin_id, run.nominal, reader.partition(" ")[0], read_at),
        now,
        to=Recipient(person.id),
        dedupe_key=remind_key(checkin_id),
        due=late_from - timedelta(hours=1),
        expires_after=timedelta(hours=8),
    )


def remind_key(checkin_id: int) -> str:
    """Dedupe key of the reminder of a check-in."""
    return f"{CheckinReminder.kind}:{checkin_id}"


def ask_key(checkin: CheckinRow) -> str:
    """Dedupe key under which the schedule enqueued the question; needed to edit it."""
    return f"{CheckinAsked.kind}:{checkin.person_id}:{checkin.nominal}"


async def _lines(transaction: Transaction, checkin: CheckinRow, now: datetime) -> tuple[list[GoalView], int]:
    """The goals of a check-in, and how many others of this person it has no room for."""
    viewer = await goals.reader(transaction, checkin.person_id)
    book = await goals.book_of(transaction, viewer.org_chart, now)
    chosen = [goal for goal in book.goals if goal.id in checkin.goal_ids]
    others = [g for g in book.goals if is_askable(g, checkin.person_id) and g.id not in checkin.goal_ids]
    left_out = len(others) if len(checkin.goal_ids) >= MOST_GOALS else 0
    return await goals.lines(transaction, chosen, book, viewer, now), left_out


async def question_of(transaction: Transaction, checkin_id: int, now: datetime) -> CheckinAsked:
    """The question as it is drawn: each goal as it stands at `now`, and the words.

    BadInput: there is no such check-in.
    """
    checkin = await CheckinRepository(transaction).find(checkin_id)
    if checkin is None:
        raise BadInput("That check-in does not exist any more.")
    lines, left_out = await _lines(transaction, checkin, now)
    today = local_day(now, (await people.person(transaction, checkin.person_id)).zone)
    alike = titles_alike(line.goal for line in lines)
    return CheckinAsked(
        checkin_id=checkin.id,
        is_answered=checkin.answered_at is not None,
        is_late=is_late(checkin.answered_at, checkin.late_from),
        is_complete=is_complete([line.goal.id for line in lines if _is_open(line)], checkin.answered_ids),
        goals=tuple(_asked_goal(line, checkin, today, alike) for line in lines),
        words=CheckinNote(checkin.wins, checkin.blockers, checkin.next_week),
        left_out=left_out,
    )


def _asked_goal(line: GoalView, checkin: CheckinRow, today: date, alike: Collection[str]) -> AskedGoal:
    goal = line.goal
    return AskedGoal(
        goal_id=goal.id,
        heading=named(goal, alike),
        standing=format_progress(line, today),
        is_open=_is_open(line),
        is_answered=goal.id in checkin.answered_ids,
        health=goal.health,
    )


def _is_open(line: GoalView) -> bool:
    """Whether a goal can still be reported on: since the question it may be done, dropped or changed."""
    return line.goal.state is GoalState.active
