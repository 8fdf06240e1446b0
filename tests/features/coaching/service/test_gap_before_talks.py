"""The gap card's row on the cards before a talk: the person's first, the manager's a working day later."""

from datetime import datetime, time, timedelta

from sqlalchemy import update

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import SENT
from bot.features.coaching.notices import PreparedGap, TalkPrep
from bot.features.coaching.rules.cadence import Rhythm
from bot.features.coaching.service import pages, series
from bot.features.coaching.service.clockwork import prep, seen
from bot.features.coaching.service.pairs import find_pair
from bot.features.library.rules.words import ResourceWords
from bot.features.library.service import resources
from bot.features.mentors.service import offers
from bot.features.people.service.settings import save_settings
from bot.features.plays.rules.words import PlayWords
from bot.features.plays.service import plays
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.settings import SkillSettings
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.coaching.office import did, pass_time
from tests.features.skills.office import (
    ADA,
    ANA,
    BEN,
    MATE,
    MORNING,
    NORTH,
    NOW,
    by_the_clock,
    open_skills,
    tell_of_all,
)

DAY_BEFORE = MORNING + timedelta(days=1)
LONG = "I asked who else has to sign, before the price."


async def prepared_and_looked(db: Database) -> None:
    """The clock sends Ben's card, and looks which cards went out."""
    await pass_time(db, DAY_BEFORE, DAY_BEFORE, timedelta(hours=1))
    async with db.reading(NORTH) as reading:
        found = await seen.due(reading, DAY_BEFORE)
    for each in found:
        async with db.transaction(NORTH) as transaction:
            await seen.keep(acting(transaction, "", DAY_BEFORE), each)


async def test_the_person_first_then_the_manager(db: Database) -> None:
    """Sent to Ben it is seen; Ana's card has it from her next working day on, not before."""
    await open_skills(db)
    await tell_of_all(db)
    assert await by_the_clock(db) == 7

    async def plan(ctx: Context) -> None:
        await series.schedule(ctx, await find_pair(ctx, BEN), Rhythm(1, 2, time(15)))

    async def gap(ctx: Context) -> PreparedGap | None:
        page = await pages.load_page(ctx, await find_pair(ctx, BEN if ctx.actor_id == ANA else ""))
        assert page.series is not None
        assert page.next_talk is not None
        return (await prep.prepared(ctx, page.series, page.next_talk, ctx.actor_id)).gap

    async def seen_at() -> datetime | None:
        async with db.reading(NORTH) as reading:
            at: datetime | None = (await CardRepository(reading).newest_of(BEN))[0].seen_at
            return at

    await did(db, ANA, plan, NOW)
    assert await did(db, ANA, gap, MORNING) is None
    assert await seen_at() is None
    for skill in ("discovery", "closing"):
        words = ResourceWords(f"https://x.io/{skill}", f"On {skill}", skill, 15)
        await did(db, ANA, lambda ctx, words=words: resources.add_resource(ctx, words), NOW)  # type: ignore[misc]
        play = PlayWords(f"A play of {skill}", skill, LONG, LONG, LONG)
        await did(db, ANA, lambda ctx, play=play: plays.write_play(ctx, play), NOW)  # type: ignore[misc]
        await did(db, MATE, lambda ctx, skill=skill: offers.offer(ctx, skill), NOW)  # type: ignore[misc]
    own = await did(db, BEN, gap, MORNING)
    assert isinstance(own, PreparedGap)
    assert own.offers == (
        "To read or watch: <https://x.io/closing|On closing>, 15 min · `/learn mine R2` puts it on your list",
        'Plays: "A play of closing" by Ana `/play P2`',
        "Mate offers to help with this: `/mentor ask closing`",
    )
    assert own.text == "Win rate: 6 of 60 (10%), people like you 50%."
    await prepared_and_looked(db)
    assert await seen_at() is None, "it waits in the outbox: Ben is away, or wants quiet"
    assert await did(db, ANA, gap, DAY_BEFORE + timedelta(days=1)) is None
    async with db.transaction(NORTH) as transaction:
        sent = update(Delivery).where(Delivery.kind == TalkPrep.kind)
        await transaction.session.execute(sent.values(state=SENT, sent_at=DAY_BEFORE))
    await prepared_and_looked(db)
    assert await seen_at() == DAY_BEFORE
    assert await did(db, ANA, gap, DAY_BEFORE + timedelta(hours=3)) is None
    released = await did(db, ANA, gap, DAY_BEFORE + timedelta(days=1))
    assert isinstance(released, PreparedGap)
    assert released.text == "Win rate: 6 of 60 (10%), people like Ben 50%."
    assert released.offers == own.offers[:2], "whom to ask is Ben's to choose"
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, NOW, "off"), SkillSettings(gap_cards=False))
    assert await did(db, BEN, gap, MORNING) is None
