"""Topics that skills offer: on the agenda once, whoever takes them, and again once they are off it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from bot.db.transaction import Database
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.service import topics
from bot.features.coaching.service.pairs import find_pair, live_series
from bot.features.skills.rules.facts import ShownCard
from bot.features.skills.rules.rounds import ShownRound, SkillRating
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service import cards, rounds
from bot.framework.context import Context
from tests.features.coaching.office import did
from tests.features.skills.office import ANA, BEN, MORNING, by_the_clock, open_skills, tell_of_all

Work = Callable[[Context], Awaitable[object]]
TWO_DAYS_LATER = MORNING + timedelta(days=2)


async def agenda(db: Database) -> list[str]:
    """The words of the open topics of Ana and Ben."""

    async def look(ctx: Context) -> list[str]:
        pair: Pair = await find_pair(ctx, BEN)
        series = await live_series(ctx.transaction, pair)
        assert series is not None
        rows = await CoachingWordRepository(ctx.transaction).open_topics([series.id], ANA)
        return [row.text for row in rows]

    found = await did(db, ANA, look, TWO_DAYS_LATER)
    assert isinstance(found, list)
    return found


async def gap_topic(db: Database) -> Work:
    """How the finding of Ben's card is made a topic."""
    await tell_of_all(db)
    await by_the_clock(db)
    shown = await did(db, BEN, cards.show, MORNING)
    assert isinstance(shown, ShownCard)
    kept, part = shown.kept, shown.kept.card.finding
    assert part is not None
    return lambda ctx: cards.take_topic(ctx, kept.id, part.key)


async def rating_topic(db: Database) -> Work:
    """How two ratings that are apart are made a topic."""
    skill = RUBRICS["ae"].skills[0]
    opened = await did(db, BEN, rounds.rate, MORNING)
    assert isinstance(opened, ShownRound)
    number = opened.round.id
    for who, level in ((BEN, 4), (ANA, 1)):
        ratings = {each.key: SkillRating(level, "") for each in RUBRICS["ae"].skills}
        await did(db, who, partial(rounds.submit, round_id=number, ratings=ratings), MORNING)
    return lambda ctx: rounds.talk_about(ctx, number, skill.key)


async def test_what_is_taken_twice_is_there_once(db: Database) -> None:
    """By one of the two, then by the other: each is told that it is there. Typed words stay as they are."""
    await open_skills(db)
    for offer in (gap_topic, rating_topic):
        take = await offer(db)
        told = [str(await did(db, who, take, TWO_DAYS_LATER)) for who in (BEN, BEN, ANA)]
        words = told[0].partition("“")[2].partition("”")[0]
        assert told[0] == told[1]
        assert f"“{words}”" in told[2]
        assert (await agenda(db)).count(words) == 1

        async def drop(ctx: Context, words: str = words) -> None:
            series = await live_series(ctx.transaction, await find_pair(ctx, BEN))
            assert series is not None
            rows = await CoachingWordRepository(ctx.transaction).open_topics([series.id], ANA)
            await topics.drop_topic(ctx, next(row.id for row in rows if row.text == words))

        await did(db, ANA, drop, TWO_DAYS_LATER)
        assert words not in await agenda(db)
        await did(db, BEN, take, TWO_DAYS_LATER)
        assert (await agenda(db)).count(words) == 1

    async def type_it(ctx: Context) -> None:
        await topics.add_topic(ctx, await find_pair(ctx, ANA), "pricing", is_private=False)

    for _ in range(2):
        await did(db, BEN, type_it, TWO_DAYS_LATER)
    assert (await agenda(db)).count("pricing") == 2
