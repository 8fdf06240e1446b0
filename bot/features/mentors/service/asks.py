"""Asks for help: made, chosen from a shortlist, answered by the mentor, taken back."""

from bot.common.errors import BadInput, NotAllowed
from bot.common.text import is_blank
from bot.features.mentors.models import MentorAskRow, MentorCandidateRow
from bot.features.mentors.repository.asks import MentorAskRepository, MentorshipRepository
from bot.features.mentors.repository.mentors import MentorRepository
from bot.features.mentors.rules.facts import (
    LASTS,
    LONGEST_WORDS,
    LOOKED_FOR,
    AskState,
    CandidateState,
    MentorAsk,
)
from bot.features.mentors.rules.settings import MentorSettings
from bot.features.mentors.service import notifications
from bot.features.mentors.service.offers import reader
from bot.features.mentors.service.pairs import load_market, may_meet, today_of
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.features.skills.service.colleagues import is_colleague
from bot.framework.context import Context

GONE = "That ask is answered, or was taken back."


async def ask(ctx: Context, skill: str, words: str = "", wish_id: str = "") -> MentorAsk:
    """Asks for help with a skill, of whoever suits best, or of somebody wished. BadInput with a sentence."""
    await reader(ctx)
    typed = "" if is_blank(words) else " ".join(words.split())
    if len(typed) > LONGEST_WORDS:
        raise BadInput(f"At most {LONGEST_WORDS} characters; this has {len(typed):,}.", field="words")
    await ctx.claim()
    if wish_id:
        await _check_wish(ctx, skill, wish_id)
    repository = MentorAskRepository(ctx.transaction)
    made = await repository.new(
        {
            "mentee_id": ctx.actor_id,
            "skill": skill,
            "words": typed,
            "wish_id": wish_id,
            "state": AskState.open.value,
            "made_at": ctx.now,
            "expires_on": (ctx.now + LOOKED_FOR).date(),
            "solved_at": None,
            "mentor_id": "",
            "asked_at": None,
        }
    )
    row = await repository.open_of(ctx.actor_id)
    if made is None or row is None:
        told = SKILL_NAMES.get(row.skill, row.skill).lower() if row else "something"
        raise BadInput(f"You asked for help with {told}: take that back first.", field="skill")
    return row.fact()


async def _check_wish(ctx: Context, skill: str, wish_id: str) -> None:
    wished = await people.person(ctx.transaction, wish_id)
    if wished.id == ctx.actor_id:
        raise BadInput("That is you.", field="wish")
    market = await load_market(ctx.transaction, [ctx.actor_id], await today_of(ctx, ctx.actor_id), ctx.now)
    is_there = wished.is_active_person and is_colleague(wished, market.org_chart)
    if market.leads(ctx.actor_id, wished.id):
        leads = ctx.actor_id == market.org_chart.manager_of(wished.id)
        told = f"You lead {wished.name}" if leads else f"{wished.name} leads you"
        raise BadInput(f"{told}: help with this in your 1:1.", field="wish")
    if not is_there or skill not in market.offers.get(wished.id, ()):
        raise BadInput(f"{wished.name} does not offer {SKILL_NAMES[skill].lower()}.", field="wish")


async def withdraw(ctx: Context) -> None:
    """Takes one's open ask back. BadInput: there is none."""
    await reader(ctx)
    await ctx.claim()
    row = await MentorAskRepository(ctx.transaction).open_of(ctx.actor_id)
    if row is None:
        raise BadInput("You have not asked for help.")
    await notifications.forget_ask(ctx, row)
    row.state, row.mentor_id = AskState.withdrawn.value, ""
    await ctx.transaction.session.flush()


async def choose(ctx: Context, mentor_id: str) -> MentorAsk:
    """Asks one mentor of one's own shortlist. NotAllowed: they cannot right now, whatever the reason."""
    await reader(ctx)
    await ctx.claim()
    repository = MentorAskRepository(ctx.transaction)
    row = await repository.open_of(ctx.actor_id)
    locked = await repository.lock(row.id) if row is not None else None
    candidate = await repository.candidate(locked.id, mentor_id) if locked is not None else None
    if locked is None or candidate is None or locked.state != AskState.shortlisted.value:
        raise BadInput(GONE)
    mentor = await people.person(ctx.transaction, mentor_id)
    is_free = await _may_begin(ctx, ctx.actor_id, mentor_id) and await _takes_more(ctx, mentor_id)
    if candidate.state != CandidateState.listed.value or not is_free:
        raise NotAllowed(f"{mentor.name} cannot right now.")
    locked.state, locked.mentor_id, locked.asked_at = AskState.asked.value, mentor_id, ctx.now
    candidate.state, candidate.at = CandidateState.asked.value, ctx.now
    await ctx.transaction.session.flush()
    await notifications.ask_mentor(ctx, locked)
    return locked.fact()


async def _may_begin(ctx: Context, mentee_id: str, mentor_id: str) -> bool:
    """Whether the two may still meet, and neither has a veto."""
    is_vetoed = await MentorRepository(ctx.transaction).is_vetoed(mentee_id, mentor_id)
    return not is_vetoed and await may_meet(ctx, mentee_id, mentor_id)


async def _takes_more(ctx: Context, mentor_id: str) -> bool:
    """Whether a mentor has a place, and is not paused."""
    place = await MentorRepository(ctx.transaction).lock_place(mentor_id)
    is_paused = place is not None and place.is_paused(await today_of(ctx, mentor_id))
    return not is_paused and await _has_place(ctx, mentor_id)


async def _has_place(ctx: Context, mentor_id: str) -> bool:
    place = await MentorRepository(ctx.transaction).lock_place(mentor_id)
    if place is None:
        return False
    most = (await settings_of(ctx.transaction, MentorSettings)).most_places
    return await MentorshipRepository(ctx.transaction).count_active(mentor_id) < min(place.capacity, most)


async def pass_over(ctx: Context, mentor_id: str) -> None:
    """Not now: a mentor goes from one's own shortlist, and hears nothing of it."""
    await reader(ctx)
    await ctx.claim()
    repository = MentorAskRepository(ctx.transaction)
    row = await repository.open_of(ctx.actor_id)
    candidate = await repository.candidate(row.id, mentor_id) if row is not None else None
    if candidate is None or candidate.state != CandidateState.listed.value:
        raise BadInput(GONE)
    await pass_over_row(ctx, candidate)


async def pass_over_row(ctx: Context, candidate: MentorCandidateRow) -> None:
    """A mentor goes from a shortlist; with the last the ask is open again."""
    repository = MentorAskRepository(ctx.transaction)
    candidate.state, candidate.at = CandidateState.passed.value, ctx.now
    await ctx.transaction.session.flush()
    locked = await repository.lock(candidate.ask_id)
    if locked is not None and not await repository.candidates(locked.id, CandidateState.listed):
        locked.state = AskState.open.value  # Nobody is left to choose: nothing waits for the mentee.
        await ctx.transaction.session.flush()


async def part(ctx: Context, other_id: str) -> None:
    """An ask between the actor and somebody with whom they are never matched from now on ends unanswered.

    As a mentee the actor looks on; as a mentor they cannot right now, as after any other decline.
    """
    repository = MentorAskRepository(ctx.transaction)
    own = await repository.open_of(ctx.actor_id)
    asked = [row for row in await repository.requests_to(ctx.actor_id) if row.mentee_id == other_id]
    if own is not None:
        candidate = await repository.candidate(own.id, other_id)
        if candidate is not None and candidate.state == CandidateState.listed.value:
            await pass_over_row(ctx, candidate)
        asked += [own] if own.mentor_id == other_id else []
    for row in asked:
        locked = await repository.lock(row.id)
        if locked is not None and locked.state == AskState.asked.value:
            if locked.mentee_id == ctx.actor_id:
                await notifications.forget_request(ctx, locked)
            await decline_row(ctx, locked)


async def accept(ctx: Context, ask_id: int) -> int:
    """Gladly: the mentorship begins, also in a pause; gives its id. NotAllowed: no place is left."""
    row = await _asked(ctx, ask_id)
    await ctx.claim()
    if not await _may_begin(ctx, row.mentee_id, ctx.actor_id):
        raise BadInput(GONE)
    if not await _has_place(ctx, ctx.actor_id):
        raise NotAllowed("You have no place left: end one first, or offer more.")
    starts = await today_of(ctx, row.mentee_id)
    made = await MentorshipRepository(ctx.transaction).begin(
        {
            "ask_id": row.id,
            "mentee_id": row.mentee_id,
            "mentor_id": ctx.actor_id,
            "skill": row.skill,
            "aims": [],
            "starts_on": starts,
            "ends_on": starts + LASTS,
            "ended_at": None,
        }
    )
    row.state = AskState.matched.value
    await ctx.transaction.session.flush()
    await notifications.answered(ctx, row, "You help.")
    await notifications.begun(ctx, made, row)
    return made


async def decline(ctx: Context, ask_id: int) -> None:
    """Cannot right now: no reason is asked, and the mentee looks on."""
    row = await _asked(ctx, ask_id)
    await ctx.claim()
    await decline_row(ctx, row)


async def decline_row(ctx: Context, row: MentorAskRow) -> None:
    """A request was declined, or not answered in time: the ask is open again, the rest solved anew."""
    candidate = await MentorAskRepository(ctx.transaction).candidate(row.id, row.mentor_id)
    if candidate is not None:
        candidate.state, candidate.at = CandidateState.declined.value, ctx.now
    await notifications.answered(ctx, row, "Not right now.")
    row.state, row.mentor_id, row.asked_at = AskState.open.value, "", None
    row.solved_at = None
    await ctx.transaction.session.flush()


async def _asked(ctx: Context, ask_id: int) -> MentorAskRow:
    await reader(ctx)
    row = await MentorAskRepository(ctx.transaction).lock(ask_id)
    if row is None or row.mentor_id != ctx.actor_id or row.state != AskState.asked.value:
        raise BadInput(GONE)
    return row
