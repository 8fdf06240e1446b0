"""Columns of days on which deals entered stages become histories, from which conversion is computed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import guess
from bot.features.imports.rules.detection.known_headers import whole_signature
from bot.features.imports.rules.fields import ENTERED
from bot.features.imports.rules.stages.entries import entries_of, entry_columns
from bot.features.imports.service.applying import apply
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.rules.records import StageEntry
from bot.features.ledger.service import queries
from bot.features.metrics.rules.funnel import stage_conversion
from bot.features.people.service.settings import save_settings, settings_of
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.goals.office import ADA, BEN, NORTH, NOW
from tests.features.imports.doors import MAIL, Q4, look_at, open_doors, take_in
from tests.features.imports.files_to_read import kept

END = datetime(2026, 12, 31, tzinfo=UTC)
HEAD = (
    "Record ID,Deal Name,Owner email,Deal Stage,Pipeline,Amount,Close Date,"
    '"Date entered ""Demo (Sales)""","Date entered ""Proposal (Sales)""",'
    '"Date entered ""Demo (Partner)""",Date entered current stage'
)
DAY = date(2026, 10, 5)


def test_which_columns_name_a_stage() -> None:
    """HubSpot's labels and internal names do; a pipeline behind it is left away, but for one called so."""
    label = 'Date entered "Demo (Sales)"'
    columns = (
        label,
        "hs_v2_date_entered_7731",
        "Date entered current stage",
        "Create Date",
        "Entered on Demo",
    )
    assert entry_columns(columns) == (label, "hs_v2_date_entered_7731", "Entered on Demo")
    wrong = [
        (column, pipeline, stages, stage)
        for column, pipeline, stages, stage in (
            (label, "", (), "Demo"),
            (label, "sales", ("Demo",), "Demo"),
            (label, "Partner", ("Demo",), None),
            (label, "Partner", ("demo (sales)",), "Demo (Sales)"),
            ("date entered Demo", "Sales", (), "Demo"),
            ("Qualified date", "", (), "Qualified date"),
        )
        if entries_of([(column, DAY)], pipeline, stages) != ((StageEntry(stage, DAY),) if stage else ())
    ]
    assert not wrong


async def test_a_file_of_hubspot_tells_histories(db: Database, tmp_path: Path) -> None:
    """What it leaves empty was never entered; a corrected day replaces the one before; others stay."""
    await open_doors(db)
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, ADA, NOW)
        rules = await settings_of(transaction, BookRules)
        await save_settings(ctx, replace(rules, stages=("Demo", "Proposal", "Won")))
    rows = [
        f"1,Acme,{MAIL},Proposal (Sales),Sales,10,,2026-10-05,2026-10-13,2026-10-01,2026-10-13",
        f"2,Bolt,{MAIL},Demo (Sales),Sales,10,,2026-10-06,,,2026-10-06",
    ]
    path = kept(tmp_path, "\n".join([HEAD, *rows]))
    seen = await look_at(db, path, "hubspot")
    assert len(seen.survey.layout.columns["entered_on"]) == 3
    assert seen.survey.unused == ("Date entered current stage",)
    await take_in(db, path, "hubspot")
    corrected = rows[0].replace("2026-10-13,2026-10-01", "2026-10-15,2026-10-01")
    bare = f"Record ID,Deal Name,Owner email,Deal Stage,Amount\n2,Bolt,{MAIL},Demo (Sales),20\n"
    await take_in(db, kept(tmp_path, "\n".join([HEAD, corrected]), "later.csv"), "hubspot", origin="file:2")
    await take_in(db, kept(tmp_path, bare, "bare.csv"), "hubspot", origin="file:3")
    async with db.reading(NORTH) as reading:
        facts = await queries.facts(reading, queries.of_person(BEN), Q4, END, with_stages=True)
    told = sorted((each.stage, each.entered_on) for each in facts.stages)
    assert told == [
        ("Demo", date(2026, 10, 5)),
        ("Demo", date(2026, 10, 6)),
        ("Proposal", date(2026, 10, 15)),
    ]
    figure = stage_conversion(facts, Q4, "Demo")
    assert (figure.n, figure.value) == (2, Fraction(1, 2))


async def test_a_confirmed_header_takes_new_stage_columns(db: Database, tmp_path: Path) -> None:
    """There is another one with each stage: all else is read as confirmed; what was left out stays so."""
    await open_doors(db)
    head = 'Record ID,Deal Name,Owner email,Deal Stage,Worth,Amount,"Date entered ""Demo"""'
    first = kept(tmp_path, f"{head}\n1,Acme,{MAIL},Demo,7,10,2026-10-05\n")
    async with foreign_table(first) as table:
        layout = guess(table.columns)
        own = {**layout.columns, "amount": ("Worth",)}
        del own[ENTERED]
        chosen = replace(layout, columns=own)
        await apply(db, NORTH, table, chosen, "hubspot", "file:1", NOW, rows=1, author_id=ADA)
    more = ',"Date entered ""Proposal""","Date entered ""Won"""'
    later = kept(tmp_path, f"{head}{more}\n1,Acme,{MAIL},Demo,7,10,2026-10-05,2026-10-06,\n", "later.csv")
    seen = await look_at(db, later, "hubspot")
    assert seen.survey.layout.columns["amount"] == ("Worth",)
    assert seen.survey.layout.columns[ENTERED] == ('Date entered "Proposal"', 'Date entered "Won"')
    await take_in(db, later, "hubspot", origin="file:2", author_id=ADA)
    gone = kept(tmp_path, f"{head}\n1,Acme,{MAIL},Demo,7,10,2026-10-05\n", "gone.csv")
    read = await look_at(db, gone, "hubspot")
    assert ENTERED not in read.survey.layout.columns
    assert read.survey.layout.columns["amount"] == ("Worth",)


async def test_a_header_that_was_confirmed_before_stages_were_read(db: Database, tmp_path: Path) -> None:
    """It is found by all of its columns, as it was kept, and its stages are read now."""
    await open_doors(db)
    path = kept(tmp_path, f"{HEAD}\n1,Acme,{MAIL},Demo (Sales),Sales,10,,2026-10-05,,,\n")
    async with foreign_table(path) as table, db.transaction(NORTH) as transaction:
        before = guess(table.columns).to_json()
        del before["stage_columns"], before["columns"][ENTERED]
        signature = whole_signature(table.columns)
        await ImportRepository(transaction).remember_layout(signature, before, ADA, NOW)
    seen = await look_at(db, path, "hubspot")
    assert len(seen.survey.layout.columns[ENTERED]) == 3
