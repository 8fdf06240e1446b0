"""The rubric of somebody with their newest levels; what shows a level, and levels in a review."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.rules.access import may_see
from bot.features.people.service import members as people
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.facts import ShownSkills
from bot.features.skills.rules.rounds import COUNTS_FOR, RatingEvidence, RoundState, ShownRound, level_name
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service.profiles import rubric
from bot.features.skills.service.roles import check_role
from bot.features.skills.service.rounds import GONE, locked_round, round_of, shown
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint

# What the actor may see about a person by their id, the newest first; empty for who may not look.
ON_RECORD = ExtensionPoint[Callable[[Context, str], Awaitable[Sequence[RatingEvidence]]]]("skills.on_record")
_WAITS = {
    "open": "A round is open: both rate apart, then you see both.",
    "shown": "Both ratings are in: agree on levels.",
    "closed": "",
}


async def show(ctx: Context, person_id: str = "") -> ShownSkills:
    """The rubric of somebody ("": of the actor) with the levels that the two agreed on.

    NotAllowed: the actor may not see their numbers. BadInput: nobody has said what they sell.
    """
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    person = await people.person(ctx.transaction, person_id or ctx.actor_id)
    org_chart = await teams.load_org_chart(ctx.transaction)
    if not may_see(actor, person.id, org_chart):
        raise NotAllowed(f"Only {person.name} and {person.name}'s manager see this.")
    profile = await check_role(ctx.transaction, person, actor.id)
    newest = await RoundRepository(ctx.transaction).newest_of(person.id)
    is_pair = newest is not None and actor.id in (newest.person_id, newest.manager_id)
    leads = org_chart.manager_of(person.id) == actor.id
    return ShownSkills(
        person,
        profile,
        await rubric(ctx.transaction, profile.role),
        await levels_of(ctx, person.id),
        person.id == actor.id,
        may_rate=leads or (person.id == actor.id and org_chart.manager_of(actor.id) is not None),
        waiting=_WAITS[newest.state] if newest is not None and is_pair else "",
    )


async def levels_of(ctx: Context, person_id: str) -> dict[str, int]:
    """Levels by skill that the person agreed on in the last 365 days, if the actor was of the two."""
    since = ctx.now - COUNTS_FOR
    with_id = None if ctx.actor_id == person_id else ctx.actor_id
    rows = await RoundRepository(ctx.transaction).confirmed([person_id], since, with_id)
    return {skill: level for _, skill, level in rows}


async def with_evidence(ctx: Context, seen: ShownRound) -> ShownRound:
    """A round with what the actor may see of its person, where the form or a rating needs it."""
    is_rating = seen.round.state is RoundState.open
    if not is_rating and not any(pair.person.evidence or pair.manager.evidence for pair in seen.pairs):
        return seen
    found: list[RatingEvidence] = []
    for tell in ctx.catalog.additions(ON_RECORD):
        found += await tell(ctx, seen.round.person_id)
    return replace(seen, on_record=tuple(found))


@dataclass(frozen=True)
class AgreedLevels:
    """The levels of one round, as words by skill; `day`: when both ratings were in."""

    round_id: int
    manager_id: str
    day: date
    levels: tuple[str, ...]


async def levels_for_review(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange
) -> list[AgreedLevels]:
    """Rounds of these days that their person lets into a review, if the viewer is one of the two."""
    zone, repository = await workspace.zone_of(transaction), RoundRepository(transaction)
    found = []
    for row in await repository.in_reviews(person_id):
        day = local_day(row.shown_at or row.opened_at, zone)
        if viewer_id not in (row.person_id, row.manager_id) or day not in days:
            continue
        agreed = {
            each.skill: each.level
            for each in await repository.agreed(row.id)
            if each.confirmed_at is not None
        }
        names = [(each.name, agreed[each.key]) for each in RUBRICS[row.role].skills if each.key in agreed]
        if names:
            levels = tuple(f"{name} {level_name(level)}" for name, level in names)
            found.append(AgreedLevels(row.id, row.manager_id, day, levels))
    return found


async def put_into_review(ctx: Context, round_id: int, *, is_in: bool) -> ShownRound:
    """Lets the agreed levels into drafts of the person's review, or takes them out; only the person may.

    BadInput: no such round of theirs, or nothing is agreed on.
    """
    await ctx.claim()
    row = await locked_round(ctx, round_id)
    if ctx.actor_id != row.person_id:
        raise BadInput(GONE)
    if is_in and not (await shown(ctx, round_of(row))).has_agreed:
        raise BadInput("Agree on a level first: only what both agreed on goes into a review.")
    row.in_review = is_in
    await ctx.transaction.session.flush()
    return await shown(ctx, round_of(row))
