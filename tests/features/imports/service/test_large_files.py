"""A file of 100,000 rows: to the cent, in bounded memory, and others write while it comes in."""

import resource
from decimal import Decimal
from pathlib import Path

import pytest

from bot.db.transaction import Database
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.people.service import members as people
from tests.features.goals.office import ANA, BEN, NORTH, NOW, open_office
from tests.features.members import member

ROWS, EVERY = 100_000, 20_000
MAIL = "ben@northwind.example"
# The ids of all rows are kept, to find the second of two; the rows are not.
MOST_MEMORY = 150 * 2**20


def _most_resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 2**10


@pytest.mark.slow
async def test_a_hundred_thousand_rows(db: Database, tmp_path: Path) -> None:
    """The totals before and after are those of the file."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN) | {"email": MAIL}])
    path = tmp_path / "deals.csv"
    with path.open("w") as file:
        file.write("Won deals\nDeal ID,Deal name,Owner email,Stage,Amount,Close date\n")
        file.writelines(
            f"F{n},Deal {n},{MAIL},Closed Won,{Decimal(n) / 100:.2f},{NOW.date()}\n" for n in range(ROWS)
        )
        file.write("Total,,,,1.00,\n")
    whole = Decimal(ROWS * (ROWS - 1) // 2) / 100
    written = []
    before = _most_resident()

    async def others_write(done: int, _: int) -> None:
        if done % EVERY == 0:
            async with db.transaction(NORTH) as transaction:
                await people.keep(transaction, [member(f"U0NEW{done}")])
            written.append(done)

    async with foreign_table(path) as table:
        async with db.reading(NORTH) as reading:
            looked = await look(reading, table, "file", NOW)
        applied = await apply(
            db,
            NORTH,
            table,
            looked.survey.layout,
            "file",
            "file:1",
            NOW,
            rows=looked.survey.rows,
            author_id=ANA,
            progress=others_write,
        )
    assert _most_resident() - before < MOST_MEMORY
    for report in (looked, applied):
        assert (report.tally.new, report.rejected) == (ROWS, 0)
        assert report.totals.won.deals == ROWS
        assert report.totals.won.amounts == {"USD": whole}
    assert looked.survey.own_total == 1
    assert written == list(range(EVERY, ROWS + 1, EVERY))
