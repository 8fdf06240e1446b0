"""Use cases of answering: report on the goals of a check-in, and add words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import NumberChange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.checkins.models import CheckinRow
from bot.features.checkins.notices import CheckinAsked
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.rules import (
    LONGEST_WORDS,
    MOST_GOALS,
    Checkin,
    CheckinNote,
    is_askable,
    is_complete,
)
from bot.features.checkins.service.questions import ask_key, question_of, remind_key
from bot.features.goals.rules.progress import Goal, GoalHealth
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import progress
from bot.features.goals.service import queries as goals
from bot.features.people.service import members as people
from bot.framework.context import Context
from bot.slack.text import unescape

_A_DAY = timedelta(days=1)
_NOT_YOURS = "That is not your check-in."


@dataclass(frozen=True)
class GoalAnswer:
    """What somebody reports of one goal. Without `change` the number stays; without `health` that stays."""

    goal_id: int
    change: NumberChange | None = None
    health: GoalHealth | None = None
    note: str = ""


async def answer(
    ctx: Context, checkin_id: int, answers: Sequence[GoalAnswer], words: CheckinNote | None
) -> list[progress.Reported]:
    """Reports on goals of a check-in and adds `words` (None: leaves them), all or nothing; gives the reports.

    Answers can be changed until a newer check-in comes. AlreadyRecorded: the request came before. NotAllowed:
    somebody else's check-in, or there is a newer one. BadInput: a goal is not part of it, or a value cannot
    be used.
    """
    await ctx.claim()
    checkin = await _take(ctx, checkin_id)
    return await _write(ctx, checkin, answers, words)


async def say_what_blocks(ctx: Context, checkin_id: int, words: str) -> None:
    """Adds words on what blocks somebody to their check-in.

    Refused as `answer` is. BadInput (field `words`): with those written before they are too many.
    """
    await ctx.claim()
    checkin = await _take(ctx, checkin_id)
    whole = "\n".join(filter(None, (checkin.blockers, words)))
    if len(unescape(whole)) > LONGEST_WORDS:
        raise BadInput("You have said much already: shorten it with *Change my answers*.", field="words")
    checkin.blockers = whole
    await ctx.transaction.session.flush()
    await _redraw(ctx, checkin)


async def answer_unasked(
    ctx: Context, answers: Sequence[GoalAnswer], words: CheckinNote | None
) -> list[progress.Reported]:
    """Creates a check-in of today and answers it, where nobody has asked; else like `answer`.

    BadInput: this person has a check-in of today already.
    """
    await ctx.claim()
    repository, actor_id = CheckinRepository(ctx.transaction), ctx.actor_id
    person = await people.actor(ctx.transaction, actor_id, guests=True)
    facts = {
        "person_id": actor_id,
        "nominal": local_day(ctx.now, person.zone),
        "asked_at": ctx.now,
        "late_from": ctx.now + _A_DAY,
        "goal_ids": sorted(each.goal_id for each in answers),
    }
    checkin_id = await repository.ask(facts)
    if checkin_id is None:
        raise BadInput("You have checked in today already: change that check-in, or use `/goal update`.")
    checkin = await _take(ctx, checkin_id)
    return await _write(ctx, checkin, answers, words)


async def _write(
    ctx: Context, checkin: CheckinRow, answers: Sequence[GoalAnswer], words: CheckinNote | None
) -> list[progress.Reported]:
    strange = {each.goal_id for each in answers} - set(checkin.goal_ids)
    if strange:
        raise BadInput("That goal is not part of this check-in.")
    reported = []
    # In the order of their ids, so that two check-ins at once never wait for each other.
    for each in sorted(answers, key=lambda answer: answer.goal_id):
        part = replace(ctx, request_key=f"{ctx.request_key}:{each.goal_id}")
        reported.append(
            await progress.report(part, each.goal_id, change=each.change, health=each.health, note=each.note)
        )
    if words is not None:
        checkin.wins, checkin.blockers, checkin.next_week = words.wins, words.blockers, words.next_week
    checkin.answered_ids = sorted({*checkin.answered_ids, *(each.goal_id for each in answers)})
    checkin.answered_at = checkin.answered_at or ctx.now
    await ctx.transaction.session.flush()
    await _redraw(ctx, checkin)
    return reported


async def _redraw(ctx: Context, checkin: CheckinRow) -> None:
    outbox = Outbox(ctx.transaction)
    now_asked = await question_of(ctx.transaction, checkin.id, ctx.now)
    if now_asked.is_complete:
        await outbox.retract(remind_key(checkin.id), ctx.now)
    await outbox.edit(
        ask_key(checkin),
        CheckinAsked,
        lambda before: replace(now_asked, numbers=before.numbers),
        ctx.request_key,
        ctx.now,
    )


async def _take(ctx: Context, checkin_id: int) -> CheckinRow:
    repository = CheckinRepository(ctx.transaction)
    checkin = await repository.lock(checkin_id)
    if checkin is None or checkin.person_id != ctx.actor_id:
        raise NotAllowed(_NOT_YOURS)
    newest = await repository.newest_of(checkin.person_id)
    if newest is not None and newest.id != checkin.id:
        raise NotAllowed("A newer check-in has come since then: answer that one, or use `/goal update`.")
    return checkin


async def to_answer(
    transaction: Transaction, actor_id: str, now: datetime
) -> tuple[Checkin | None, list[Goal], int]:
    """The unanswered check-in of this person with its goals; None with their active goals without one.

    The number is that of their other goals, for which there is no room.

    NotAllowed: they have no goal to report on.
    """
    found = await CheckinRepository(transaction).newest_of(actor_id)
    viewer = await goals.load_viewer(transaction, actor_id)
    book = await goals.book_of(transaction, viewer.org_chart, now)
    today = local_day(now, viewer.person.zone)
    own = sorted(
        (goal for goal in book.goals if is_askable(goal, actor_id)), key=lambda goal: (goal.due, goal.number)
    )
    if found is not None and (found.nominal >= today or not is_complete(found.goal_ids, found.answered_ids)):
        waiting = [goal for goal in own if goal.id in found.goal_ids]
        if waiting:
            others = len(own) - len(waiting) if len(found.goal_ids) >= MOST_GOALS else 0
            return found.fact(), waiting, others
    if not own:
        if any(goal.owner_id == actor_id and goal.state is GoalState.active for goal in book.goals):
            raise NotAllowed("None of your goals waits for a report: their numbers come from elsewhere.")
        raise NotAllowed("You have no accepted goals to check in on. Set one: `/goal Close 12 deals by eoq`.")
    return None, own[:MOST_GOALS], len(own[MOST_GOALS:])
