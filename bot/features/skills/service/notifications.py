"""What is sent about skills."""

from datetime import timedelta

from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.framework.context import Context

WORTH_TELLING_FOR = timedelta(days=3)
# Messages about coaching in a week, of these kinds, before gaps and outcomes wait for the next 1:1.
_KINDS = (
    "coaching.prep",
    "coaching.close",
    "coaching.gap",
    "coaching.outcome",
    "skills.round",
    "skills.round_shown",
)
_MOST_A_WEEK = 3
_A_WEEK = timedelta(days=7)


async def tell(ctx: Context, notice: Notice, to: str, dedupe_key: str) -> None:
    """Enqueues a notice to somebody, once for its key, in their own hours."""
    await Outbox(ctx.transaction).enqueue(
        notice, to=Recipient(to), dedupe_key=dedupe_key, now=ctx.now, expires_after=WORTH_TELLING_FOR
    )


async def has_room(ctx: Context, member_id: str) -> bool:
    """Whether somebody got fewer than 3 messages about coaching in the last 7 days."""
    outbox = Outbox(ctx.transaction)
    return await outbox.count_since(member_id, _KINDS, ctx.now - _A_WEEK) < _MOST_A_WEEK
