"""Attention spread over people, channel by channel and day by day."""

from datetime import date, timedelta

from sqlalchemy import func, select

from bot.db.transaction import Database
from bot.features.metrics.models import Spotlight
from bot.features.metrics.service.spotlights import SpotlightKind, note, resting

MONDAY = date(2026, 11, 23)


async def test_who_was_named_rests_for_seven_days_in_that_channel(db: Database) -> None:
    """From the day after to the seventh; not on the day itself, so that a try of before counts for none."""
    async with db.transaction("T1") as transaction:
        for _ in range(2):
            await note(transaction, "C1", SpotlightKind.better, ["U1", "U2"], MONDAY)
        await note(transaction, "C2", SpotlightKind.halfway, ["U3"], MONDAY)
        rows = {0: "", 1: "U1 U2", 7: "U1 U2", 8: ""}
        for later, ids in rows.items():
            found = await resting(transaction, "C1", MONDAY + timedelta(days=later))
            assert found == set(ids.split()), later
        assert await resting(transaction, "C2", MONDAY + timedelta(days=1)) == {"U3"}
    async with db.transaction("T2") as transaction:
        assert not await resting(transaction, "C1", MONDAY + timedelta(days=1))


async def test_what_is_old_is_forgotten(db: Database) -> None:
    """After five weeks, with the next one that is noted; of another workspace it stays."""
    async with db.transaction("T2") as transaction:
        await note(transaction, "C1", SpotlightKind.better, ["U9"], MONDAY)
    async with db.transaction("T1") as transaction:
        await note(transaction, "C1", SpotlightKind.better, ["U1"], MONDAY)
        await note(transaction, "C2", SpotlightKind.better, ["U2"], MONDAY + timedelta(days=36))
        count = select(func.count()).select_from(Spotlight)
        assert await transaction.session.scalar(count) == 2
