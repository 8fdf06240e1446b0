"""Used on a deal: said by its owner, once a deal."""

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.features.people.service import members as people
from bot.features.plays.repository.plays import PlayRepository
from bot.features.plays.rules.facts import Play, PlayState
from bot.features.plays.service.deals import check_own
from bot.features.plays.service.plays import GONE, find_play
from bot.framework.context import Context


async def use_play(ctx: Context, play_id: int, deal_id: int) -> Play:
    """Says that a play was used on an own deal.

    BadInput (field `deal`): it is no own deal, or that was said of it.
    """
    await find_play(ctx, play_id)
    await ctx.claim()
    deal = await check_own(ctx, deal_id)
    repository = PlayRepository(ctx.transaction)
    row = await repository.lock(play_id)
    if row is None or row.state != PlayState.shared.value:
        raise BadInput(GONE)
    today = local_day(ctx.now, (await people.person(ctx.transaction, ctx.actor_id)).zone)
    facts = {"play_id": play_id, "deal_id": deal.id, "user_id": ctx.actor_id, "day": today}
    if not await repository.use(facts):
        raise BadInput("You have said so of this deal.", field="deal")
    row.used_on = today
    await ctx.transaction.session.flush()
    return row.fact()
