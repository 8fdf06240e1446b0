"""A win far ahead is taken where somebody said that it is right, and nowhere else."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.db.transaction import Database
from bot.features.imports.rules.columns import KEEP_LATER, OMIT_LATER
from bot.features.imports.rules.parking import ParkedFor
from bot.features.imports.rules.profiling import answered
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import look
from bot.features.imports.service.loading import load
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.rules.records import PersonRef
from bot.features.people.service import members as people
from tests.features.goals.office import BEN, NORTH, NOW, open_office
from tests.features.ledger.office import Q4, at, booked, deal, facts_of
from tests.features.members import member

TODAY = NOW.date()
NEAR, FAR = TODAY + timedelta(days=31), TODAY + timedelta(days=32)


@pytest.mark.parametrize(("choice", "wins"), [(KEEP_LATER, 3), (OMIT_LATER, 2)])
async def test_a_file_asks(db: Database, tmp_path: Path, choice: str, wins: int) -> None:
    """Both answers are carried out; each deal counts on its day and not before."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN) | {"email": "ben@northwind.example"}])
    days = [TODAY, NEAR, FAR]
    rows = [f"{n},ben@northwind.example,Won,10,{day}" for n, day in enumerate(days)]
    path = tmp_path / "deals.csv"
    path.write_text("\n".join(["Deal ID,Owner email,Stage,Amount,Close date", *rows]))
    async with foreign_table(path) as table:
        async with db.reading(NORTH) as reading:
            report = await look(reading, table, "hubspot", NOW)
        (question,) = report.questions
        assert not report.is_ready
        assert question.example.startswith("2 wins are dated later: $20 from ")
        layout = answered(report.survey.layout, question, choice)
        async with db.reading(NORTH) as reading:
            report = await look(reading, table, "hubspot", NOW, layout=layout)
        assert report.is_ready
        assert sum(report.omitted.values()) == 3 - wins
        await apply(db, NORTH, table, layout, "hubspot", "file:1", NOW, rows=3, author_id=None)
    for day, count in ((TODAY, 1), (NEAR, 2), (FAR, wins)):
        assert len((await facts_of(db, Q4, at(day, 23))).credits) == count


async def test_nobody_can_be_asked_at_other_doors(db: Database) -> None:
    """A webhook's win of next month is booked for its day; one farther ahead waits for an answer."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN)])
        near, far = deal(10, NEAR, external_id="N"), deal(20, FAR, external_id="F")
        records = [replace(record, owner=PersonRef(id=BEN)) for record in (near, far)]
        taken = await load(transaction, "crm", records, "webhook:1", NOW)
    assert taken.tally.new == 1
    assert [(number, each.why) for number, each in taken.parked] == [(1, ParkedFor.FUTURE)]
    assert await booked(db, Q4, at(date(2026, 12, 31), 23)) == 10
