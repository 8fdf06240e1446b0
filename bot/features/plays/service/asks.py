"""Questions that are answered, or taken back."""

from bot.deliveries.outbox import Outbox
from bot.features.people.service import members as people
from bot.features.plays.notices import LossAsk, PlayAsk
from bot.features.plays.repository.asks import PlayAskRepository
from bot.framework.context import Context


def ask_key(deal_id: int) -> str:
    """Dedupe key of the question for a play about a deal."""
    return f"{PlayAsk.kind}:{deal_id}"


def loss_key(debrief_id: int) -> str:
    """Dedupe key of the question why a deal was lost."""
    return f"{LossAsk.kind}:{debrief_id}"


async def close(ctx: Context, deal_id: int) -> None:
    """The actor has answered the question for a play about this deal, or will not."""
    row = await PlayAskRepository(ctx.transaction).find_ask(deal_id, ctx.actor_id)
    if row is not None and row.closed_at is None:
        row.closed_at = ctx.now
        await ctx.transaction.session.flush()
        await Outbox(ctx.transaction).retract(ask_key(deal_id), ctx.now)


async def put_off(ctx: Context, deal_id: int) -> None:
    """Not this time: nothing follows."""
    await people.actor(ctx.transaction, ctx.actor_id)
    await ctx.claim()
    await close(ctx, deal_id)
