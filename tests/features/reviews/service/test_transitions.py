"""What the clock does to reviews: reminders that are true whenever they come, who is late, who left."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.reviews.models import ReviewCycleRow, ReviewRow
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.service import peers, transitions
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, COACH, MATE, NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.reviews.office import (
    DUE,
    acknowledge,
    begun,
    cancel,
    do,
    extend,
    leaves,
    share,
    sign,
    submit,
)


async def outgoing(db: Database, kind: str, to: str, state: str = "waiting") -> list[Delivery]:
    """What somebody is to get of a kind."""
    async with db.reading(NORTH) as reading:
        query = select(Delivery).where(Delivery.kind == kind, Delivery.target == to, Delivery.state == state)
        return list(await reading.session.scalars(query.order_by(Delivery.due_at)))


async def passes(db: Database, at: datetime) -> None:
    """The clock goes on."""
    async with db.transaction(NORTH) as transaction:
        for turn in await transitions.due(transaction, at):
            await transitions.deal_with(acting(transaction, "", at), turn)


async def state_of(db: Database, cycle_id: int) -> str:
    """How a cycle stands."""
    async with db.reading(NORTH) as reading:
        return (await reading.session.get_one(ReviewCycleRow, cycle_id)).state


def at(day: date, hour: int = 9) -> datetime:
    """London's winter."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


async def test_a_reminder_gives_way_to_the_next(db: Database) -> None:
    """Whatever held it back: two never come together, and none after the day on which it is due."""
    await begun(db)
    week, day = await outgoing(db, "reviews.remind", BEN)
    assert (week.due_at, day.due_at) == (at(DUE - timedelta(days=7)), at(DUE - timedelta(days=3))), (
        "no Sunday"
    )
    assert week.not_after == day.due_at
    assert day.not_after == at(DUE + timedelta(days=1), 0)


@pytest.mark.parametrize(("days", "reminded_in"), [(1, []), (4, [3]), (7, [4]), (8, [1, 7])])
async def test_nobody_is_asked_and_reminded_in_one_morning(
    db: Database, days: int, reminded_in: list[int]
) -> None:
    """A cycle of a week, from Monday: asked on Monday, reminded on Friday."""
    await begun(db, TODAY + timedelta(days=days))
    found = [(each.due_at.date() - TODAY).days for each in await outgoing(db, "reviews.remind", BEN)]
    assert found == reminded_in


async def test_one_reminder_for_all_that_somebody_writes(db: Database) -> None:
    """Mate writes about himself, and is asked about Ben later: one message in that morning names all."""
    ids = await begun(db)
    async with db.reading(NORTH) as reading:
        reviews = await ReviewRepository(reading).of_cycle(ids["cycle"])
        own = next(each.id for each in reviews if each.person_id == MATE)
        parts = [each for each in await ReviewPartRepository(reading).parts([own]) if each.author_id == MATE]
    for found in (await outgoing(db, "reviews.remind", MATE), await outgoing(db, "reviews.ask", MATE)):
        assert len(found) == 2
    week, day = await outgoing(db, "reviews.remind", MATE)
    kinds = [(each["kind"], each["person"]) for each in week.facts["items"]]
    assert sorted(kinds) == [("peer", "Ben"), ("self", "Mate"), ("upward", "Mate")]
    for part in parts:
        assert await do(db, submit, part.id, MATE)
    week, day = await outgoing(db, "reviews.remind", MATE)
    assert [each["kind"] for each in day.facts["items"] if each["state"] == "open"] == ["peer"]
    assert await do(db, submit, ids["peer"], MATE)
    assert await outgoing(db, "reviews.remind", MATE) == [], "there is nothing left to be reminded of"

    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, ANA, NOW, key()), ids["review"], [COACH])
    assert len(await outgoing(db, "reviews.remind", COACH)) == 2


async def test_a_new_question_after_all_is_written(db: Database) -> None:
    """The reminders of what is done were taken back: what is asked then has its own."""
    ids = await begun(db)
    async with db.reading(NORTH) as reading:
        reviews = await ReviewRepository(reading).of_cycle(ids["cycle"])
        mates = next(each.id for each in reviews if each.person_id == MATE)
    for part in ("self", "upward"):
        assert await do(db, submit, ids[part], BEN)
    assert await outgoing(db, "reviews.remind", BEN) == []
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, ANA, NOW, key()), mates, [BEN])
    week, _ = await outgoing(db, "reviews.remind", BEN)
    assert [each["person"] for each in week.facts["items"]] == ["Mate"]


async def test_who_is_late_is_told_when_it_can_be_read(db: Database) -> None:
    """Due on a Monday: Ana hears on Tuesday at nine, of those who are late then."""
    ids = await begun(db)
    assert await do(db, submit, ids["manager"], ANA)
    over = DUE + timedelta(days=1)
    await passes(db, at(DUE, 16))
    assert await outgoing(db, "reviews.late", ANA) == [], "the day is not over"
    await passes(db, at(over, 0))
    async with db.reading(NORTH) as reading:
        assert await transitions.next_moment(reading) == at(over)
    assert await outgoing(db, "reviews.late", ANA) == []
    for kind, author in (("self", BEN), ("upward", BEN), ("peer", MATE)):
        assert await do(db, submit, ids[kind], author)
    await passes(db, at(over))
    (told,) = await outgoing(db, "reviews.late", ANA)
    assert told.facts["late"] == ["Mate", "you"], "of the other reviews; Ben wrote in the night"
    assert told.facts["ready"] == ["Ben"]


async def test_no_peer_is_asked_by_a_day_that_has_gone(db: Database) -> None:
    """More time first; then they are asked by the new day."""
    ids = await begun(db)
    late = at(DUE + timedelta(days=2), 12)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [COACH])
    for actor in (ANA, BEN):
        with pytest.raises(BadInput, match="It was due on Mon 14 Dec"):
            async with db.transaction(NORTH) as transaction:
                await peers.nominate(acting(transaction, actor, late, key()), ids["review"], ["U0HEAD"])
    with pytest.raises(BadInput, match="Give more time first"):
        async with db.transaction(NORTH) as transaction:
            await peers.approve(acting(transaction, ANA, late, key()), ids["review"], [COACH], [COACH])
    assert await do(db, extend, ids["review"], ANA)
    async with db.transaction(NORTH) as transaction:
        await peers.approve(acting(transaction, ANA, late, key()), ids["review"], [COACH], [COACH])
    (asked,) = await outgoing(db, "reviews.ask", COACH)
    assert asked.facts["due"] == (DUE + timedelta(days=7)).isoformat()


async def test_whom_it_waits_for_hears_once_more(db: Database) -> None:
    """Three working days after it was shared, and after it was acknowledged; not when it is done by then."""
    ids = await begun(db)
    assert await do(db, submit, ids["manager"], ANA)
    assert await do(db, share, ids["review"], ANA)
    (read,) = await outgoing(db, "reviews.waits", BEN)
    assert (read.facts["what"], read.due_at) == ("read", at(TODAY + timedelta(days=3)))
    assert await do(db, acknowledge, ids["review"], BEN)
    (sign,) = await outgoing(db, "reviews.waits", BEN)
    assert sign.facts["what"] == "sign"
    assert [each.facts["person"] for each in await outgoing(db, "reviews.waits", ANA)] == ["Ben"]
    await leaves(db, BEN)
    assert await outgoing(db, "reviews.waits", ANA) == await outgoing(db, "reviews.waits", BEN) == []


async def test_a_cycle_closes_with_its_last_review(db: Database) -> None:
    """Ben's is signed while Mate's is being written: it goes on, until Mate leaves."""
    ids = await begun(db)
    for action, target, actor in (
        (submit, ids["manager"], ANA),
        (share, ids["review"], ANA),
        (acknowledge, ids["review"], BEN),
        (sign, ids["review"], BEN),
        (sign, ids["review"], ANA),
    ):
        assert await do(db, action, target, actor)
    await passes(db, NOW)
    assert await state_of(db, ids["cycle"]) == "running"
    await leaves(db, MATE)
    assert await state_of(db, ids["cycle"]) == "closed"


async def test_a_cancelled_cycle_is_not_forgotten(db: Database) -> None:
    """What was shared goes on; when its person leaves it ends there too."""
    ids = await begun(db)
    assert await do(db, submit, ids["manager"], ANA)
    assert await do(db, share, ids["review"], ANA)
    assert await do(db, cancel, ids["cycle"], ANA)
    await leaves(db, BEN)
    async with db.reading(NORTH) as reading:
        review = await reading.session.get_one(ReviewRow, ids["review"])
        assert review.state == "ended unsigned"
        assert await transitions.due(reading, NOW) == []
