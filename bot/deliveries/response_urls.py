"""Where a command can be answered for half an hour: a way into channels that Pacer is no member of.

Whoever knows such an address can post by it, so it is kept sealed, and for no longer than it is needed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.repository import ScopedRepository
from bot.deliveries.models import ResponseUrl

# Slack takes five answers within this time.
LIVES = timedelta(minutes=30)


class ResponseUrls(ScopedRepository):
    """The addresses of one workspace, each for one delivery."""

    async def keep(self, sealed: Mapping[str, str], now: datetime) -> None:
        """Keeps sealed addresses by the dedupe key of what may be posted through them."""
        rows = [
            {"dedupe_key": key, "sealed": address, "expires_at": now + LIVES}
            for key, address in sealed.items()
        ]
        await self.add(self.insert(ResponseUrl).on_conflict_do_nothing(), rows)

    async def find(self, dedupe_key: str, seal: MultiFernet, now: datetime) -> str | None:
        """The address for this delivery; None when there is none, it is too old, or no key opens it."""
        query = self.select(ResponseUrl, ResponseUrl.sealed).where(
            ResponseUrl.dedupe_key == dedupe_key, ResponseUrl.expires_at > now
        )
        sealed = await self.session.scalar(query)
        try:
            return seal.decrypt(sealed.encode()).decode() if sealed else None
        except InvalidToken:
            return None

    async def forget(self, dedupe_key: str) -> None:
        """Deletes the address for this delivery: it is not needed any more."""
        await self.session.execute(self.delete(ResponseUrl).where(ResponseUrl.dedupe_key == dedupe_key))


async def forget_expired(session: AsyncSession, now: datetime) -> None:
    """Deletes the addresses of all workspaces that are too old to be answered at.

    So are those that seem to live longer than any does: the clock was set back.
    """
    is_over = or_(ResponseUrl.expires_at <= now, ResponseUrl.expires_at > now + LIVES)
    await session.execute(delete(ResponseUrl).where(is_over))
