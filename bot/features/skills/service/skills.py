"""The rubric of somebody with their newest levels."""

from bot.common.errors import NotAllowed
from bot.features.ledger.rules.access import may_see
from bot.features.people.service import members as people
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.facts import ShownSkills
from bot.features.skills.rules.rounds import COUNTS_FOR
from bot.features.skills.service.profiles import rubric
from bot.features.skills.service.roles import check_role
from bot.features.teams import service as teams
from bot.framework.context import Context

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
