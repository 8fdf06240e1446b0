"""Rounds of ratings on real databases: apart, then side by side, then agreed on."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import pytest

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.features.evidence.service.coaching import collect_levels
from bot.features.people.service import members as people
from bot.features.skills.rules.rounds import RoundState, ShownRound, SkillRating
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service import needs, own_records, profiles, rounds, skills
from bot.features.skills.views.rounds import round_message
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import outgoing
from tests.features.ledger.office import key
from tests.features.members import member
from tests.features.skills.office import ADA, ANA, BEN, CLEO, HEAD, MATE, MORNING, NORTH, open_skills

T = TypeVar("T")
KEYS = [skill.key for skill in RUBRICS["ae"].skills]


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben, an Account Executive."""
    await open_skills(db)


async def do(db: Database, who: str, deed: Callable[[Context], Awaitable[T]], now: datetime = MORNING) -> T:
    """One use case in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await deed(acting(transaction, who, now, key()))


async def no(db: Database, who: str, deed: Callable[[Context], Awaitable[T]], now: datetime = MORNING) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(Refusal) as refusal:
        await do(db, who, deed, now)
    return str(refusal.value)


async def send(db: Database, who: str, round_id: int, *levels: int | None) -> ShownRound:
    """Rates the skills in the order of the rubric."""
    ratings = {name: SkillRating(level, f"seen by {who}") for name, level in zip(KEYS, levels, strict=False)}
    return await do(db, who, lambda ctx: rounds.submit(ctx, round_id, ratings))


async def test_a_round_from_opening_to_its_end(db: Database) -> None:
    """Nobody sees the other's before both are in; equal levels are agreed, others by both."""
    opened = await do(db, BEN, rounds.rate)
    number = opened.round.id
    assert [row[:2] for row in await outgoing(db)] == [("skills.round", ANA)]
    assert (await send(db, BEN, number, 2, 1, 2)).pairs == ()
    seen = await do(db, ANA, lambda ctx: rounds.rate(ctx, BEN))
    assert (seen.round.id, seen.mine, seen.pairs) == (number, {}, ())
    # Again, until the other has.
    await send(db, BEN, number, 2, 3, 2)
    both = await send(db, ANA, number, 2, 1, None)
    assert both.round.state is RoundState.shown
    value, deal = both.pairs[1], both.pairs[2]
    assert (value.person.level, value.manager.level, value.is_far_apart) == (3, 1, True)
    assert (deal.manager.level, deal.apart) == (None, 0)
    assert both.pairs[0].agreed is not None
    assert both.pairs[0].agreed.is_confirmed
    assert {row[1] for row in await outgoing(db) if row[0] == "skills.round_shown"} == {ANA, BEN}
    sent = "Both ratings are in: they stay as they are. Agree on a level instead."
    with pytest.raises(NotAllowed, match=sent):
        await send(db, ANA, number, 4)

    proposed = await do(db, ANA, lambda ctx: rounds.agree(ctx, number, KEYS[1], 2))
    assert proposed.pairs[1].agreed is not None
    assert not proposed.pairs[1].agreed.is_confirmed
    # Proposing again is no answer to oneself.
    again = await do(db, ANA, lambda ctx: rounds.agree(ctx, number, KEYS[1], 2))
    assert again.pairs[1].agreed == proposed.pairs[1].agreed
    agreed = await do(db, BEN, lambda ctx: rounds.agree(ctx, number, KEYS[1], 2))
    assert agreed.pairs[1].agreed is not None
    assert agreed.pairs[1].agreed.is_confirmed
    assert await no(db, BEN, lambda ctx: rounds.agree(ctx, number, KEYS[1], 4)) == "You agreed on 2 already."

    assert (await do(db, BEN, lambda ctx: rounds.end(ctx, number))).round.state is RoundState.shown
    assert (await do(db, ANA, lambda ctx: rounds.end(ctx, number))).round.state is RoundState.closed
    levels = {KEYS[0]: 2, KEYS[1]: 2}
    for viewer, theirs in ((BEN, levels), (ANA, levels), (ADA, {})):
        shown = await do(db, viewer, lambda ctx: skills.show(ctx, BEN))
        assert dict(shown.levels) == theirs, viewer
    later = MORNING + timedelta(days=366)
    assert (await do(db, BEN, skills.show, later)).levels == {}


async def test_who_may_what(db: Database) -> None:
    """Only the two; one sentence for all others, whatever there is."""
    opened = await do(db, ANA, lambda ctx: rounds.rate(ctx, BEN))
    number = opened.round.id
    for other in (ADA, HEAD, CLEO, MATE):
        assert (
            await no(db, other, lambda ctx: rounds.rate(ctx, BEN)) == "Only Ben and Ben's manager see this."
        )
        for deed in (
            lambda ctx: rounds.find(ctx, number),
            lambda ctx: rounds.submit(ctx, number, {KEYS[0]: SkillRating(1)}),
            lambda ctx: rounds.agree(ctx, number, KEYS[0], 1),
            lambda ctx: rounds.end(ctx, number),
            lambda ctx: rounds.talk_about(ctx, number, KEYS[0]),
        ):
            assert await no(db, other, deed) == "There is no such round any more.", other
    assert await no(db, BEN, lambda ctx: rounds.end(ctx, number)) == "Not both of you have rated yet."
    assert await no(db, MATE, rounds.rate) == (
        "Nobody has said yet what you sell: Ana does, with `/skills roles`."
    )


async def test_at_most_one_in_sixty_days(db: Database) -> None:
    """Counted from its end; the clock ends what nobody does after thirty days."""
    opened = await do(db, BEN, rounds.rate)
    month = MORNING + timedelta(days=30, minutes=1)

    async def overdue(now: datetime) -> list[int]:
        async with db.reading(NORTH) as reading:
            return list(await rounds.overdue(reading, now))

    assert await overdue(MORNING + timedelta(days=30)) == []
    assert await overdue(month) == [opened.round.id]
    await do(db, "", lambda ctx: rounds.close(ctx, opened.round.id), month)
    assert await overdue(month) == []
    sentence = "The last one ended on Wed 30 Dec: a new one can begin on Sun 28 Feb."
    assert await no(db, BEN, rounds.rate, month) == sentence
    sentence = "The last one ended on Wed 30 Dec: a new one can begin on Sun 28 Feb."
    assert await no(db, BEN, rounds.rate, month + timedelta(days=59)) == sentence
    assert (await do(db, BEN, rounds.rate, month + timedelta(days=60))).round.id != opened.round.id


async def test_lines_are_rated_as_they_were(db: Database) -> None:
    """What an admin changes later is for the next round; an empty line is hidden."""
    opened = await do(db, BEN, rounds.rate)
    lines = ["One.", "", "Three.", "Four."]
    changed = "closing"
    assert await no(db, ANA, lambda ctx: profiles.change_lines(ctx, "ae", changed, lines)) == (
        "Only an admin of this workspace can change the lines of a rubric."
    )
    await do(db, ADA, lambda ctx: profiles.change_lines(ctx, "ae", changed, lines))
    shown = await do(db, BEN, skills.show)
    assert next(each for each in shown.rubric.skills if each.key == changed).lines == tuple(lines)
    kept = await do(db, BEN, lambda ctx: rounds.find(ctx, opened.round.id))
    assert kept.lines[changed][0].startswith("Hopes that")
    with pytest.raises(BadInput, match="Keep one line at least"):
        await do(db, ADA, lambda ctx: profiles.change_lines(ctx, "ae", changed, [""] * 4))
    shipped = next(each for each in RUBRICS["ae"].skills if each.key == changed).lines
    await do(db, ADA, lambda ctx: profiles.change_lines(ctx, "ae", changed, shipped))
    shown = await do(db, BEN, skills.show)
    assert next(each for each in shown.rubric.skills if each.key == changed).lines == shipped


async def test_what_shows_a_level_and_goes_into_a_review(db: Database) -> None:
    """Only its person puts agreed levels there; the file holds both ratings once both are in."""
    opened = await do(db, BEN, rounds.rate)
    number, fact = opened.round.id, ("feedback:1", "kudos:2")
    ratings = {KEYS[0]: SkillRating(2, "I saw it", fact)}
    await do(db, BEN, lambda ctx: rounds.submit(ctx, number, ratings))
    many = {KEYS[0]: SkillRating(2, "", tuple(f"kudos:{each}" for each in range(6)))}
    told = "Choose 5 things at most; these are 6."
    assert await no(db, BEN, lambda ctx: rounds.submit(ctx, number, many)) == told

    async def exported(who: str) -> str:
        return str(await do(db, who, lambda ctx: own_records.record_of(ctx.transaction, who, ctx.now)))

    assert "I saw it" in await exported(BEN)
    assert "I saw it" not in await exported(ANA)
    put = partial(skills.put_into_review, round_id=number, is_in=True)
    assert await no(db, BEN, put) == "Agree on a level first: only what both agreed on goes into a review."
    both = await send(db, ANA, number, 2, 3)
    assert both.pairs[0].person.evidence == fact
    assert await no(db, ANA, put) == "There is no such round any more."
    days = DateRange(MORNING.date() - timedelta(days=1), MORNING.date() + timedelta(days=1))

    async def in_review(viewer: str) -> list[str]:
        async with db.reading(NORTH) as reading:
            return [each.line for each in await collect_levels(reading, BEN, viewer, days)]

    assert await in_review(BEN) == []
    await do(db, BEN, put)
    line = "Agreed with Ana: Own pipeline 2 Steady"
    assert [await in_review(who) for who in (BEN, ANA, ADA, HEAD)] == [[line], [line], [], []]
    await do(db, BEN, lambda ctx: skills.put_into_review(ctx, number, is_in=False))
    assert await in_review(BEN) == []
    assert f"seen by {ANA}" in await exported(BEN)
    assert f"seen by {ANA}" in await exported(ANA)
    assert "I saw it" not in await exported(ANA), "nobody exports the words of others"
    async with db.transaction(NORTH) as transaction:
        await own_records.forget_before(transaction, days.start)
    assert "I saw it" in await exported(BEN)
    async with db.transaction(NORTH) as transaction:
        await own_records.forget_before(transaction, days.end)
    assert await exported(BEN) == str({"skill_rounds": [], "gap_cards": []})


async def test_a_rating_that_was_not_answered_stays_unseen(db: Database) -> None:
    """The clock ends a round in which only Ben rated: an old button shows Ana nothing of it."""
    number = (await do(db, BEN, rounds.rate)).round.id
    await send(db, BEN, number, 1)
    later = MORNING + timedelta(days=31)
    await do(db, "", lambda ctx: rounds.close(ctx, number), later)

    async def reopened(ctx: Context) -> ShownRound:
        return await rounds.shown(ctx, await rounds.find(ctx, number))

    seen = await do(db, ANA, reopened, later)
    assert (seen.pairs, seen.mine) == ((), {})
    assert "This round ended before both of you had rated" in round_message(seen).text
    exported = await do(db, ANA, lambda ctx: own_records.record_of(ctx.transaction, ANA, ctx.now), later)
    assert f"seen by {BEN}" not in str(exported)


async def test_both_open_one_at_once(db: Database) -> None:
    """There is one round, and both are in it; who has left keeps nobody waiting."""
    ours, theirs = await gather(do(db, BEN, rounds.rate), do(db, ANA, lambda ctx: rounds.rate(ctx, BEN)))
    assert ours.round.id == theirs.round.id

    async def waits() -> list[str]:
        async with db.reading(NORTH) as reading:
            return [each.key for each in await needs.needs_of(reading, ANA, MORNING)]

    assert await waits() == [f"skills.rate:{ours.round.id}"]
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN, is_deactivated=True)])
    assert await waits() == []
