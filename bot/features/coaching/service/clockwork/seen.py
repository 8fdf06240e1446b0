"""A gap card is seen once a card before a talk that tells of it went out: not while that waits."""

from dataclasses import dataclass
from datetime import datetime

from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.coaching.notices import TalkPrep
from bot.features.coaching.service.clockwork.prep import NEW_FOR
from bot.features.skills.service.released import mark_seen, unseen
from bot.framework.context import Context


@dataclass(frozen=True)
class SentCard:
    """A gap card of which its person got a message, and when."""

    card_id: int
    sent_at: datetime


async def due(transaction: Transaction, now: datetime) -> list[SentCard]:
    """Cards that their person has got, and that do not count as seen yet."""
    since = now - NEW_FOR
    cards = await unseen(transaction, since.date())
    if not cards:
        return []
    sent = await Outbox(transaction).sent_facts(TalkPrep.kind, set(cards.values()), since)
    told = {
        talk["gap"]["card_id"]: at
        for facts, at in reversed(sent)
        for talk in facts["talks"]
        if talk.get("gap") and not facts["is_manager"]
    }
    return [SentCard(card_id, told[card_id]) for card_id in sorted(cards.keys() & told.keys())]


async def keep(ctx: Context, sent: SentCard) -> None:
    """Records that the person has seen it."""
    await mark_seen(ctx.transaction, sent.card_id, sent.sent_at)
