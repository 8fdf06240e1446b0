"""A file that is everything: what is in the books and not in it can be taken out, within bounds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.imports.service.reconciling import find_missing, reconcile
from bot.features.imports.service.sandbox import foreign_table
from bot.features.imports.service.taking_back import take_back_named
from bot.features.ledger.rules.reconciling import WholePart, part_typed
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as quotas
from bot.features.people.service import members as people
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, NORTH, NOW
from tests.features.imports.doors import MAIL, Q4, bens, look_at, open_doors, take_in
from tests.features.imports.files_to_read import kept
from tests.features.members import member

END = datetime(2026, 12, 31, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HEADER = "id,name,owner email,stage,amount,close date\n"
CLEOS = "cleo@northwind.example"


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana's team, and Cleo of another one."""
    await open_doors(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(CLEO) | {"email": CLEOS}])


def rows(*told: tuple[str, int], owner: str = MAIL) -> str:
    """Won deals: id and amount."""
    return "".join(f"{each},Deal {each},{owner},Won,{amount},2026-11-01\n" for each, amount in told)


async def all_of_it(db: Database, path: Path, *, is_taken_out: bool, part: WholePart | None = None) -> str:
    """The server is told that a file is everything in the CRM."""
    layout = (await look_at(db, path)).survey.layout
    async with foreign_table(path) as table:
        sentence, _ = await reconcile(
            db, NORTH, table, layout, "crm", "command:all.csv", LATER, is_taken_out=is_taken_out, part=part
        )
        return sentence


async def test_what_is_missing_is_listed_and_taken_out(db: Database, tmp_path: Path) -> None:
    """58,000 in 4 wins, one of 10,000 missing: 48,000 in 3, and a reversal under the deal's day."""
    full = rows(("A", 20_000), ("B", 18_000), ("C", 10_000), ("D", 10_000))
    await take_in(db, kept(tmp_path, HEADER + full))
    # A row that is rejected is there all the same.
    less = kept(tmp_path, HEADER + rows(("A", 20_000), ("B", 18_000)) + f"C,Deal C,{MAIL},Won,10000,\n")
    listed = await all_of_it(db, less, is_taken_out=False)
    assert listed == "1 deal is in the books and not in it: Deal D, $10,000, won 1 Nov."
    assert quotas.picture(await bens(db, END), Q4).bookings == 58_000
    assert await all_of_it(db, less, is_taken_out=True) == listed
    facts = await bens(db, END)
    assert quotas.picture(facts, Q4).bookings == 48_000
    assert deals.deals_won(facts, Q4).value == 3
    async with db.reading(NORTH) as reading:
        newest = (await credit_rows(reading, of_person(BEN), Q4, END)).rows[0]
    assert f"{newest.kind} {newest.amount} {newest.credit_date}" == "reversal -10000 2026-11-01"
    assert await all_of_it(db, less, is_taken_out=True) == ""
    await take_back_named(db, NORTH, "all.csv", "crm", LATER + timedelta(hours=1))
    assert quotas.picture(await bens(db, END), Q4).bookings == 58_000


async def test_a_file_of_some_days_is_everything_of_these(db: Database, tmp_path: Path) -> None:
    """What closed, or was created, on other days is not missed."""
    told = "".join(
        f"{each},Deal {each},{MAIL},Won,10,{closed},{created}\n"
        for each, closed, created in (
            ("A", "2026-10-01", "2026-09-01"),
            ("B", "2026-10-31", "2026-10-02"),
            ("C", "2026-11-01", "2026-10-31"),
        )
    )
    header = HEADER.replace("close date", "close date,create date")
    await take_in(db, kept(tmp_path, header + told))
    only = kept(tmp_path, header + told.splitlines(keepends=True)[0], "october.csv")
    october, november = "2026-10-01 2026-10-31", "2026-11-01 2026-11-30"
    missing = [
        await all_of_it(db, only, is_taken_out=False, part=part_typed(typed))
        for typed in (f"closed {october}", f"created {october}", f"created {november}")
    ]
    assert missing == [
        "1 deal won or lost from 1 Oct 2026 to 31 Oct 2026 is in the books and not in it: "
        "Deal B, $10, won 31 Oct.",
        "2 deals created from 1 Oct 2026 to 31 Oct 2026 are in the books and not in it: "
        "Deal B, $10, won 31 Oct, Deal C, $10, won 1 Nov.",
        "Nothing created from 1 Nov 2026 to 30 Nov 2026 is in the books and not in it.",
    ]
    for bad in ("closed 2026-10-31 2026-10-01", "won 2026-10-01 2026-10-31", "closed 2026-10-01", ""):
        with pytest.raises(BadInput):
            part_typed(bad)


async def test_a_part_is_no_whole(db: Database, tmp_path: Path) -> None:
    """More than a fifth of more than ten: nothing is taken out. Ten of them may be missing."""
    everything = [(f"D{n}", 10) for n in range(12)]
    await take_in(db, kept(tmp_path, HEADER + rows(*everything)))
    part = kept(tmp_path, HEADER + rows(*everything[:1]), "part.csv")
    assert ", … That looks like a part of it." in await all_of_it(db, part, is_taken_out=False)
    with pytest.raises(BadInput, match="That looks like a part of it"):
        await all_of_it(db, part, is_taken_out=True)
    assert quotas.picture(await bens(db, END), Q4).bookings == 120
    most = kept(tmp_path, HEADER + rows(*everything[:2]), "most.csv")
    assert "10 deals are in the books and not in it" in await all_of_it(db, most, is_taken_out=True)
    assert quotas.picture(await bens(db, END), Q4).bookings == 20


async def test_only_deals_of_people_whom_the_sender_keeps(db: Database, tmp_path: Path) -> None:
    """Ana's file says nothing of Cleo's; another source's deals are nobody's business here."""
    both = kept(tmp_path, HEADER + rows(("A", 1), ("B", 2)) + rows(("X", 3), owner=CLEOS))
    await take_in(db, both)
    await take_in(db, kept(tmp_path, HEADER + rows(("Z", 4))), "other")
    one = kept(tmp_path, HEADER + rows(("A", 1)), "one.csv")
    layout = (await look_at(db, one)).survey.layout
    for keeper, missing in ((ANA, {"B"}), (HEAD, {"X"}), (ADA, {"B", "X"}), (None, {"B", "X"})):
        async with foreign_table(one) as table, db.reading(NORTH) as reading:
            found = await find_missing(reading, table, layout, "crm", keeper)
        assert {deal.external_id for deal in found.deals} == missing, keeper


async def test_a_file_with_rows_that_have_no_id_is_not_everything(db: Database, tmp_path: Path) -> None:
    """Which deals these are, nobody knows."""
    path = kept(tmp_path, HEADER + rows(("A", 1)) + f",Lost one,{MAIL},Won,5,2026-11-01\n")
    with pytest.raises(BadInput, match="Line 3 has no id, so the file is not everything"):
        await all_of_it(db, path, is_taken_out=False)
