"""What waits for somebody in feedback: answers, and whom they lead but have told nothing."""

from datetime import timedelta

import pytest

from bot.db.transaction import Database
from bot.features.feedback.service import feedback, requests
from bot.features.feedback.service.needs import needs_of
from bot.features.people.service import members as people
from tests.features.feedback.office import NOTE, PRAISE, asked
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, MATE, NORTH, NOW, by, open_office
from tests.features.members import member
from tests.features.needs.office import needs_by, told


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate."""
    await open_office(db)


async def of(db: Database, who: str, *, days: int = 0) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, NOW + timedelta(days=days)))


async def test_a_request_waits_for_who_was_asked(db: Database) -> None:
    """Until they answer, decline, or it is withdrawn; due on its day."""
    first, second, third = [(await asked(db, MATE, MATE, BEN))[0] for _ in range(3)]
    (need, *_) = (await needs_by(db, needs_of, BEN)).values()
    assert (need.key, need.rank.name) == (f"feedback.answer:{first}", "answer")
    line = "Mate asks for feedback, until Tue 1 Dec [Answer]"
    assert await of(db, BEN) == [line] * 3
    assert {
        need.rank.name for need in (await needs_by(db, needs_of, BEN, NOW + timedelta(days=8))).values()
    } == {"due"}
    for other in (ANA, ADA, MATE):
        assert await of(db, other) == [], other

    async with db.transaction(NORTH) as transaction:
        await requests.answer(by(transaction, BEN), first, PRAISE)
        await requests.decline(by(transaction, BEN), second)
        await requests.withdraw(by(transaction, MATE), third)
    assert await of(db, BEN) == []


async def test_about_whom_it_is(db: Database) -> None:
    """A manager asks about somebody they lead; of who has left nobody is asked."""
    await asked(db, ANA, BEN, MATE)
    assert await of(db, MATE) == ["Ana asks for feedback about Ben, until Tue 1 Dec [Answer]"]

    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(ANA, is_deactivated=True)])
    assert await of(db, MATE) == []


async def test_one_of_the_own_people_asks(db: Database) -> None:
    """It is one of what waits about them."""
    await asked(db, BEN, BEN, ANA)
    (need,) = (await needs_by(db, needs_of, ANA)).values()
    assert need.about_id == BEN


async def test_whom_nobody_tells_anything_is_a_gap(db: Database) -> None:
    """After two weeks, for whoever leads them; a note to oneself is no word to them."""
    assert await of(db, ANA, days=13) == []
    ben, mate = (
        "No feedback from you to Ben yet [Give feedback]",
        "No feedback from you to Mate yet [Give feedback]",
    )
    assert await of(db, ANA, days=14) == [ben, mate]
    for other in (ADA, BEN, MATE, CLEO):
        assert await of(db, other, days=14) == [], other
    assert await of(db, HEAD, days=14) == ["No feedback from you to Cleo yet [Give feedback]"]

    async with db.transaction(NORTH) as transaction:
        later = NOW + timedelta(days=14)
        await feedback.give(by(transaction, ANA, later), BEN, NOTE)
    assert await of(db, ANA, days=14) == [ben, mate]
    async with db.transaction(NORTH) as transaction:
        await feedback.give(by(transaction, ANA, later), BEN, PRAISE)
    assert await of(db, ANA, days=14) == [mate]
    assert await of(db, ANA, days=28) == ["No feedback from you to Ben since Mon 7 Dec [Give feedback]", mate]
