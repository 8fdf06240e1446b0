"""The deeds of check-ins: asking, answering a goal, adding words, deciding how a team checks in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import Change
from bot.common.periods import local_day, local_instant
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.attention import service as attention
from bot.features.checkins.models import Checkin
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import (
    MOST_GOALS,
    TeamPlan,
    Words,
    check_plan,
    check_words,
    is_askable,
    is_complete,
    is_late,
    to_ask,
)
from bot.features.goals import lookups as goals
from bot.features.goals import service as goal_deeds
from bot.features.goals.lookups import Line, Onlooker
from bot.features.goals.pace_rules import working_days_later
from bot.features.goals.rules import GoalFacts, Health
from bot.features.goals.service import Occasion
from bot.features.goals.wording import heading, standing
from bot.features.people import service as people
from bot.features.people.rules import Person
from bot.features.schedules.rules import Cadence, Run
from bot.features.teams import service as teams
from bot.features.teams.rules import Roster, Team

ASK = "checkins.ask"
REMIND = "checkins.remind"
_A_DAY = timedelta(days=1)
_NOT_YOURS = "That is not your check-in."


@dataclass(frozen=True)
class GoalAnswer:
    """What somebody says of one goal."""

    goal_id: int
    change: Change | None = None
    health: Health | None = None
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """A check-in as its person sees it: their goals as they stand now, and which of them are answered."""

    checkin: Checkin
    lines: tuple[Line, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every goal is answered."""
        return is_complete(self.checkin.goal_ids, self.checkin.answered_ids)


async def plan_of(transaction: Transaction, team: Team | None) -> TeamPlan:
    """How this team checks in; people of no team, as teams do that have decided nothing."""
    plans = await CheckinRepository(transaction).plans()
    return plans.get(team.id, TeamPlan()) if team else TeamPlan()


async def own_cadences(transaction: Transaction) -> Mapping[str, Cadence]:
    """When the members of teams are asked that have decided it."""
    plans = await CheckinRepository(transaction).plans()
    roster = await teams.roster(transaction) if plans else Roster(())
    return {
        who: plans[team.id].cadence for team in roster.teams if team.id in plans for who in team.member_ids
    }


async def ask(transaction: Transaction, person_id: str, run: Run, now: datetime) -> dict[str, Any] | None:
    """Ask this person about their goals; the facts of the message, None when there is nothing to ask."""
    roster = await teams.roster(transaction)
    if not (await plan_of(transaction, roster.team_of(person_id))).is_on:
        return None
    person = await people.person(transaction, person_id)
    chosen = await askable(transaction, person, roster, now)
    if not chosen:
        return None
    late_from = await _summary_at(transaction, person, run, roster)
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
    await _remind_later(transaction, person_id, run, checkin_id, late_from, now)
    return await facts_of(transaction, checkin_id, now)


async def askable(transaction: Transaction, person: Person, roster: Roster, now: datetime) -> list[GoalFacts]:
    """The goals that this person would be asked about."""
    book = await goals.book_of(transaction, roster, now)
    reach = await attention.reach_of(transaction, person, now, (now - timedelta(days=20)).date())
    return to_ask(book.goals, person.id, now, reach.calendar)


async def _summary_at(transaction: Transaction, person: Person, run: Run, roster: Roster) -> datetime:
    """When the manager gets the summary, by the person's own calendar: a working day after."""
    plan = await plan_of(transaction, roster.team_of(person.id))
    reach = await attention.reach_of(transaction, person, run.at)
    day = working_days_later(local_day(run.at, reach.calendar.zone), 1, reach.calendar)
    return local_instant(day, plan.summary_cadence.at, reach.calendar.zone)


async def _remind_later(
    transaction: Transaction, person_id: str, run: Run, checkin_id: int, late_from: datetime, now: datetime
) -> None:
    """Once, an hour before the summary; taken back when the answer comes."""
    owed = Owed(
        kind=REMIND,
        target=Target(person_id),
        dedupe_key=_key(REMIND, checkin_id),
        facts={"checkin": checkin_id, "day": run.nominal.isoformat()},
        due=late_from - timedelta(hours=1),
        lives=timedelta(hours=8),
    )
    await Outbox(transaction).owe([owed], now)


def _key(kind: str, checkin_id: int) -> str:
    return f"{kind}:{checkin_id}"


def ask_key(checkin: Checkin) -> str:
    """The dedupe key under which the schedule owes the question."""
    return f"{ASK}:{checkin.person_id}:{checkin.nominal}"


async def asked(transaction: Transaction, checkin_id: int, actor_id: str, now: datetime) -> Asked:
    """A check-in, for the person it belongs to; NotAllowed for everybody else."""
    checkin = await CheckinRepository(transaction).find(checkin_id)
    if checkin is None or checkin.person_id != actor_id:
        raise NotAllowed(_NOT_YOURS)
    return await _asked(transaction, checkin, now)


async def _asked(transaction: Transaction, checkin: Checkin, now: datetime) -> Asked:
    viewer = await goals.onlooker(transaction, checkin.person_id)
    book = await goals.book_of(transaction, viewer.roster, now)
    chosen = [goal for goal in book.goals if goal.id in checkin.goal_ids]
    return Asked(checkin, tuple(await goals.lines(transaction, chosen, book, viewer, now)))


async def facts_of(transaction: Transaction, checkin_id: int, now: datetime) -> dict[str, Any]:
    """What the message tells: each goal in words, drawn as it stands now."""
    checkin = await CheckinRepository(transaction).find(checkin_id)
    if checkin is None:
        raise BadInput("That check-in does not exist any more.")
    found = await _asked(transaction, checkin, now)
    today = local_day(now, (await people.person(transaction, checkin.person_id)).zone)
    return {
        "checkin": checkin.id,
        "is_answered": checkin.answered_at is not None,
        "is_late": is_late(checkin.answered_at, checkin.late_from),
        "is_complete": found.is_complete,
        "goals": [_goal_facts(line, checkin, today) for line in found.lines],
        "words": {"wins": checkin.wins, "blockers": checkin.blockers, "next_week": checkin.next_week},
    }


def _goal_facts(line: Line, checkin: Checkin, today: date) -> dict[str, Any]:
    goal = line.goal
    return {
        "id": goal.id,
        "heading": heading(goal),
        "standing": standing(goal, line.share, line.pace, today),
        "is_answered": goal.id in checkin.answered_ids,
        "health": goal.health.value if goal.health else None,
    }


async def answer(
    transaction: Transaction,
    checkin_id: int,
    answers: Sequence[GoalAnswer],
    words: Words | None,
    occasion: Occasion,
) -> list[goal_deeds.Reported]:
    """Answer for some goals, and add words, all or nothing; what was answered can be changed.

    A repeat of the same request is AlreadyRecorded.
    """
    await once(transaction, occasion.key, occasion.now)
    checkin = await _take(transaction, checkin_id, occasion)
    return await _write(transaction, checkin, answers, words, occasion)


async def answer_unasked(
    transaction: Transaction, answers: Sequence[GoalAnswer], words: Words | None, occasion: Occasion
) -> list[goal_deeds.Reported]:
    """The same before anybody has asked: a check-in of today."""
    await once(transaction, occasion.key, occasion.now)
    repository, actor_id = CheckinRepository(transaction), occasion.actor_id or ""
    person = await people.person(transaction, actor_id)
    facts = {
        "person_id": actor_id,
        "nominal": local_day(occasion.now, person.zone),
        "asked_at": occasion.now,
        "late_from": occasion.now + _A_DAY,
        "goal_ids": sorted(each.goal_id for each in answers),
    }
    checkin_id = await repository.ask(facts)
    if checkin_id is None:
        raise BadInput("You have checked in today already: change that check-in, or use `/goal update`.")
    checkin = await _take(transaction, checkin_id, occasion)
    return await _write(transaction, checkin, answers, words, occasion)


async def _write(
    transaction: Transaction,
    checkin: Checkin,
    answers: Sequence[GoalAnswer],
    words: Words | None,
    occasion: Occasion,
) -> list[goal_deeds.Reported]:
    strange = {each.goal_id for each in answers} - set(checkin.goal_ids)
    if strange:
        raise BadInput("That goal is not part of this check-in.")
    reported = []
    # In the order of their ids, so that two check-ins at once never wait for each other.
    for each in sorted(answers, key=lambda answer: answer.goal_id):
        part = replace(occasion, key=f"{occasion.key}:{each.goal_id}")
        reported.append(
            await goal_deeds.report(
                transaction, each.goal_id, part, change=each.change, health=each.health, note=each.note
            )
        )
    if words is not None:
        checked = check_words(words)
        checkin.wins, checkin.blockers, checkin.next_week = checked.wins, checked.blockers, checked.next_week
    checkin.answered_ids = sorted({*checkin.answered_ids, *(each.goal_id for each in answers)})
    checkin.answered_at = checkin.answered_at or occasion.now
    await transaction.session.flush()
    await _redraw(transaction, checkin, occasion)
    return reported


async def _redraw(transaction: Transaction, checkin: Checkin, occasion: Occasion) -> None:
    outbox = Outbox(transaction)
    await outbox.retract(_key(REMIND, checkin.id), occasion.now)
    facts = await facts_of(transaction, checkin.id, occasion.now)
    await outbox.amend(ask_key(checkin), facts, occasion.key, occasion.now)


async def _take(transaction: Transaction, checkin_id: int, occasion: Occasion) -> Checkin:
    repository = CheckinRepository(transaction)
    checkin = await repository.lock(checkin_id)
    if checkin is None or checkin.person_id != occasion.actor_id:
        raise NotAllowed(_NOT_YOURS)
    newest = await repository.newest_of(checkin.person_id)
    if newest is not None and newest.id != checkin.id:
        raise NotAllowed("A newer check-in has come since then: answer that one, or use `/goal update`.")
    return checkin


async def to_answer(
    transaction: Transaction, actor_id: str, now: datetime
) -> tuple[int | None, list[GoalFacts]]:
    """The check-in that waits for this person, with its goals; where none waits, all their active goals.

    NotAllowed when there is no goal to check in on.
    """
    found = await CheckinRepository(transaction).newest_of(actor_id)
    viewer = await goals.onlooker(transaction, actor_id)
    book = await goals.book_of(transaction, viewer.roster, now)
    today = local_day(now, viewer.person.zone)
    if found is not None and (found.nominal >= today or not is_complete(found.goal_ids, found.answered_ids)):
        waiting = [goal for goal in book.goals if goal.id in found.goal_ids and is_askable(goal, actor_id)]
        if waiting:
            return found.id, waiting
    own = [goal for goal in book.goals if is_askable(goal, actor_id)][:MOST_GOALS]
    if not own:
        raise NotAllowed("You have no accepted goals to check in on. Set one: `/goal Close 12 deals by eoq`.")
    return None, own


async def set_plan(transaction: Transaction, team_id: int, plan: TeamPlan, occasion: Occasion) -> TeamPlan:
    """Decide how a team checks in; its manager and admins may."""
    actor_id = occasion.actor_id or ""
    await once(transaction, occasion.key, occasion.now)
    roster, actor = await teams.roster(transaction), await people.person(transaction, actor_id)
    team = roster.team(team_id)
    if team is None:
        raise BadInput("That team does not exist any more.")
    if not (actor.is_admin or actor.id == team.manager_id):
        raise NotAllowed(f"Only the manager of {team.name}, and admins, decide how it checks in.")
    kept = check_plan(replace(plan, anchor=local_day(occasion.now, actor.zone)))
    await CheckinRepository(transaction).keep_plan(team_id, kept)
    return kept


async def plans_for(transaction: Transaction, actor_id: str) -> tuple[Onlooker, list[tuple[Team, TeamPlan]]]:
    """The teams that the actor may decide for, and how they check in."""
    viewer = await goals.onlooker(transaction, actor_id)
    plans = await CheckinRepository(transaction).plans()
    mine = viewer.roster.teams if viewer.person.is_admin else viewer.roster.led_by(actor_id)
    return viewer, [(team, plans.get(team.id, TeamPlan())) for team in mine]
