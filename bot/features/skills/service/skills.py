"""The rubric of somebody with their newest levels."""

from bot.common.errors import BadInput, NotAllowed
from bot.features.ledger.rules.access import may_see
from bot.features.people.service import members as people
from bot.features.skills.rules.facts import ShownSkills
from bot.features.skills.service.profiles import profile_of, rubric
from bot.features.teams import service as teams
from bot.framework.context import Context


async def show(ctx: Context, person_id: str = "") -> ShownSkills:
    """The rubric of somebody ("": of the actor) with the levels that the two agreed on.

    NotAllowed: the actor may not see their numbers. BadInput: nobody has said what they sell.
    """
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    person = await people.person(ctx.transaction, person_id or ctx.actor_id)
    if not may_see(actor, person.id, await teams.load_org_chart(ctx.transaction)):
        raise NotAllowed(f"Only {person.name} and {person.name}'s manager see this.")
    profile = await profile_of(ctx.transaction, person.id)
    if not profile.role:
        what = "you sell" if person.id == actor.id else f"{person.name} sells"
        raise BadInput(f"Nobody has said what {what}: choose a role in `/skills roles`.")
    return ShownSkills(
        person, profile, await rubric(ctx.transaction, profile.role), {}, person.id == actor.id
    )
