"""The pace of a channel: a short burst, then one a second, whoever asks; and holding it back."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.queues.fair import FairQueue
from bot.deliveries.rate_limits import BURST, INTERVAL, RateLimits

from .stage import MONDAY


async def ask(db: Database, seconds: float, channel_id: str = "C1", workspace_id: str = "T1") -> float:
    """Ask for a place so long after nine; how many seconds later it is."""
    now = MONDAY + timedelta(seconds=seconds)
    async with db.transaction(workspace_id) as transaction:
        return (await RateLimits(transaction).slot(channel_id, now) - now).total_seconds()


@pytest.mark.parametrize(
    ("asked_at", "waits"),
    [
        ([0] * 7, [0, 0, 0, 0, 0, 1, 2]),
        ([0, 0, 0, 0, 0, 0.25], [0, 0, 0, 0, 0, 0.75]),
        ([0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1]),
        ([0, 0, 0, 0, 0, 3600, 3600], [0] * 7),
        ([0, 0, 0, 0, 0, 0, 0.5], [0, 0, 0, 0, 0, 1, 1.5]),
    ],
)
async def test_by_table(db: Database, asked_at: list[float], waits: list[float]) -> None:
    """Every place asked for is kept: those who ask later come after it."""
    assert [await ask(db, at) for at in asked_at] == waits


async def test_channels_do_not_wait_for_each_other(db: Database) -> None:
    """Each has its own pace, in each workspace."""
    for _ in range(BURST):
        await ask(db, 0)

    assert await ask(db, 0) > 0
    assert await ask(db, 0, "C2") == 0
    assert await ask(db, 0, "C1", "T2") == 0


async def test_machines_share_the_pace(db: Database, database_url: str) -> None:
    """However many ask at the same instant, the places are different ones."""
    others = [Database(make_engine(database_url)) for _ in range(3)]
    waits = await asyncio.gather(*(ask(each, 0) for each in (db, *others) for _ in range(5)))
    for each in others:
        await each.close()

    assert sorted(waits) == [0] * BURST + list(range(1, 16))


async def test_held_back(db: Database) -> None:
    """Until then nothing; then one a second, without a burst. It is news once."""
    until = MONDAY + timedelta(seconds=30)
    async with db.transaction("T1") as transaction:
        limits = RateLimits(transaction)
        assert await limits.held("C1", MONDAY) is None
        assert await limits.hold("C1", until, "ratelimited", MONDAY)
        assert not await limits.hold("C1", until, "ratelimited", MONDAY)
        assert await limits.held("C1", MONDAY) == until
        assert await limits.held("C1", until) is None
        assert [await limits.slot("C1", until) - until for _ in range(3)] == [n * INTERVAL for n in range(3)]


async def test_a_whole_workspace_held_back(db: Database) -> None:
    """All its channels are, until it is released."""
    until = MONDAY + timedelta(seconds=30)
    async with db.transaction("T1") as transaction:
        limits = RateLimits(transaction)
        await limits.hold("*", until, "token_revoked", MONDAY)
        assert await limits.held("C1", MONDAY) == until
        await limits.release()
        assert await limits.held("C1", MONDAY) is None


@given(st.lists(st.sampled_from("AAAAAAAAAB"), min_size=1, max_size=200))
def test_turns_are_fair(asked: list[str]) -> None:
    """The n-th of a workspace is never behind the (n + 1)-th of another that asked at the same instant."""
    turns = FairQueue()
    order: dict[str, list[int]] = {"A": [], "B": []}
    for workspace_id in asked:
        order[workspace_id].append(turns.next(workspace_id, MONDAY))

    for mine, theirs in zip(order["B"], order["A"], strict=False):
        assert mine == theirs
    for priorities in order.values():
        assert priorities == sorted(priorities, reverse=True)
        assert len(set(priorities)) == len(priorities)


async def test_those_that_are_late_do_not_come_at_once(db: Database) -> None:
    """Places that were given long ago: a burst goes, the others one a second."""
    async with db.transaction("T1") as transaction:
        limits = RateLimits(transaction)
        for _ in range(20):
            await limits.slot("C1", MONDAY)
        late = MONDAY + timedelta(minutes=1)
        answers = [await limits.enter("C1", late) for _ in range(BURST + 2)]

        assert answers == [late] * BURST + [late + INTERVAL] * 2
        assert await limits.enter("C1", late + INTERVAL) == late + INTERVAL
        assert await limits.enter("C1", late + INTERVAL) == late + 2 * INTERVAL
