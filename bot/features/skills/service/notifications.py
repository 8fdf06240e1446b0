"""What is sent about skills."""

from datetime import timedelta

from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.framework.context import Context

WORTH_TELLING_FOR = timedelta(days=3)


async def tell(ctx: Context, notice: Notice, to: str, dedupe_key: str) -> None:
    """Enqueues a notice to somebody, once for its key, in their own hours."""
    await Outbox(ctx.transaction).enqueue(
        notice, to=Recipient(to), dedupe_key=dedupe_key, now=ctx.now, expires_after=WORTH_TELLING_FOR
    )
