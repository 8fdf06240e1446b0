"""What somebody offers, until when they pause, and with whom they are never matched."""

from datetime import date

from bot.common.due_days import check_due
from bot.common.errors import BadInput
from bot.features.mentors.repository.mentors import MentorRepository
from bot.features.mentors.rules.facts import MOST_OFFERS
from bot.features.mentors.rules.settings import MentorSettings
from bot.features.mentors.service.pairs import today_of
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.features.skills.service.colleagues import Colleague, colleague
from bot.framework.context import Context


async def reader(ctx: Context) -> Colleague:
    """Who acts, if mentors are for them. NotAllowed: they are not."""
    return await colleague(ctx, "mentoring")


async def offer(ctx: Context, skill: str, places: int | None = None) -> int:
    """Offers help with a skill; gives how many mentees at once. BadInput: too many offers or places."""
    await reader(ctx)
    await ctx.claim()
    most = (await settings_of(ctx.transaction, MentorSettings)).most_places
    repository = MentorRepository(ctx.transaction)
    known = (await repository.places()).get(ctx.actor_id)
    capacity = places if places is not None else known.capacity if known else 1
    if not 1 <= capacity <= most:
        raise BadInput(f"Write 1 to {most} places.")
    own = [row.skill for row in await repository.offers() if row.mentor_id == ctx.actor_id]
    if skill not in own and len(own) >= MOST_OFFERS:
        raise BadInput(f"{MOST_OFFERS} skills are the most: take one back first.")
    await repository.offer(ctx.actor_id, skill)
    await repository.keep_place(ctx.actor_id, capacity, known.paused_until if known else None)
    return capacity


async def withdraw(ctx: Context, skill: str) -> None:
    """Takes one's offer of a skill back ("": all); mentorships go on. BadInput: there is none."""
    await reader(ctx)
    await ctx.claim()
    if not await MentorRepository(ctx.transaction).withdraw(ctx.actor_id, skill or None):
        raise BadInput(f"You do not offer {SKILL_NAMES.get(skill, 'anything').lower()}.")


async def pause(ctx: Context, until: date) -> None:
    """Takes nobody new until a day. BadInput: it is over."""
    await reader(ctx)
    await ctx.claim()
    check_due(until, await today_of(ctx, ctx.actor_id))
    repository = MentorRepository(ctx.transaction)
    known = (await repository.places()).get(ctx.actor_id)
    await repository.keep_place(ctx.actor_id, known.capacity if known else 1, until)


async def veto(ctx: Context, other_id: str) -> None:
    """Is never matched with somebody, whoever of the two asks; nobody else reads it. BadInput: oneself."""
    await reader(ctx)
    await ctx.claim()
    other = await people.person(ctx.transaction, other_id)
    if other.id == ctx.actor_id:
        raise BadInput("That is you.")
    await MentorRepository(ctx.transaction).veto(ctx.actor_id, other.id)


async def unveto(ctx: Context, other_id: str) -> None:
    """Takes an own veto back."""
    await reader(ctx)
    await ctx.claim()
    await MentorRepository(ctx.transaction).unveto(ctx.actor_id, other_id)
