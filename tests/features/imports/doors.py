"""Files that come in at the door of the server, as tests of use cases send them."""

from datetime import date, datetime
from pathlib import Path

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.profiling import answered
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import Report, look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.service import queries
from bot.features.people.service import members as people
from tests.features.goals.office import BEN, NORTH, NOW, open_office
from tests.features.members import member

MAIL = "ben@northwind.example"
Q4 = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
EXPORTS = Path(__file__).parent / "exports"


async def open_doors(db: Database) -> None:
    """Ana leads Ben, whom files know by his address and as Salesforce's 0055g01."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN) | {"email": MAIL}])
        words: dict[str, str | None] = {f"id/{source}:0055g01": BEN for source in ("crm", "salesforce")}
        await ImportRepository(transaction).remember_people(words, BEN, NOW)


async def look_at(db: Database, path: Path, source: str = "crm", now: datetime = NOW) -> Report:
    """What a file would change; of each question about a format the last choice is taken."""
    async with foreign_table(path) as table, db.reading(NORTH) as reading:
        report = await look(reading, table, source, now)
        if report.survey.questions:
            layout = report.survey.layout
            for question in report.survey.questions:
                layout = answered(layout, question, question.choices[-1])
            report = await look(reading, table, source, now, layout=layout)
        return report


async def take_in(
    db: Database,
    path: Path,
    source: str = "crm",
    now: datetime = NOW,
    origin: str = "file:1",
    author_id: str | None = None,
) -> Report:
    """A file comes in, as it would when looked at; `author_id`: who confirmed it."""
    seen = await look_at(db, path, source, now)
    assert seen.is_ready
    async with foreign_table(path) as table:
        return await apply(
            db,
            NORTH,
            table,
            seen.survey.layout,
            source,
            origin,
            now,
            rows=seen.survey.rows,
            author_id=author_id,
        )


async def bens(db: Database, as_of: datetime) -> Facts:
    """What is known of Ben's fourth quarter at that instant."""
    async with db.reading(NORTH) as reading:
        return await queries.facts(reading, queries.of_person(BEN), Q4, as_of)
