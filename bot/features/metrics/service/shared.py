"""What later features put into the post of a team's week."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.ledger.notices import SharedInPost

# For the post in this channel at this instant; what it gives counts as posted.
Shared = Callable[[Transaction, str, datetime], Awaitable[SharedInPost]]


def together(*shared: Shared) -> Shared:
    """What all of these put into a post, in their order; of none, nothing."""

    async def found(transaction: Transaction, channel_id: str, now: datetime) -> SharedInPost:
        parts = [await each(transaction, channel_id, now) for each in shared]
        text = "\n".join(part.text for part in parts if part.text)
        return SharedInPost(text, tuple(key for part in parts for key in part.keys))

    return found


nothing_shared = together()
