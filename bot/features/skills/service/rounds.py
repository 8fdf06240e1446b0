"""Rounds of ratings: opened by either, rated apart, shown together, agreed on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.facts import fact_of
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.skills.models import SkillRoundRow
from bot.features.skills.notices import RoundOpened, RoundShown
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.access import SkillRecord, may_read, roles_to
from bot.features.skills.rules.facts import TalkTopic
from bot.features.skills.rules.rounds import (
    DUE_IN,
    LONGEST_WORDS,
    MOST_EVIDENCE,
    OPEN_FOR,
    AgreedLevel,
    RoundState,
    ShownRound,
    SkillPair,
    SkillRating,
    SkillRound,
    check_new,
)
from bot.features.skills.rules.rubric import LEVELS, RUBRICS
from bot.features.skills.service.cards import TOPICS_TAKEN
from bot.features.skills.service.notifications import tell
from bot.features.skills.service.profiles import rubric
from bot.features.skills.service.roles import check_role
from bot.features.teams import service as teams
from bot.framework.context import Context

GONE = "There is no such round any more."


def round_of(row: Any) -> SkillRound:
    """The fact of a stored round; `row` has the columns of `SkillRoundRow`."""
    return fact_of(row, SkillRound, state=RoundState(row.state))


async def rate(ctx: Context, person_id: str = "") -> ShownRound:
    """The round of somebody ("": of the actor) with whoever leads them; a new one where none is open.

    A Refusal: not one of the two, no role told, nobody leads them, or the last one ended lately.
    """
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    person = await people.person(ctx.transaction, person_id or actor.id)
    manager_id = (await teams.load_org_chart(ctx.transaction)).manager_of(person.id)
    row = await RoundRepository(ctx.transaction).newest_of(person.id)
    if row is not None and row.state != RoundState.closed.value:
        if actor.id in (row.person_id, row.manager_id):
            return await shown(ctx, round_of(row))
        await _check_pair(actor, person, manager_id)
        raise BadInput(f"{person.name} has a round open with somebody else: it ends by itself.")
    await _check_pair(actor, person, manager_id)
    if manager_id is None:
        raise NotAllowed("You are in no team, so nobody rates with you.")
    return await _begin(ctx, person, manager_id, round_of(row) if row else None)


async def _check_pair(actor: Person, person: Person, manager_id: str | None) -> None:
    if actor.id not in (person.id, manager_id):
        raise NotAllowed(f"Only {person.name} and {person.name}'s manager see this.")


async def _begin(ctx: Context, person: Person, manager_id: str, last: SkillRound | None) -> ShownRound:
    profile = await check_role(ctx.transaction, person, ctx.actor_id)
    today = local_day(ctx.now, person.zone)
    check_new(last, today, _day(last.closed_at, person) if last else None)
    lines = {each.key: list(each.lines) for each in (await rubric(ctx.transaction, profile.role)).skills}
    facts = {
        "person_id": person.id,
        "manager_id": manager_id,
        "role": profile.role,
        "lines": lines,
        "state": RoundState.open.value,
        "opened_by": ctx.actor_id,
        "opened_at": ctx.now,
        "due_on": today + DUE_IN,
        "person_at": None,
        "manager_at": None,
        "person_ended": False,
        "manager_ended": False,
        "shown_at": None,
        "closed_at": None,
    }
    round_id = await RoundRepository(ctx.transaction).open(facts)
    if round_id is None:  # Both pressed at once: the other's is the one.
        row = await RoundRepository(ctx.transaction).newest_of(person.id)
        return await shown(ctx, await find(ctx, row.id if row else 0))
    found = await find(ctx, round_id)
    opener = await people.person(ctx.transaction, ctx.actor_id)
    other_id = found.other_of(ctx.actor_id)
    about = "you" if other_id == person.id else opener.name
    notice = RoundOpened(round_id, opener.name, about, found.due_on)
    await tell(ctx, notice, other_id, f"skills.round:{round_id}")
    return await shown(ctx, found)


def _day(at: datetime | None, person: Person) -> date | None:
    return local_day(at, person.zone) if at else None


async def find(ctx: Context, round_id: int) -> SkillRound:
    """The round with this id. BadInput: there is none, or the actor is none of the two: one sentence."""
    row = await RoundRepository(ctx.transaction).find(round_id)
    roles = roles_to(ctx.actor_id, row.person_id, row.manager_id) if row else frozenset()
    if row is None or not may_read(SkillRecord.shown_rating, roles):
        raise BadInput(GONE)
    return round_of(row)


async def locked_round(ctx: Context, round_id: int) -> SkillRoundRow:
    """The round with this id, locked, for one of the two. BadInput as in `find`."""
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await RoundRepository(ctx.transaction).lock(round_id)
    if row is None or ctx.actor_id not in (row.person_id, row.manager_id):
        raise BadInput(GONE)
    return row


async def shown(ctx: Context, found: SkillRound) -> ShownRound:
    """A round for one of the two: own ratings, and both side by side once both are in."""
    repository = RoundRepository(ctx.transaction)
    rows = await repository.ratings(found.id, None if found.is_shown else ctx.actor_id)
    by_rater: dict[str, dict[str, SkillRating]] = {}
    for row in rows:
        rating = SkillRating(row.level, row.words, tuple(row.evidence))
        by_rater.setdefault(row.rater_id, {})[row.skill] = rating
    names = {each.key: each.name for each in RUBRICS[found.role].skills}
    pairs = await _pairs(repository, found, names, by_rater) if found.is_shown else ()
    return ShownRound(
        found,
        names,
        ctx.actor_id == found.person_id,
        (await people.person(ctx.transaction, found.other_of(ctx.actor_id))).name.partition(" ")[0],
        by_rater.get(ctx.actor_id, {}),
        pairs,
        bool(ctx.catalog.additions(TOPICS_TAKEN)),
    )


async def _pairs(
    repository: RoundRepository,
    found: SkillRound,
    names: Mapping[str, str],
    by_rater: Mapping[str, Mapping[str, SkillRating]],
) -> tuple[SkillPair, ...]:
    agreed = {
        row.skill: AgreedLevel(row.level, row.by, row.confirmed_at is not None)
        for row in await repository.agreed(found.id)
    }
    nothing = SkillRating(None)
    person, manager = (by_rater.get(who, {}) for who in (found.person_id, found.manager_id))
    return tuple(
        SkillPair(key, name, person.get(key, nothing), manager.get(key, nothing), agreed.get(key))
        for key, name in names.items()
        if key in found.lines
    )


async def submit(ctx: Context, round_id: int, ratings: Mapping[str, SkillRating]) -> ShownRound:
    """Stores the actor's ratings; with the second the round is shown to both, and equal levels are agreed.

    NotAllowed: both are in. BadInput: no such round, an unknown level, or long words.
    """
    await ctx.claim()
    row = await locked_round(ctx, round_id)
    found = round_of(row)
    found.check_rating()
    rows = [
        {
            "round_id": round_id,
            "rater_id": ctx.actor_id,
            "skill": key,
            "level": rating.level,
            "words": rating.words,
            "evidence": list(rating.evidence),
        }
        for key, rating in ratings.items()
        if key in found.lines
    ]
    for rating in ratings.values():
        _check(rating)
    if not rows:
        raise BadInput("Rate one skill at least.")
    await RoundRepository(ctx.transaction).rate(round_id, ctx.actor_id, rows)
    if ctx.actor_id == row.person_id:
        row.person_at = ctx.now
    else:
        row.manager_at = ctx.now
    if row.person_at and row.manager_at:
        await _show(ctx, row)
    await ctx.transaction.session.flush()
    return await shown(ctx, round_of(row))


def _check(rating: SkillRating) -> None:
    if rating.level is not None and not 1 <= rating.level <= len(LEVELS):
        raise BadInput(f"A level is a number from 1 to {len(LEVELS)}.")
    if len(rating.words) > LONGEST_WORDS:
        raise BadInput(f"At most {LONGEST_WORDS} characters; this has {len(rating.words)}.")
    if len(rating.evidence) > MOST_EVIDENCE:
        raise BadInput(f"Choose {MOST_EVIDENCE} things at most; these are {len(rating.evidence)}.")


async def _show(ctx: Context, row: SkillRoundRow) -> None:
    row.state, row.shown_at = RoundState.shown.value, ctx.now
    await ctx.transaction.session.flush()
    both = await shown(ctx, round_of(row))
    for pair in both.pairs:
        if pair.is_equal and pair.person.level is not None:
            await _keep_level(ctx, row.id, pair.skill, pair.person.level, row.person_id, ctx.now)
    known = await people.people(ctx.transaction, [row.person_id, row.manager_id])
    for reader, other in ((row.person_id, row.manager_id), (row.manager_id, row.person_id)):
        name = known[other].name if other in known else "the other"
        await tell(ctx, RoundShown(row.id, name), reader, f"skills.round_shown:{row.id}:{reader}")


async def _keep_level(
    ctx: Context, round_id: int, skill: str, level: int, by: str, confirmed_at: datetime | None
) -> None:
    await RoundRepository(ctx.transaction).agree(
        {"round_id": round_id, "skill": skill, "level": level, "by": by, "confirmed_at": confirmed_at}
    )


async def agree(ctx: Context, round_id: int, skill: str, level: int) -> ShownRound:
    """Proposes a level, or confirms what the other proposed.

    BadInput: no such round, skill or level, or not both are in. NotAllowed: the round has ended.
    """
    await ctx.claim()
    row = await locked_round(ctx, round_id)
    if row.state == RoundState.closed.value:
        raise NotAllowed("This round has ended: its levels stay as they are.")
    both = await shown(ctx, round_of(row))
    pair = next((each for each in both.pairs if each.skill == skill), None)
    if pair is None or not 1 <= level <= len(LEVELS):
        raise BadInput("There is no such level to agree on yet.")
    if pair.agreed and pair.agreed.is_confirmed:
        raise BadInput(f"You agreed on {pair.agreed.level} already.")
    is_answer = pair.agreed is not None and pair.agreed.by != ctx.actor_id and pair.agreed.level == level
    by = pair.agreed.by if pair.agreed and is_answer else ctx.actor_id
    await _keep_level(ctx, round_id, skill, level, by, ctx.now if is_answer else None)
    return await shown(ctx, round_of(row))


async def end(ctx: Context, round_id: int) -> ShownRound:
    """The actor says that this is it; with the second the round is closed. BadInput: not both are in."""
    await ctx.claim()
    row = await locked_round(ctx, round_id)
    if row.state == RoundState.open.value:
        raise BadInput("Not both of you have rated yet.")
    if ctx.actor_id == row.person_id:
        row.person_ended = True
    else:
        row.manager_ended = True
    if row.person_ended and row.manager_ended and row.state == RoundState.shown.value:
        row.state, row.closed_at = RoundState.closed.value, ctx.now
    await ctx.transaction.session.flush()
    return await shown(ctx, round_of(row))


async def talk_about(ctx: Context, round_id: int, skill: str) -> str:
    """Puts two ratings that are apart on the agenda. BadInput: there is nothing of this kind."""
    found = await find(ctx, round_id)
    both, takers = await shown(ctx, found), ctx.catalog.additions(TOPICS_TAKEN)
    pair = next((each for each in both.pairs if each.skill == skill), None)
    if pair is None or not takers:
        raise BadInput("There is nothing to make a topic of any more.")
    manager = (await people.person(ctx.transaction, found.manager_id)).name.partition(" ")[0]
    person = (await people.person(ctx.transaction, found.person_id)).name.partition(" ")[0]
    levels = f"{person} {pair.person.level or 'not seen'}, {manager} {pair.manager.level or 'not seen'}"
    topic = TalkTopic(found.person_id, found.manager_id, f"{pair.name}: {levels}", "rating", (skill,))
    return await takers[0](ctx, topic)


async def overdue(transaction: Transaction, now: datetime) -> Sequence[int]:
    """Rounds that were opened 30 days ago and are not closed."""
    return await RoundRepository(transaction).opened_before(now - OPEN_FOR)


async def close(ctx: Context, round_id: int) -> None:
    """Closes a round by the clock; what was not agreed on is not."""
    row = await RoundRepository(ctx.transaction).lock(round_id)
    if row is not None and row.state != RoundState.closed.value:
        row.state, row.closed_at = RoundState.closed.value, ctx.now
        await ctx.transaction.session.flush()
