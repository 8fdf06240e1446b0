"""Whether talks were useful, which leads back to nobody; and what somebody brings along to another team."""

from asyncio import gather
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.common.date_ranges import Fiscal
from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.features.coaching.models.talks import CoachingSeriesRow, TalkVote
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.votes import TalkVoteRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.settings import CoachingSettings
from bot.features.coaching.rules.state_machine import TalkStep
from bot.features.coaching.rules.useful import TOO_FEW, Use, is_shown, told
from bot.features.coaching.service import items, talks, useful
from bot.features.coaching.service.pairs import find_pair
from bot.features.people.service.settings import save_settings
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.coaching.office import ACTION, did, pass_time, with_words
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, NORTH, NOW

QUARTER = Fiscal().quarter_of(NOW.date())


def test_what_may_be_said_and_when() -> None:
    """From 8 answers of 4 people on, rounded to tens, and five days after the quarter at the earliest."""
    wrong = []
    for votes, people, expected in (
        ((7, 0), 4, TOO_FEW),
        ((8, 0), 3, TOO_FEW),
        ((8, 0), 4, "About 100% of answers say that the 1:1 was useful."),
        ((5, 3), 4, "About 60% of answers say that the 1:1 was useful."),
        ((0, 9), 5, "About 0% of answers say that the 1:1 was useful."),
    ):
        found = told(_counter(*votes), people)
        wrong += [] if found == expected else [f"{votes} of {people}: {found}"]
    assert wrong == []
    days = [QUARTER.last, QUARTER.end, QUARTER.end + timedelta(days=4), QUARTER.end + timedelta(days=5)]
    assert [is_shown(QUARTER, day) for day in days] == [False, False, False, True]


def _counter(useful_ones: int, others: int) -> Counter[str]:
    return Counter({Use.useful.value: useful_ones, Use.not_useful.value: others})


async def test_a_vote_leads_back_to_nobody(db: Database) -> None:
    """Once, by the person, of a held talk; all votes of a quarter get new ids and places with each one."""
    talk_id, _ = await with_words(db)
    for who, told_so in ((ANA, "Only whose 1:1 it was"), (CLEO, "no such talk")):
        with pytest.raises(Refusal, match=told_so):
            await did(db, who, lambda ctx: useful.vote(ctx, talk_id, Use.useful))
    await did(db, BEN, lambda ctx: useful.vote(ctx, talk_id, Use.not_useful))
    with pytest.raises(Refusal, match="said so already"):
        await did(db, BEN, lambda ctx: useful.vote(ctx, talk_id, Use.useful))
    columns = {column.name for column in TalkVote.__table__.columns}
    assert columns == {"id", "workspace_id", "manager_id", "begins", "vote"}
    seen: list[set[str]] = []
    for number in range(3):
        async with db.transaction(NORTH) as transaction:
            await TalkVoteRepository(transaction).add_votes(ANA, QUARTER.start, ["useful"])
            rows = (await transaction.session.scalars(select(TalkVote))).all()
        assert sorted(row.vote for row in rows) == ["not", *["useful"] * (number + 1)]
        seen.append({row.id for row in rows})
    assert not seen[0] & seen[1]
    assert not seen[1] & seen[2]
    assert await did(db, ANA, useful.usefulness) == "", "nothing of this quarter before it is over"
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, NOW, "off"), CoachingSettings(asks_use=False))
    with pytest.raises(Refusal, match="Only whose 1:1 it was"):
        await did(db, BEN, lambda ctx: useful.vote(ctx, talk_id, Use.useful))


async def test_both_press_at_once(db: Database) -> None:
    """Two yes are one held talk; a yes and a word taken back are never held by one alone."""
    _, item_id = await with_words(db)
    for number, steps in enumerate(((TalkStep.yes, TalkStep.yes), (TalkStep.yes, TalkStep.take_back))):
        day = NOW + timedelta(days=2 + number)

        async def record(ctx: Context) -> int:
            return (await talks.record(ctx, await find_pair(ctx, BEN), None)).talk.id

        talk_id = await did(db, ANA, record, day)
        assert isinstance(talk_id, int)

        def pressed(step: TalkStep, found: int = talk_id) -> Callable[[Context], Awaitable[object]]:
            return lambda ctx: talks.say(ctx, found, step)

        await gather(
            did(db, BEN, pressed(steps[0]), day),
            did(db, ANA, pressed(steps[1]), day),
            return_exceptions=True,
        )
        async with db.reading(NORTH) as reading:
            talk = await CoachingTalkRepository(reading).find_talk(talk_id)
            assert talk is not None
            is_both = (talk.person_says, talk.manager_says) == ("yes", "yes")
            assert (talk.state == "held") == is_both
    async with db.reading(NORTH) as reading:
        item = await CoachingWordRepository(reading).find_item(item_id)
        assert item is not None
        assert item.slips == 1, "carried over once"


async def test_an_own_action_is_brought_along(db: Database) -> None:
    """Ben changes teams: his 1:1s with Ana end, and of all there was his action alone comes along."""
    _, item_id = await with_words(db)
    with pytest.raises(Refusal, match="no such action"):
        await did(db, BEN, lambda ctx: items.bring_along(ctx, item_id))
    later = NOW + timedelta(days=3)

    async def leave(ctx: Context) -> None:
        old = (await teams.load_org_chart(ctx.transaction)).team_of(BEN)
        assert old is not None
        left = tuple(who for who in old.member_ids if who != BEN)
        await teams.save(ctx, TeamForm(old.name, ANA, left, old.channel_id), old.id)

    async def join(ctx: Context) -> None:
        new = (await teams.load_org_chart(ctx.transaction)).led_by(HEAD)[0]
        await teams.save(ctx, TeamForm(new.name, HEAD, (*new.member_ids, BEN)), new.id)

    await did(db, ADA, leave, later)
    await did(db, ADA, join, later)
    await pass_time(db, later, later + timedelta(hours=1), timedelta(hours=1))
    for who in (ANA, HEAD, CLEO):
        with pytest.raises(Refusal, match="no such action"):
            await did(db, who, lambda ctx: items.bring_along(ctx, item_id), later)
    await did(db, BEN, lambda ctx: items.bring_along(ctx, item_id), later)
    with pytest.raises(Refusal):
        await did(db, BEN, lambda ctx: items.bring_along(ctx, item_id), later)
    async with db.reading(NORTH) as reading:
        series = {row.id: row for row in await reading.session.scalars(select(CoachingSeriesRow))}
        rows = (await reading.session.scalars(select(ActionItemRow).order_by(ActionItemRow.id))).all()
    states = [(series[row.series_id].manager_id, row.text, row.state) for row in rows]
    assert states == [(ANA, ACTION, "dropped"), (HEAD, ACTION, "open")]
    assert rows[1].due_on >= date(2026, 11, 26)
