"""What people say that stages mean, on a real database: once for a source, and only by whom it concerns."""

from pathlib import Path

import pytest

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.stages.mapping import StageMeaning, StageWord, meanings_typed
from bot.features.imports.rules.typed_answers import TypedAnswers
from bot.features.imports.service import decisions, files, stage_answers
from bot.features.imports.service.importing import Report, look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.imports.service.waiting import typed_answers
from bot.features.people.service import members as people
from bot.slack.files import SharedFile
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.members import member

HEAD = "Deal ID,Owner email,Pipeline,Stage,Amount,Close date\n"
MAIL = "ben@northwind.example"


async def looked_at(db: Database, folder: Path, rows: str, source: str = "hubspot") -> Report:
    """What a file with these rows would change."""
    path = folder / "deals.csv"
    path.write_text(HEAD + rows)
    async with foreign_table(path) as table, db.reading(NORTH) as reading:
        return await look(reading, table, source, NOW)


async def asked(db: Database, report: Report, source: str = "hubspot") -> int:
    """The number of Ana's file, which waits for her answer."""
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ANA, NOW, key())
        file = SharedFile("F1", "deals.csv", 10, "https://files.slack.com/deals.csv")
        number = await files.receive(ctx, file, "D0ANA", source)
        await files.profiled(transaction, number, source, report, NOW, {})
    return number


async def test_a_stage_is_asked_once_for_its_source(db: Database, tmp_path: Path) -> None:
    """Nothing can be imported before; the answer holds for the pipeline of that source, whatever its case."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN) | {"email": MAIL}])
    rows = f"1,{MAIL},Sales,Signed,10,2026-10-05\n2,{MAIL},Sales,Discovery,20,2027-01-05\n"
    report = await looked_at(db, tmp_path, rows)
    assert (report.is_ready, report.stages.asks, report.tally.new) == (False, True, 1)
    number = await asked(db, report)

    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="columns and stages"):
            await decisions.confirm(acting(transaction, ANA, NOW, key()), number)
    for actor, said, refusal in (
        (BEN, {"0": "won"}, NotAllowed),
        (ANA, {"0": "sold"}, BadInput),
        (ANA, {"7": "won"}, BadInput),
    ):
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(refusal):
                await stage_answers.say_stages(
                    acting(transaction, actor, NOW, key()), number, said, is_last=True
                )
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ANA, NOW, key())
        assert await stage_answers.say_stages(ctx, number, {"0": "won", "1": "open"}, is_last=True)

    async with db.reading(NORTH) as reading:
        kept = (await stage_answers.meanings_of(reading, "hubspot")).said
        assert kept == {("sales", "signed"): StageMeaning.WON}
        assert not (await stage_answers.meanings_of(reading, "pipedrive")).said
    again = await looked_at(db, tmp_path, rows.replace("Signed", "SIGNED"))
    assert (again.is_ready, again.tally.new) == (True, 2)
    assert (await looked_at(db, tmp_path, rows, "pipedrive")).stages.asks
    assert (await looked_at(db, tmp_path, rows.replace("Sales,Signed", "Partner,Signed"))).stages.asks


async def test_what_was_shown_before_is_not_imported_after_more(db: Database, tmp_path: Path) -> None:
    """Who goes on to the next stages has changed what the message says: it is read anew first."""
    await open_office(db)
    number = await asked(db, await looked_at(db, tmp_path, f"1,{MAIL},,Signed,10,2026-10-05\n"))
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ANA, NOW, key())
        assert not await stage_answers.say_stages(ctx, number, {"0": "lost"}, is_last=False)
        with pytest.raises(BadInput, match="to its end first"):
            await decisions.confirm(acting(transaction, ANA, NOW, key()), number)


async def test_an_admin_says_it_on_the_server(db: Database) -> None:
    """A later word replaces the one before; one of the source comes before one for all sources."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await ImportRepository(transaction).remember_stages(
            "", {("", "signed"): StageMeaning.LOST, ("", "won back"): StageMeaning.WON}, ANA, NOW
        )
        for typed in (["Signed=lost", "Test=leave"], ["Signed = won"]):
            told = TypedAnswers(meanings_typed(typed))
            await typed_answers.remember(transaction, "hubspot", told, NOW)
        with pytest.raises(BadInput, match="write Signed=won"):
            meanings_typed(["Signed"])
    async with db.reading(NORTH) as reading:
        known = await stage_answers.meanings_of(reading, "hubspot")
        assert known.of(StageWord("Sales", "signed")) is StageMeaning.WON
        assert known.of(StageWord("", "Won back")) is StageMeaning.WON
        assert known.of(StageWord("", "test")) is StageMeaning.LEFT_OUT
        others = await stage_answers.meanings_of(reading, "pipedrive")
        assert others.of(StageWord("", "Signed")) is StageMeaning.LOST
