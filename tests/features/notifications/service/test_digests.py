"""A digest at the gate: it keeps its place in the day, and is joined by what comes when it is due."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import DIGEST, MERGED
from bot.deliveries.policy import Go, Wait
from bot.features.notifications.repository import NotificationRepository
from tests.deliveries.stage import rows
from tests.features.notifications.cast import (
    ANA,
    BEN,
    MONDAY,
    NOTE,
    PROMPT,
    TEAM,
    TUESDAY_NINE,
    choose,
    claim,
    digests,
    owe,
    verdict,
)

pytestmark = pytest.mark.usefixtures("cast")

EVENING = MONDAY.replace(hour=20)
NOON = MONDAY.replace(hour=12)


async def digest_at(db: Database, due: datetime, who: str = BEN) -> str:
    """A digest waits; its key."""
    await owe(db, "digest", who=who, kind=DIGEST, now=due)
    return "digest"


@pytest.mark.parametrize(("limit", "others"), [(5, 4), (2, 1), (1, 1)])
async def test_a_digest_keeps_its_place(db: Database, limit: int, others: int) -> None:
    """While one waits for later today, others have one place less; of a single place it is first come."""
    await choose(db, daily_limit=limit)
    key = await digest_at(db, NOON)
    await owe(db, *"abcdef")

    verdicts = [await verdict(db, each) for each in "abcdef"]
    assert verdicts.count(Go()) == others
    last = await verdict(db, key, NOON)
    assert last == (Go() if limit > 1 else Wait(TUESDAY_NINE))


async def test_tomorrows_digest_takes_no_place_today(db: Database) -> None:
    """Nor does another person's."""
    await digest_at(db, TUESDAY_NINE)
    await owe(db, "hers", who=ANA, kind=DIGEST, now=NOON)
    await owe(db, *"abcde")
    assert [await verdict(db, key) for key in "abcde"] == [Go()] * 5


async def test_a_digest_that_is_due_takes_along_what_comes(db: Database) -> None:
    """What comes in that very moment joins it; what has no line goes by itself."""
    key = await digest_at(db, MONDAY)
    await owe(db, "a")
    await owe(db, "b", kind=PROMPT)

    assert not await claim(db, "a")
    assert await claim(db, "b")
    found = await rows(db)
    assert (found["a"].state, found["a"].merged_into) == (MERGED, found[key].id)


async def test_a_digest_is_neither_merged_nor_switched_off(db: Database) -> None:
    """It waits for the next opening, also when the day is full, and goes then."""
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).mute(BEN, [NOTE, PROMPT])
    await choose(db, daily_limit=1)
    key = await digest_at(db, EVENING)

    assert await verdict(db, key, EVENING) == Wait(TUESDAY_NINE)
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).spend(BEN, MONDAY.date(), 1)
    assert await verdict(db, key, NOON) == Wait(TUESDAY_NINE)
    assert await verdict(db, key, TUESDAY_NINE) == Go()


async def test_two_digests_become_one(db: Database) -> None:
    """What waits for the evening's digest and what waits for tomorrow's opening comes together."""
    await owe(db, "a", "b")
    assert not await claim(db, "a", EVENING)
    assert not await claim(db, "b", EVENING + timedelta(hours=1))
    assert len(await digests(db)) == 1


async def test_a_digest_in_doubt_is_not_moved(db: Database) -> None:
    """It may be in Slack, where it is looked for by the time at which it was due; any other comes forward."""
    await digest_at(db, NOON)
    async with db.transaction(TEAM) as transaction:
        await transaction.session.execute(update(Delivery).values(in_doubt=True))
    await owe(db, "other", who=BEN, kind=DIGEST, now=EVENING)
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).bring_forward(BEN, MONDAY)

    assert {key: row.due_at for key, row in (await rows(db)).items()} == {"digest": NOON, "other": MONDAY}
