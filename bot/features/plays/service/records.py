"""What somebody has of plays: for their own export, and deleted when it is old."""

from datetime import UTC, date, datetime, time
from typing import Any

from bot.db.transaction import Transaction
from bot.features.plays.repository.asks import PlayAskRepository
from bot.features.plays.repository.plays import PlayRepository


async def record_of(transaction: Transaction, person_id: str) -> dict[str, Any]:
    """What a person wrote, used and said of lost deals, as JSON.

    Keys: plays, play_uses, lost_deals.
    """
    plays, asks = PlayRepository(transaction), PlayAskRepository(transaction)
    return {
        "plays": [
            {
                "written_at": row.made_at.isoformat(),
                "title": row.title,
                "skill": row.skill,
                "situation": row.situation,
                "did": row.did,
                "why": row.why,
                "state": row.state,
            }
            for row in await plays.written_by(person_id)
        ],
        "play_uses": [
            {"day": use.day.isoformat(), "play": title, "deal": use.deal_id}
            for use, title in await plays.used_by(person_id)
        ],
        "lost_deals": [
            {"at": row.at.isoformat(), "deal": row.name, "reason": row.reason, "words": row.words}
            for row in await asks.losses_of(person_id)
        ],
    }


async def forget_before(transaction: Transaction, day: date) -> None:
    """Deletes drafts, archived plays, uses, and words about losses of before; shared ones stay."""
    at = datetime.combine(day, time(), UTC)
    await PlayRepository(transaction).drop_before(at, day)
    await PlayAskRepository(transaction).drop_before(at)
