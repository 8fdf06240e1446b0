"""Addresses of commands: sealed, for one delivery, for half an hour."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.db.transaction import Database
from bot.deliveries.models import ResponseUrl
from bot.deliveries.response_urls import LIVES, ResponseUrls, forget_expired
from bot.slack.installations import seal_from
from bot.slack.seals import key_from_token

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM, OTHER = "T0NORTH", "T0OTHER"
URL = "https://hooks.example/commands/1"
SEAL = seal_from(key_from_token("a-bot-token"))


async def keep(db: Database, *keys: str) -> None:
    """Keeps the address for these deliveries."""
    async with db.transaction(TEAM) as transaction:
        sealed = {key: SEAL.encrypt(URL.encode()).decode() for key in keys}
        await ResponseUrls(transaction).keep(sealed, NOW)


async def find(
    db: Database, key: str, *, at: datetime = NOW, team: str = TEAM, token: str = ""
) -> str | None:
    """What is found for a delivery, by the key that belongs to a token."""
    seal = seal_from(key_from_token(token)) if token else SEAL
    async with db.reading(team) as transaction:
        return await ResponseUrls(transaction).find(key, seal, at)


async def count(db: Database) -> int:
    """How many are kept, over all workspaces."""
    async with db.system() as session:
        return int(await session.scalar(select(func.count()).select_from(ResponseUrl)) or 0)


async def test_found_for_its_delivery_by_its_key_and_in_time(db: Database) -> None:
    """And for nobody else: another delivery or workspace, a later time, a token that was changed."""
    await keep(db, "a")

    assert await find(db, "a") == URL
    assert await find(db, "a", at=NOW + LIVES - timedelta(seconds=1)) == URL
    assert await find(db, "a", at=NOW + LIVES) is None
    assert await find(db, "b") is None
    assert await find(db, "a", team=OTHER) is None
    assert await find(db, "a", token="another-token") is None


async def test_deleted_once_it_is_used_or_too_old(db: Database) -> None:
    """The sweep takes those that nobody can use any more, and no others."""
    await keep(db, "used", "old")
    async with db.transaction(TEAM) as transaction:
        await ResponseUrls(transaction).forget("used")
    assert await count(db) == 1

    for minutes, left in ((29, 1), (30, 0)):
        async with db.system() as session:
            await forget_expired(session, NOW + timedelta(minutes=minutes))
        assert await count(db) == left


async def test_a_clock_that_is_set_back(db: Database) -> None:
    """An address that would be kept for a day is kept no longer."""
    await keep(db, "a")

    async with db.system() as session:
        await forget_expired(session, NOW - timedelta(days=1))

    assert await count(db) == 0
