"""One deal is one deal, in whatever spelling and order its source tells it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.ledger.rules.tallies import Tally
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as quotas
from tests.features.imports.doors import EXPORTS, MAIL, Q4, bens, look_at, open_doors, take_in
from tests.features.imports.files_to_read import kept, workbook

END = datetime(2026, 12, 31, tzinfo=UTC)
HEAD = "Opportunity ID,Opportunity Name,Owner Email,Stage,Amount,Close Date,Last Modified Date\n"
BARE = "Opportunity Name,Account Name,Owner Email,Stage,Amount,Created Date,Close Date\n"


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana's team."""
    await open_doors(db)


async def test_both_lengths_of_salesforce_are_one_deal(db: Database) -> None:
    """The export of a report, then that of a data loader: the second brings nothing."""
    assert (await take_in(db, EXPORTS / "07a-salesforce-id-15.csv")).tally == Tally(new=1)
    assert (await look_at(db, EXPORTS / "07b-salesforce-id-18.csv")).tally == Tally(same=1)
    assert (await take_in(db, EXPORTS / "07b-salesforce-id-18.csv")).tally == Tally(same=1)
    facts = await bens(db, END)
    assert quotas.picture(facts, Q4).bookings == 48_000
    assert deals.deals_won(facts, Q4).value == 1


@pytest.mark.parametrize("cut", ["1.2E+11", '"1,2E+11"', '"1,234,567"'])
async def test_ids_cut_by_a_spreadsheet_refuse_the_file(db: Database, tmp_path: Path, cut: str) -> None:
    """One such id is enough: what is left of it may be any deal's. Nothing of the file is taken."""
    rows = f"7,Whole,{MAIL},Won,1,2026-11-01,\n{cut},Cut,{MAIL},Won,1,2026-11-01,\n"
    sentence = r"cut these ids \(.+\): format them as text and export again\. Nothing was taken\. "
    with pytest.raises(BadInput, match=sentence + "The column is Opportunity ID"):
        await look_at(db, kept(tmp_path, HEAD + rows))


async def test_long_numbers_of_a_workbook_refuse_it_and_short_ones_do_not(
    db: Database, tmp_path: Path
) -> None:
    """A spreadsheet knows fifteen digits."""
    titles = ["Deal ID", "Deal name", "Owner email", "Stage", "Amount", "Close date"]

    def sheet(number: float) -> bytes:
        return workbook(Deals=[titles, [number, "Harbor", MAIL, "Won", 5, "2026-11-01"]])

    with pytest.raises(BadInput, match=r"cut these ids \(1.2E\+16\)"):
        await look_at(db, kept(tmp_path, sheet(12345678901234567), "a.xlsx"))
    assert (await take_in(db, kept(tmp_path, sheet(700200), "b.xlsx"))).tally == Tally(new=1)
    text = "Deal ID,Deal name,Owner email,Stage,Amount,Close date\n"
    same = kept(tmp_path, f"{text}\ufeff 700200.0\u200b,Harbor,{MAIL},Won,5,2026-11-01\n", "c.csv")
    assert (await take_in(db, same)).tally == Tally(same=1)


async def test_a_report_without_ids_is_known_again(db: Database, tmp_path: Path) -> None:
    """By name, account and day of creation; where these are the same, nothing of it is taken."""
    row = f"Harbor one,Harbor,{MAIL},Closed Won,10,2026-09-01,2026-11-01\n"
    other = f"Harbor one,Harbor,{MAIL},Closed Won,10,2026-09-02,2026-11-01\n"
    report = kept(tmp_path, BARE + row + other)
    assert (await take_in(db, report)).tally == Tally(new=2)
    again = kept(
        tmp_path, BARE + row.replace("Harbor one,Harbor", "HARBOR  one,harbor").replace(",10,", ",12,")
    )
    assert (await take_in(db, again)).tally == Tally(changed=1)
    assert quotas.picture(await bens(db, END), Q4).bookings == 22
    twice = kept(tmp_path, BARE + other + row + other)
    with pytest.raises(BadInput, match="Lines 2 and 4 have the same name, account and creation day: add the"):
        await look_at(db, twice)


async def test_an_older_file_changes_nothing_and_the_newest_row_counts(db: Database, tmp_path: Path) -> None:
    """Of a file with several versions of one deal too, wherever the newest stands."""
    first, second, third = (
        f"1,Harbor,{MAIL},Won,{amount},2026-11-01,2026-11-0{amount}T10:00:00Z\n" for amount in (1, 2, 3)
    )
    assert (await take_in(db, kept(tmp_path, HEAD + second))).tally == Tally(new=1)
    assert (await look_at(db, kept(tmp_path, HEAD + first))).tally == Tally(older=1)
    assert (await take_in(db, kept(tmp_path, HEAD + first))).tally == Tally(older=1)
    assert (await take_in(db, kept(tmp_path, HEAD + third + first))).tally == Tally(changed=1, older=1)
    assert quotas.picture(await bens(db, END), Q4).bookings == 3


async def test_a_version_that_is_still_to_come_is_rejected(db: Database, tmp_path: Path) -> None:
    """Or every later one would be older, and the deal stay as it is for good; a clock may be hours ahead."""
    row = f"A,Acme,{MAIL},Won,{{}},2026-11-01,{{}}T06:00:00Z\n"
    refused = await take_in(db, kept(tmp_path, HEAD + row.format(1, "2199-01-01")))
    assert (refused.rejected, refused.tally) == (1, Tally())
    ((reason, _),) = refused.reasons.most_common(1)
    assert reason == "It was last modified on 2199-01-01, which is still to come."
    assert (await take_in(db, kept(tmp_path, HEAD + row.format(2, "2026-11-23")))).tally == Tally(new=1)
    assert (await take_in(db, kept(tmp_path, HEAD + row.format(3, "2026-11-24")))).tally == Tally(changed=1)


async def test_a_column_that_is_missing_leaves_what_is_there(db: Database, tmp_path: Path) -> None:
    """An empty cell of one that is there says that there is none."""
    full = "id,name,owner email,stage,amount,currency,type,close date\n"
    await take_in(db, kept(tmp_path, f"{full}1,Harbor,{MAIL},Won,10,EUR,New,2026-11-01\n"))
    less = "id,owner email,stage,amount,close date\n"
    assert (await take_in(db, kept(tmp_path, f"{less}1,{MAIL},Won,10,2026-11-01\n"))).tally == Tally(same=1)
    without = await take_in(db, kept(tmp_path, f"{full}1,Harbor,{MAIL},Won,,EUR,New,2026-11-01\n"))
    assert without.tally == Tally(changed=1)
    assert [fact.amount for fact in (await bens(db, END)).closed] == [None]


async def test_a_deleted_row_takes_the_deal_out(db: Database, tmp_path: Path) -> None:
    """Also where the rest of the row is empty."""
    head = "id,name,owner email,status,stage,amount,close date\n"
    await take_in(db, kept(tmp_path, f"{head}1,Harbor,{MAIL},Won,,10,2026-11-01\n"))
    gone = await take_in(db, kept(tmp_path, f"{head}1,,,Deleted,,,\n2,,,Deleted,,,\n"))
    assert gone.tally == Tally(gone=2)
    facts = await bens(db, END)
    assert quotas.picture(facts, Q4).bookings == 0
    assert not facts.closed


@pytest.mark.parametrize(("source", "booked"), [("hubspot", 0), ("pipedrive", 10)])
async def test_archived_is_the_bin_of_one_system_only(
    db: Database, tmp_path: Path, source: str, booked: int
) -> None:
    """Elsewhere a won deal stays won when somebody puts it aside."""
    head = "id,name,owner email,status,amount,close date,archived\n"
    for archived in ("false", "true"):
        row = f"1,Harbor,{MAIL},Won,10,2026-11-01,{archived}\n"
        await take_in(db, kept(tmp_path, head + row), source)
    assert quotas.picture(await bens(db, END), Q4).bookings == booked
