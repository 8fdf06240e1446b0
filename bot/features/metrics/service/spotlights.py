"""Attention spread over people: who was named in a channel of late is not named there again so soon.

Only for what nobody has to be named for; places and winners are told as they are.
"""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from bot.db.transaction import Transaction
from bot.features.metrics.repository import SpotlightRepository

RESTS = timedelta(days=7)
_KEPT = timedelta(days=35)


class SpotlightKind(StrEnum):
    """For what somebody was named; values are stored."""

    better = "better"
    halfway = "halfway"


async def resting(transaction: Transaction, channel_id: str, today: date) -> frozenset[str]:
    """Ids of those whom this channel has named within the seven days before today."""
    return await SpotlightRepository(transaction).named(channel_id, today - RESTS, today)


async def note(
    transaction: Transaction, channel_id: str, kind: SpotlightKind, ids: Collection[str], today: date
) -> None:
    """Notes who is named today, and forgets what is older than five weeks."""
    repository = SpotlightRepository(transaction)
    await repository.forget(today - _KEPT)
    rows = [
        {"channel_id": channel_id, "member_id": member_id, "day": today, "kind": kind.value}
        for member_id in sorted(ids)
    ]
    await repository.note(rows)
