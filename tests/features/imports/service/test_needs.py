"""What waits for who brings numbers in: files, names, and numbers that are old."""

from datetime import timedelta

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.parking import ParkedFor, Parking
from bot.features.imports.service import decisions, files
from bot.features.imports.service.waiting import parking
from bot.features.imports.service.waiting.needs import needs_of
from bot.features.ledger.rules.records import DealRecord, PersonRef
from bot.features.people.service import members as people
from bot.slack.files import SharedFile
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import deal, key, take
from tests.features.members import member
from tests.features.needs.office import needs_by, told


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana and Head lead teams, Ada is admin."""
    await open_office(db)


async def of(db: Database, who: str, *, days: float = 0) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, NOW + timedelta(days=days)))


async def test_a_file_waits_for_its_sender(db: Database) -> None:
    """While it asks something; others are not told, nor shown where it is."""
    async with db.transaction(NORTH) as transaction:
        file = SharedFile("F1", "deals.csv", 10, "https://files.slack.com/deals.csv")
        number = await files.receive(acting(transaction, ANA, NOW, key()), file, "D0ANA", "file")
    assert await of(db, ANA) == []
    async with db.transaction(NORTH) as transaction:
        row = await ImportRepository(transaction).lock(number)
        assert row is not None
        await files.set_state(transaction, row, "asking", NOW)
    assert await of(db, ANA) == ["*deals.csv* waits for your word [Find the file]"]
    for other in (ADA, HEAD, BEN, MATE, CLEO):
        assert await of(db, other) == [], other
    async with db.reading(NORTH) as reading:
        assert await decisions.place_of_message(reading, number, ANA) == ("deals.csv", "")
        with pytest.raises(BadInput):
            await decisions.place_of_message(reading, number, ADA)

    async with db.transaction(NORTH) as transaction:
        await decisions.cancel(acting(transaction, ANA, NOW, key()), number)
    assert await of(db, ANA) == []


async def test_rows_wait_for_a_name(db: Database) -> None:
    """For the keeper of the source; without one who may answer, for admins."""
    rows = [DealRecord(external_id=f"D-{number}", owner=PersonRef(str(number % 2))) for number in range(3)]
    refs = [f"id/hubspot:{number % 2}" for number in range(3)]
    parkings = [Parking(row, ParkedFor.PERSON, ref) for row, ref in zip(rows, refs, strict=True)]
    async with db.transaction(NORTH) as transaction:
        await parking.park(transaction, "hubspot", parkings, ANA, NOW)
    line = "3 rows wait for 2 names: hubspot [Choose members]"
    assert (await of(db, ANA), await of(db, ADA), await of(db, HEAD)) == ([line], [], [])

    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(ANA, is_deactivated=True)])
    assert (await of(db, ADA), await of(db, HEAD), await of(db, BEN)) == ([line], [], [])

    async with db.transaction(NORTH) as transaction:
        await parking.release(transaction, ParkedFor.PERSON, refs)
    assert await of(db, ADA) == []


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (1, None),
        (2, "Numbers are from Mon 9:00 [How numbers come in]"),
        (6, "Numbers are from Mon 9:00 [How numbers come in]"),
        (8, "Numbers are from Mon 23 Nov [How numbers come in]"),
    ],
)
async def test_numbers_are_old_after_a_whole_working_day(db: Database, days: int, line: str | None) -> None:
    """For whoever leads a team, and admins; heard of anew, they are not."""
    await take(db, NOW.date(), deal(1_000, NOW.date()))
    expected = [line] if line else []
    for who in (ANA, ADA, HEAD):
        assert await of(db, who, days=days) == expected, who
    for who in (BEN, CLEO):
        assert await of(db, who, days=days) == [], who
    later = NOW.date() + timedelta(days=days)
    await take(db, later, deal(2_000, later, external_id="D2"))
    assert await of(db, ANA, days=days) == []


async def test_a_weekend_makes_no_number_old(db: Database) -> None:
    """Heard of on Friday, they are old on Tuesday."""
    friday = NOW.date() + timedelta(days=4)
    await take(db, friday, deal(1_000, friday))
    assert [len(await of(db, ANA, days=days)) for days in (5, 6, 7, 8)] == [0, 0, 0, 1]
