"""When a deal entered a stage is known where its source tells it, and nowhere else."""

from datetime import date

from bot.db.transaction import Database
from bot.features.ledger.rules.records import DealStatus, StageEntry
from bot.features.ledger.service import queries
from tests.features.ledger.office import BEN, NORTH, Q4, at, deal, open_office, take

BEGUN, TODAY = date(2026, 9, 1), date(2026, 11, 20)


async def histories(db: Database) -> list[tuple[str, date]]:
    """The stages that Ben's deals entered, as figures of the quarter read them."""
    async with db.reading(NORTH) as reading:
        facts = await queries.facts(reading, queries.of_person(BEN), Q4, at(TODAY), with_stages=True)
    return [(entry.stage, entry.entered_on) for entry in facts.stages]


async def test_the_stage_of_today_is_no_history(db: Database) -> None:
    """Neither that of a new deal, nor another one than last week's, nor the one it was won in."""
    await open_office(db)
    new = deal(1000, None, DealStatus.OPEN, stage="Lead", created_on=BEGUN)
    await take(db, date(2026, 10, 5), new)
    await take(db, date(2026, 10, 12), deal(1000, None, DealStatus.OPEN, stage="Demo", created_on=BEGUN))
    await take(db, TODAY, deal(1000, TODAY, stage="Signed", created_on=BEGUN))
    assert await histories(db) == []


async def test_a_history_is_read_from_its_first_entry(db: Database) -> None:
    """Of a deal that moved in the quarter also what was before, of one that did not nothing."""
    await open_office(db)
    told = (StageEntry("Lead", BEGUN), StageEntry("Demo", date(2026, 10, 5)))
    await take(db, TODAY, deal(1000, None, DealStatus.OPEN, stage="Demo", stages=told))
    quiet = (StageEntry("Lead", BEGUN),)
    await take(db, TODAY, deal(1, None, DealStatus.OPEN, external_id="D2", stage="Lead", stages=quiet))
    assert await histories(db) == [("Lead", BEGUN), ("Demo", date(2026, 10, 5))]
    won = (StageEntry("Lead", BEGUN),)
    await take(db, TODAY, deal(1, TODAY, external_id="D3", stage="Won", stages=won))
    assert await histories(db) == [("Lead", BEGUN), ("Demo", date(2026, 10, 5)), ("Lead", BEGUN)]
