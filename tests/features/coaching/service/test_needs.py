"""What waits for two in their 1:1s: each comes with what happens, and goes when it is done."""

from datetime import timedelta

from bot.db.transaction import Database
from bot.features.coaching.rules.state_machine import ItemStep
from bot.features.coaching.rules.words import ItemWords
from bot.features.coaching.service import items, records, talks
from bot.features.coaching.service.needs import needs_of
from bot.features.coaching.service.pairs import find_pair
from bot.framework.context import Context
from tests.features.coaching.office import did, with_words
from tests.features.goals.office import ANA, BEN, NOW, open_office
from tests.features.needs.office import needs_by


async def kinds(db: Database, who: str, about: str = "", days: int = 0) -> set[str]:
    """The kinds of what waits for somebody so many days later, about one person where that is given."""
    found = await needs_by(db, needs_of, who, NOW + timedelta(days=days))
    return {need.kind for need in found.values() if about in ("", need.about_id)}


async def test_a_talk_that_one_has_confirmed(db: Database) -> None:
    """Without a talk Ana has a gap; what she recorded waits for Ben's word; after that for nobody."""
    await open_office(db)
    assert "coaching.overdue" in await kinds(db, ANA, BEN, days=60)

    async def record(ctx: Context) -> object:
        return await talks.record(ctx, await find_pair(ctx, BEN if ctx.actor_id == ANA else ANA), None)

    await did(db, ANA, record)
    assert await kinds(db, BEN, days=1) == {"coaching.say"}
    await did(db, BEN, record)
    assert await kinds(db, BEN, days=1) == set()
    assert "coaching.overdue" not in await kinds(db, ANA, BEN, days=20)


async def test_an_action_from_offer_to_done(db: Database) -> None:
    """It waits for Ben's answer, then once it is due, then, slipped twice, for Ana too."""
    await with_words(db)

    async def offer(ctx: Context) -> int:
        pair = await find_pair(ctx, BEN)
        return (await items.set_item(ctx, pair, ItemWords("two demos", None, ""), BEN)).id

    offered = await did(db, ANA, offer)
    assert isinstance(offered, int)
    assert "coaching.offer" in await kinds(db, BEN)
    await did(db, BEN, lambda ctx: items.change_item(ctx, offered, ItemStep.take))
    assert "coaching.offer" not in await kinds(db, BEN)

    assert "coaching.item" in await kinds(db, BEN, days=40)

    async def slip(ctx: Context) -> None:
        (found,) = await records.series_between(ctx.transaction, BEN, ANA)
        await items.carry_over(ctx, found, None)

    assert "coaching.slipped" not in await kinds(db, ANA)
    for weeks in (6, 12):
        await did(db, ANA, slip, NOW + timedelta(weeks=weeks))
    assert "coaching.slipped" in await kinds(db, ANA, days=90)

    for number in (offered, offered - 1):
        await did(db, BEN, lambda ctx, number=number: items.change_item(ctx, number, ItemStep.done))  # type: ignore[misc]
    assert await kinds(db, BEN, days=90) & {"coaching.item", "coaching.offer"} == set()
    assert "coaching.slipped" not in await kinds(db, ANA, days=90)
