"""Reports as systems write them: titles above, groups, totals and footers; every row is accounted for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.files.tables import Rows
from bot.features.imports.rules.profiling import survey
from bot.features.imports.rules.rows.outcomes import Read
from bot.features.ledger.rules.records import QuotaRecord
from tests.features.imports.files_to_read import HEAD, deal, opened, reason, rows_of, workbook

GROUPED = """Pipeline by owner
As of 2026-11-20 · Filtered by: this quarter

Opportunity ID,Opportunity Name,Stage,Amount,Close Date
Opportunity Owner: Ben Walker (2 records),,,,
006000000000001,Acme,Closed Won,"21,000.00",2026-11-02
006000000000002,Bolt,Closed Won,"20,000.00",2026-11-03
Subtotal,,,"41,000.00",
Opportunity Owner: Grace Kim (1 record)
006000000000003,Corex,Closed Lost,"9,000.00",2026-11-04
Subtotal,,,"9,000.00",
Grand Total (3 records),,,"50,000.00",

Confidential Information - Do Not Distribute
Copyright (c) 2000-2026 salesforce.com
"""
ROLES = [
    *("group", "", "", "subtotal", "group", "", "subtotal", "total"),
    *("footer", "footer"),
]
SHEET: list[list[object]] = [
    ["Won deals"],
    [],
    ["Opportunity Owner  ↑", "Opportunity Name", "Opportunity ID", "Stage", "Amount", "Close Date"],
    ["Ben Walker", "Acme", "006000000000001", "Closed Won", 21000, date(2026, 11, 2)],
    ["", "Bolt", "006000000000002", "Closed Won", 20000, date(2026, 11, 3)],
    ["Subtotal", "", "", "Sum", 41000, ""],
    ["", "", "", "Count", 2, ""],
    ["Grace Kim", "Corex", "006000000000003", "Closed Lost", 9000, date(2026, 11, 4)],
    ["Total", "", "", "Sum", 50000, ""],
]


def roles(table: Rows) -> list[str]:
    """What each row of a table is."""
    return [str(row.role) for row in table.rows()]


def test_a_grouped_report_gives_each_deal_its_owner(tmp_path: Path) -> None:
    """Title lines, groups, totals and the footer are no deals, and are rejected by nobody."""
    table = opened(tmp_path, GROUPED)
    assert table.columns[-1] == "Opportunity Owner"
    assert roles(table) == ROLES
    rows = rows_of(table)
    assert [(deal(row).owner.name, deal(row).amount) for row in rows] == [
        ("Ben Walker", Decimal(21000)),
        ("Ben Walker", Decimal(20000)),
        ("Grace Kim", Decimal(9000)),
    ]
    assert survey(table).rows == 3


def test_a_grouped_sheet_names_an_owner_once(tmp_path: Path) -> None:
    """An empty cell below means the one above."""
    table = opened(tmp_path, workbook(Report=SHEET), "report.xlsx")
    assert [deal(row).owner.name for row in rows_of(table)] == ["Ben Walker", "Ben Walker", "Grace Kim"]
    assert roles(table) == ["", "", "subtotal", "figure", "", "total"]


@pytest.mark.parametrize(
    "word",
    [
        *("Total", "TOTAL:", "Grand total (12 records)", "Summe", "Gesamtergebnis", "Total général", "Suma"),
        *(
            "Total geral",
            "Totale",
            "Totaal",
            "合計",
            "Sub-total",
            "Zwischensumme",
            "小計",
            "Ben Walker Total",
        ),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_totals_are_known_in_eight_languages(tmp_path: Path, word: str, place: int) -> None:
    """Where the id would be, or behind it."""
    line = ["", "", "", "51.000,00", ""]
    line[place] = word
    text = "id;owner;stage;amount;close date\n1;Ben;Won;50.000,00;2026-01-02\n" + ";".join(line) + "\n"
    table = opened(tmp_path, text)
    assert roles(table)[1] in ("total", "subtotal")
    assert [deal(row).external_id for row in rows_of(table)] == ["1"]


@pytest.mark.parametrize(
    "line",
    [
        "9,Total,Won,5,2026-01-02",
        "Total9,Ben,Won,5,2026-01-02",
        "9,,Won,5,2026-01-02",
        ",Total Beverages,Won,5,2026-01-02",
    ],
)
def test_what_only_looks_like_a_total_is_not_left_out(tmp_path: Path, line: str) -> None:
    """A row with an id or with a stage is a record, or rejected with its reason."""
    table = opened(
        tmp_path, f"id,account,stage,amount,close date,owner\n{line},Ben\n1,A,Won,5,2026-01-02,Ben\n"
    )
    assert roles(table) == ["", ""]
    assert len(rows_of(table)) == 2


def test_a_stray_cell_between_deals_is_rejected(tmp_path: Path) -> None:
    """Only behind the last deal it is a footer; an owner beside each deal is not carried down."""
    one, two = (f"{number},Ben,Won,5,2026-01-02\n" for number in (1, 2))
    table = opened(tmp_path, f"{HEAD}{one}something,,,,\n{two}Printed by Ben,,,,\n")
    assert roles(table) == ["", "", "", "footer"]
    assert reason(rows_of(table)[1])


def test_names_that_stand_there_twice(tmp_path: Path) -> None:
    """The second has a number; what is needed has to be told apart by a person."""
    table = opened(tmp_path, "id,owner,stage,amount,close date,Notes,Notes\n1,Ben,Won,5,2026-01-02,a,b\n")
    assert table.columns[-2:] == ("Notes", "Notes (2)")
    with pytest.raises(BadInput, match="stand there twice: amount"):
        opened(tmp_path, "id,owner,stage,amount,amount\n1,Ben,Won,5,6\n")


@pytest.mark.parametrize(
    ("columns", "days"),
    [
        (["Jan 2026", "February 2026"], [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")]),
        (["2026-01", "2026-02"], [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")]),
        (["Q1 2026", "FY26 Q2"], [("2026-01-01", "2026-04-01"), ("2026-04-01", "2026-07-01")]),
        (["Januar 2026", "février 2026"], [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")]),
        (
            [date(2026, 1, 1), date(2026, 2, 1)],
            [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        ),
    ],
)
def test_a_matrix_of_quotas_is_a_row_for_each(
    tmp_path: Path, columns: Sequence[object], days: list[tuple[str, str]]
) -> None:
    """An empty cell is no quota, and a total below is none either."""
    content = workbook(
        Quotas=[
            ["Rep", *columns, "Total"],
            ["Ben", 100, 200, 300],
            ["Grace", "", 50, 50],
            ["Total", 100, 250, 350],
        ]
    )
    rows = rows_of(opened(tmp_path, content, "quotas.xlsx"))
    found = [row.record for row in rows if isinstance(row, Read)]
    assert all(isinstance(each, QuotaRecord) for each in found)
    assert [
        (each.person.name, each.amount, str(each.starts_on), str(each.ends_on))
        for each in found
        if isinstance(each, QuotaRecord)
    ] == [("Ben", Decimal(100), *days[0]), ("Ben", Decimal(200), *days[1]), ("Grace", Decimal(50), *days[1])]
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("header", "cell", "first", "end"),
    [
        ("Month", "January 2026", "2026-01-01", "2026-02-01"),
        ("Month", "2026-01-01", "2026-01-01", "2026-02-01"),
        ("Month", "2/1/2026", "2026-02-01", "2026-03-01"),
        ("Quarter", "Q4 2026", "2026-10-01", "2027-01-01"),
        ("Quarter,Year", "Q4,2026", "2026-10-01", "2027-01-01"),
        ("Month,Year", "March,2026", "2026-03-01", "2026-04-01"),
        ("Month,Year", "3,2026", "2026-03-01", "2026-04-01"),
        ("Month", "Mrz 26", "2026-03-01", "2026-04-01"),
        ("Month", "Jänner 2026", "2026-01-01", "2026-02-01"),
    ],
)
def test_a_column_of_months_or_quarters_is_a_period(
    tmp_path: Path, header: str, cell: str, first: str, end: str
) -> None:
    """Instead of two columns of days."""
    (row,) = rows_of(opened(tmp_path, f"Rep,{header},Quota\nBen,{cell},100\n"))
    assert isinstance(row, Read)
    assert isinstance(row.record, QuotaRecord)
    assert (str(row.record.starts_on), str(row.record.ends_on)) == (first, end)


def test_a_period_that_is_none_says_how_to_write_it(tmp_path: Path) -> None:
    """One sentence."""
    (row,) = rows_of(opened(tmp_path, "Rep,Month,Quota\nBen,Soon,100\n"))
    assert reason(row) == "“Soon” is no month or quarter such as Jan 2026 or Q1 2026."


def test_a_row_of_a_matrix_without_a_quota_is_not_rejected(tmp_path: Path) -> None:
    """It is told as empty."""
    table = as_list(opened(tmp_path, "Rep,Jan 2026,Feb 2026\nBen,,\nAda,1,2\n"))
    assert [row.role for row in table.rows()] == [Role.EMPTY, Role.RECORD, Role.RECORD]
