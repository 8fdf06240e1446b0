"""Who may say who somebody is: role by role, of a source that somebody keeps and of one that nobody does."""

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.features.imports.rules.parking import ParkedFor, Parking
from bot.features.imports.service.waiting import keeping, parking, questions
from bot.features.ledger.rules.records import DealRecord, PersonRef
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, HEAD, NORTH, NOW, open_office
from tests.features.ledger.office import key

ASKED = "id/hubspot:12"
ROLES = {"keeper": ANA, "another manager": HEAD, "admin": ADA, "rep": BEN, "stranger": "U0NOBODY"}


async def waits(db: Database, keeper_id: str | None) -> str:
    """A deal of somebody unknown waits; the question."""
    await open_office(db)
    record = DealRecord(external_id="D-1", owner=PersonRef("12", "", "Zoe Park"))
    async with db.transaction(NORTH) as transaction:
        parked = [Parking(record, ParkedFor.PERSON, ASKED)]
        await parking.park(transaction, "hubspot", parked, keeper_id, NOW)
        (group,) = await parking.groups(transaction, ParkedFor.PERSON)
    return group.id


async def put_off(db: Database, question: str, who: str) -> None:
    """They answer later."""
    async with db.transaction(NORTH) as transaction:
        await questions.put_off(acting(transaction, who, NOW, key()), question)


async def says_ben(db: Database, question: str, who: str) -> None:
    """They say that it is Ben."""
    async with db.transaction(NORTH) as transaction:
        await questions.name_person(acting(transaction, who, NOW, key()), question, BEN)


@pytest.mark.parametrize(
    ("keeper_id", "allowed"),
    [(ANA, {"keeper", "admin"}), (None, {"admin"}), (BEN, {"admin"})],
    ids=["kept", "of admins", "of somebody who manages nobody"],
)
async def test_who_may_answer(db: Database, keeper_id: str | None, allowed: set[str]) -> None:
    """To see it, to answer it and to put it off are the same right."""
    question = await waits(db, keeper_id)
    for role, who in ROLES.items():
        may = role in allowed
        async with db.reading(NORTH) as reading:
            if may:
                assert (await questions.get_question(reading, question, who)).person == "Zoe Park"
                assert len(await keeping.open_questions(reading, who, NOW)) == 1
            else:
                with pytest.raises(NotAllowed):
                    await questions.get_question(reading, question, who)
        for answer in (put_off, says_ben):
            if not may:
                with pytest.raises(NotAllowed):
                    await answer(db, question, who)
    for role in sorted(allowed):
        await put_off(db, question, ROLES[role])
    await says_ben(db, question, ROLES[min(allowed)])
    async with db.reading(NORTH) as reading:
        assert await parking.groups(reading, ParkedFor.PERSON) == []
