"""Why deals were lost: said once by their owner, or skipped; read by the owner and whoever leads them."""

from collections import Counter
from datetime import timedelta

from bot.common.errors import BadInput, NotAllowed
from bot.deliveries.outbox import Outbox
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.plays.models import DealDebriefRow
from bot.features.plays.repository.asks import PlayAskRepository
from bot.features.plays.rules.facts import LossQuestion, LossTable
from bot.features.plays.rules.settings import OTHER, PlaySettings
from bot.features.plays.service.asks import loss_key
from bot.features.plays.service.plays import reader
from bot.framework.context import Context

GONE = "That was answered already."
LEAST_LOSSES, LEAST_PEOPLE = 5, 2
_LOOKED_AT = timedelta(days=90)


async def find_question(ctx: Context, debrief_id: int) -> LossQuestion:
    """The question about an own loss. BadInput: none that waits for the actor."""
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await PlayAskRepository(ctx.transaction).find_loss(debrief_id)
    return _question(_checked(row, ctx))


def _checked(row: DealDebriefRow | None, ctx: Context) -> DealDebriefRow:
    if row is None or row.owner_id != ctx.actor_id or row.closed_at is not None:
        raise BadInput(GONE)
    return row


def _question(row: DealDebriefRow) -> LossQuestion:
    return LossQuestion(row.id, row.deal_id, row.name)


async def tell_reason(ctx: Context, debrief_id: int, reason: str, words: str) -> None:
    """Says why an own deal was lost; "" skips it, and nothing is kept.

    BadInput (fields `reason`, `words`): no such reason, or *other* without words.
    """
    await people.actor(ctx.transaction, ctx.actor_id)
    await ctx.claim()
    row = _checked(await PlayAskRepository(ctx.transaction).lock_loss(debrief_id), ctx)
    offered = (await settings_of(ctx.transaction, PlaySettings)).offered
    if reason and reason not in offered:
        raise BadInput("That is not offered any more: choose again.", field="reason")
    if reason == OTHER.key and not words.strip():
        raise BadInput("Write what it was.", field="words")
    row.reason, row.words = reason, words.strip() if reason else ""
    row.closed_at = ctx.now
    await ctx.transaction.session.flush()
    await Outbox(ctx.transaction).retract(loss_key(debrief_id), ctx.now)


async def load_losses(ctx: Context) -> LossTable:
    """Reasons of the actor's people by stage, of 90 days. NotAllowed: the actor leads nobody.

    None below five losses of two people: one person's loss is between the two.
    """
    who = await reader(ctx)
    if not who.leads:
        raise NotAllowed("Whoever leads a team sees why its deals were lost.")
    rows = await PlayAskRepository(ctx.transaction).losses_told(who.leads, ctx.now - _LOOKED_AT)
    owners = {row.owner_id for row in rows}
    if len(rows) < LEAST_LOSSES or len(owners) < LEAST_PEOPLE:
        return LossTable(None, len(rows), len(owners))
    names = (await settings_of(ctx.transaction, PlaySettings)).names
    counted = Counter((row.stage, names.get(row.reason, row.reason)) for row in rows)
    told = [(stage, reason, times) for (stage, reason), times in counted.items()]
    return LossTable(sorted(told, key=lambda each: (each[0], -each[2], each[1])), len(rows), len(owners))
