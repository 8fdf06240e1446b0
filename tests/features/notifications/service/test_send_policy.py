"""What stands between an unasked message and a person, on a real database."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db.transaction import Database
from bot.deliveries.notices import DIGEST, MERGED, SENDING, WAITING
from bot.deliveries.policy import Drop, Go, Merge, SendDecision, Wait
from bot.features.notifications.repository import NotificationRepository
from bot.features.notifications.service import send_policy
from tests.deliveries.stage import rows
from tests.features.members import member
from tests.features.notifications.cast import (
    ANA,
    BEN,
    GONE,
    GRACE,
    MONDAY,
    NOTE,
    OTHER,
    PROMPT,
    ROBOT,
    TEAM,
    TUESDAY_NINE,
    choose,
    claim,
    digests,
    keep,
    owe,
    spent,
    verdict,
)

pytestmark = pytest.mark.usefixtures("cast")

EVENING = MONDAY.replace(hour=20)
NOON = MONDAY.replace(hour=12)


async def test_at_work(db: Database) -> None:
    """It goes, and is counted on that day, for that person, in that workspace."""
    await keep(db, member(BEN), team=OTHER)
    await owe(db, "a")

    assert await verdict(db, "a") == Go()

    assert (await spent(db, MONDAY), await spent(db, MONDAY, ANA)) == (1, 0)
    async with db.reading(OTHER) as transaction:
        assert await NotificationRepository(transaction).spent(BEN, MONDAY.date()) == 0


@pytest.mark.parametrize(
    ("who", "now", "opening", "day"),
    [
        (BEN, EVENING, TUESDAY_NINE, "2026-11-24"),
        (BEN, datetime(2026, 11, 28, 12, tzinfo=UTC), datetime(2026, 11, 30, 9, tzinfo=UTC), "2026-11-30"),
        (GRACE, MONDAY, datetime(2026, 11, 24, 0, tzinfo=UTC), "2026-11-24"),  # 18:30 in Seoul
    ],
)
async def test_not_at_work(db: Database, who: str, now: datetime, opening: datetime, day: str) -> None:
    """It joins the digest of their next opening; without a line it waits for itself. Nothing is counted."""
    await owe(db, "a", who=who)
    await owe(db, "b", who=who, kind=PROMPT)

    assert await verdict(db, "a", now) == Merge(f"{DIGEST}:{who}:{day}", opening)
    assert await verdict(db, "b", now) == Wait(opening)
    assert await spent(db, now, who) == 0


async def test_what_people_and_slack_say(db: Database) -> None:
    """A snooze, time off, an absence and a pause hold it back until work begins after them."""
    await owe(db, "ben")
    await owe(db, "ana", who=ANA)
    await choose(db, BEN, snoozed_until=MONDAY + timedelta(hours=1))
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).replace_time_off(BEN, MONDAY.date(), {MONDAY.date(): "Ill"})
    away_until = datetime(2026, 11, 25, 12, tzinfo=UTC)
    await keep(db, member(ANA, status_emoji=":palm_tree:", status_until=away_until))

    assert await verdict(db, "ben") == Merge(f"{DIGEST}:{BEN}:2026-11-24", TUESDAY_NINE)
    assert await verdict(db, "ana") == Merge(f"{DIGEST}:{ANA}:2026-11-25", away_until)


async def test_not_wanted(db: Database) -> None:
    """A kind that is switched off is dropped, day or night; other kinds and other people are not."""
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).mute(BEN, [NOTE])
    await owe(db, "a")
    await owe(db, "b", kind=PROMPT)
    await owe(db, "c", who=ANA)

    for now in (MONDAY, EVENING):
        assert await verdict(db, "a", now) == Drop("the receiver has switched it off")
    assert [await verdict(db, key) for key in "bc"] == [Go(), Go()]


@pytest.mark.parametrize(
    ("who", "answer"),
    [("U0NOBODY", Go()), (GONE, Drop(send_policy.HAS_LEFT)), (ROBOT, Drop(send_policy.HAS_LEFT))],
)
async def test_a_receiver_who_is_not_known_or_not_there(db: Database, who: str, answer: SendDecision) -> None:
    """To a stranger it goes, and Slack will say what is the matter; to who has left it does not."""
    await owe(db, "a", who=who)
    assert await verdict(db, "a", EVENING) == answer

    async with db.transaction(TEAM) as transaction:
        await send_policy.give_back(transaction, (await rows(db))["a"], EVENING)
    assert await spent(db, EVENING, who) == 0


async def test_the_budget_of_a_day(db: Database) -> None:
    """Five by default: the sixth comes tomorrow, and tomorrow has five again."""
    await owe(db, *"abcdef")
    await owe(db, "prompt", kind=PROMPT)

    assert [await verdict(db, key) for key in "abcde"] == [Go()] * 5
    assert await verdict(db, "f") == Merge(f"{DIGEST}:{BEN}:2026-11-24", TUESDAY_NINE)
    assert await verdict(db, "prompt") == Wait(TUESDAY_NINE)
    assert await verdict(db, "f", TUESDAY_NINE) == Go()
    assert (await spent(db, MONDAY), await spent(db, TUESDAY_NINE)) == (5, 1)


async def test_many_at_once_keep_to_the_budget(db: Database) -> None:
    """Twenty messages at the same instant, three places: three go, all others are in one digest."""
    keys = [f"note {number}" for number in range(20)]
    await choose(db, daily_limit=3)
    await owe(db, *keys)

    went = await asyncio.gather(*(claim(db, key) for key in keys))

    assert sum(went) == await spent(db, MONDAY) == 3
    (digest,) = await digests(db)
    found = await rows(db)
    waiting = [found[key] for key, gone in zip(keys, went, strict=True) if not gone]
    assert {(row.state, row.merged_into) for row in waiting} == {(MERGED, digest.id)}
    assert (digest.state, digest.due_at) == (WAITING, TUESDAY_NINE)


async def test_a_retry_costs_nothing(db: Database) -> None:
    """It was counted when it was tried before on that day; on another day it counts again."""
    await choose(db, daily_limit=1)
    await owe(db, "a", "b")
    assert await claim(db, "a")
    tried = (await rows(db))["a"]
    assert (tried.state, tried.admitted_at) == (SENDING, MONDAY)

    assert await verdict(db, "a", NOON) == Go()
    assert await spent(db, MONDAY) == 1
    assert await verdict(db, "b", NOON) == Merge(f"{DIGEST}:{BEN}:2026-11-24", TUESDAY_NINE)
    assert await verdict(db, "a", TUESDAY_NINE) == Go()
    assert await spent(db, TUESDAY_NINE) == 1


async def test_what_did_not_arrive_is_given_back(db: Database) -> None:
    """On the day on which it was counted; sent again on that day, it counts again."""
    await choose(db, daily_limit=1)
    await owe(db, "a", "b")
    await claim(db, "a")

    async with db.transaction(TEAM) as transaction:
        await send_policy.give_back(transaction, (await rows(db))["a"], TUESDAY_NINE)

    assert (await spent(db, MONDAY), await spent(db, TUESDAY_NINE)) == (0, 0)
    assert (await rows(db))["a"].admitted_at is None
    assert await verdict(db, "a", NOON) == Go()
    assert await verdict(db, "b", NOON) == Merge(f"{DIGEST}:{BEN}:2026-11-24", TUESDAY_NINE)


async def test_what_was_never_counted_gives_nothing_back(db: Database) -> None:
    """And less than nothing is never counted."""
    await owe(db, "a", "b")
    await claim(db, "a")
    async with db.transaction(TEAM) as transaction:
        await send_policy.give_back(transaction, (await rows(db))["b"], MONDAY)
    assert await spent(db, MONDAY) == 1

    counted = (await rows(db))["a"]
    for _ in range(3):
        async with db.transaction(TEAM) as transaction:
            await send_policy.give_back(transaction, counted, MONDAY)
    assert await spent(db, MONDAY) == 0


async def test_a_budget_of_nothing_admits_nothing(db: Database) -> None:
    """Whatever is counted."""
    async with db.transaction(TEAM) as transaction:
        assert not await NotificationRepository(transaction).spend(BEN, date(2026, 11, 23), 0)
    assert await spent(db, MONDAY) == 0
