"""Ana and Ben with a rhythm, a held talk, words of both kinds and actions, for the tests of use cases."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from itertools import count

from bot.db.transaction import Database
from bot.features.coaching.rules.cadence import Rhythm
from bot.features.coaching.rules.words import ItemWords
from bot.features.coaching.service import items, series, talks, topics
from bot.features.coaching.service.clockwork import due, next_due, turns
from bot.features.coaching.service.pairs import find_pair
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, NORTH, NOW, open_office

SHARED, ALONE, NOTE, OWN_NOTE, ACTION = (
    "pricing",
    "my next job",
    "we looked at it",
    "he is tired",
    "recap mail",
)
_keys = count(1)


async def did(
    db: Database, actor_id: str, work: Callable[[Context], Awaitable[object]], now: datetime = NOW
) -> object:
    """What somebody does, in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await work(acting(transaction, actor_id, now, f"c{next(_keys)}"))


async def with_words(db: Database) -> tuple[int, int]:
    """A held talk of Ana and Ben with notes, topics and an action of Ben's; ids of talk and action."""
    await open_office(db)

    async def plan(ctx: Context) -> None:
        await series.schedule(ctx, await find_pair(ctx, BEN), Rhythm(1, 1, time(10)))

    async def record(ctx: Context) -> int:
        return (await talks.record(ctx, await find_pair(ctx, BEN), None)).talk.id

    async def confirm(ctx: Context) -> None:
        await talks.record(ctx, await find_pair(ctx, ANA), None)

    async def write(ctx: Context) -> None:
        words = topics.TalkWords((), NOTE, OWN_NOTE, [], [])
        assert isinstance(talk_id, int)
        await topics.write_talk(ctx, talk_id, words)

    async def add(ctx: Context) -> int:
        pair = await find_pair(ctx, ANA)
        await topics.add_topic(ctx, pair, SHARED, is_private=False)
        return 0

    async def add_alone(ctx: Context) -> None:
        await topics.add_topic(ctx, await find_pair(ctx, ANA), ALONE, is_private=True)

    async def act(ctx: Context) -> int:
        pair = await find_pair(ctx, ANA)
        return (await items.set_item(ctx, pair, ItemWords(ACTION, None, "discovery"), BEN)).id

    await did(db, ANA, plan)
    talk_id = await did(db, ANA, record)
    assert isinstance(talk_id, int)
    await did(db, BEN, confirm)
    await did(db, ANA, write)
    for work in (add, add_alone):
        await did(db, BEN, work)
    item_id = await did(db, BEN, act)
    assert isinstance(item_id, int)
    return talk_id, item_id


async def pass_time(db: Database, start: datetime, end: datetime, step: timedelta) -> None:
    """The clock does what is due, each `step`."""
    now = start
    while now <= end:
        async with db.reading(NORTH) as reading:
            found = await due.due(reading, now)
            assert not found or await next_due.of_clock(reading), "due, and the clock does not look"
        for turn in found:
            async with db.transaction(NORTH) as transaction:
                await turns.deal_with(acting(transaction, "", now), turn)
        now += step
