"""Files of rows: whatever is wrong with one is a sentence, whatever is wrong with a line is its fault."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.imports.rules.files.tables import MOST_ROWS, open_table
from bot.features.imports.rules.files.xlsx_files import SheetQuestion
from tests.features.imports.files_to_read import (
    HEAD,
    SHEET,
    deal,
    kept,
    opened,
    reason,
    rows_of,
    with_part,
    workbook,
)

COLUMNS = ["id", "owner", "stage", "amount", "close date", "probability"]
ROW = [1, "Ben", "Won", 1234.5, date(2026, 1, 2), 0.6]
BOOK = workbook(Deals=[COLUMNS, ROW])
BROKEN = "no spreadsheet that can be read"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("José Núñez", "cp1252"),
        ("Søren Kjær", "cp1252"),
        ("Åsa Öberg", "cp1252"),
        ("it’s 5 €", "cp1252"),
        ("Иван Петров", "cp1251"),
        ("Γιώργος Παπάς", "cp1253"),
        ("Łukasz Żółć", "utf-8"),
        ("山田太郎", "utf-16"),
        ("Ben Walker", "utf-16-le"),
        ("Ben Walker", "utf-16-be"),
    ],
)
def test_names_far_down_in_a_file_keep_their_letters(tmp_path: Path, name: str, encoding: str) -> None:
    """The whole file tells its encoding, not its first lines."""
    plain = "".join(f"{n},Ben Walker,Won,5,2026-01-01\n" for n in range(4000))
    special = "".join(f"x{n},{name},Won,5,2026-01-01\n" for n in range(5))
    table = opened(tmp_path, (HEAD + plain + special).encode(encoding))
    assert [row.cells["owner"] for row in table.rows()][-5:] == [name] * 5


def test_a_broken_letter_is_the_fault_of_its_line(tmp_path: Path) -> None:
    """The rest of the file is still UTF-8."""
    lines = HEAD + "1,Jörg,Won,5,2026-01-01\n2,J?rg,Won,5,2026-01-01\n3,José Müller,Won,5,2026-01-01\n"
    one, two, three = rows_of(opened(tmp_path, lines.encode().replace(b"?", b"\xf6")))
    assert (deal(one).owner.name, deal(three).owner.name) == ("Jörg", "José Müller")
    assert "letters are broken" in reason(two)


def test_a_line_is_counted_as_people_see_it(tmp_path: Path) -> None:
    """A cell of two lines stands on its first one; empty lines count."""
    table = opened(tmp_path, HEAD + '1,"Ben\nWalker",Won,5,2026-01-01\n\n,,,,\n2,Dana,Won,5,2026-01-01\n')
    assert [row.line for row in table.rows()] == [2, 6]
    assert [row.line for row in table.rows()] == [2, 6], "it can be read again"


def test_a_hint_for_excel_is_no_header(tmp_path: Path) -> None:
    """`sep=;` names the delimiter; lines are counted with it."""
    table = opened(tmp_path, "sep=;\r\nid;owner;stage;amount\r\n1;Ben;Open;1,5\r\n")
    assert (table.delimiter, table.columns) == (";", ("id", "owner", "stage", "amount"))
    (row,) = rows_of(table)
    assert (row.line, deal(row).amount) == (3, Decimal("1.5"))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1,Ben,Won", "3 cells where the header has 5"),
        ("1,Ben,Won,5,2026-01-01,more", "6 cells where the header has 5"),
        ('1,"Ben "the" Walker",Won,5,2026-01-01', "quotation marks inside a cell twice"),
        ('1,"Ben\nW"x,Won,5,2026-01-01', "lines 2 to 3 are one cell"),
        ("1,Ben\0,Won,5,2026-01-01", "bytes that are no text"),
    ],
)
def test_a_broken_line_harms_no_other(tmp_path: Path, line: str, fault: str) -> None:
    """A short one as well: its amount may be what is missing."""
    before = "".join(f"{n},Ben,Won,5,2026-01-01\n" for n in range(10, 4000)) if "\0" in line else ""
    *_, broken, good = rows_of(opened(tmp_path, f"{HEAD}{before}{line}\n2,Dana,Won,5,2026-01-01\n"))
    assert fault in reason(broken)
    assert deal(good).owner.name == "Dana"


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    """Neither the few rows at the end of a file, nor very many."""
    for rows in (3, 20_000):
        rest = "".join(f"{n},Ben,Won,5,2026-01-01\n" for n in range(rows))
        table = opened(tmp_path, f'{HEAD}1,"Ben,Won,5,2026-01-01\n{rest}')
        with pytest.raises(BadInput, match="opens a cell on line 2 and is never closed"):
            list(table.rows())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html><table><tr><td>id</td></tr></table>", "a page or a document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no table"),
        (b"%PDF-1.7\n\x01\x02\x03", "no table"),
        (b"a,b,c\0d", "no table"),
        (b"1,Ben,Won,5,2026-01-01\n2,Dana,Won,5,2026-01-02\n", "but “1” stands there"),
        (b"Ben,ben@x.example,Won\n", "but “ben@x.example” stands there"),
        (b"id,x" + b"y" * 300, "in at most 200 characters each"),
        (b'id,"x', "never closed"),
    ],
)
def test_what_is_no_table_says_why(tmp_path: Path, content: bytes, sentence: str) -> None:
    """In one sentence."""
    with pytest.raises(BadInput, match=sentence):
        opened(tmp_path, content)


def test_columns_may_be_called_like_years(tmp_path: Path) -> None:
    """They are names as well."""
    assert opened(tmp_path, "Rep,2025,2026\nBen,1,2\n").columns == ("Rep", "2025", "2026")


def test_one_row_too_many_is_refused(tmp_path: Path) -> None:
    """As many as may be are read."""
    table = opened(tmp_path, "id,b\n" + "1,2\n" * 1_001)
    with pytest.raises(BadInput, match="more than 1,000 rows"):
        sum(1 for _ in table.rows(most=1_000))
    assert sum(1 for _ in table.rows(most=1_001)) == 1_001


@pytest.mark.slow
def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    """Before they are read into the books."""
    table = opened(tmp_path, "id,b\n" + "1,2\n" * (MOST_ROWS + 1))
    with pytest.raises(BadInput, match="more than 500,000 rows"):
        sum(1 for _ in table.rows())


def test_numbers_of_a_spreadsheet_need_no_guessing(tmp_path: Path) -> None:
    """1.125 there is no thousand, 60% is sixty, and sums have no tail."""
    content = workbook(
        Deals=[COLUMNS, [1, "Ben", "Won", 1.125, date(2026, 1, 2), 1], [2.0, "Ben", "Open", 0.1 + 0.2]]
    )
    one, two = rows_of(opened(tmp_path, content, "deals.xlsx"))
    assert (deal(one).external_id, deal(one).amount) == ("1", Decimal("1.125"))
    assert deal(one).probability == 100
    assert (deal(two).external_id, deal(two).amount, deal(two).closed_on) == ("2", Decimal("0.3"), None)


def test_a_spreadsheet_says_which_sheets_it_has(tmp_path: Path) -> None:
    """Empty ones do not matter; of several others one is chosen."""
    one = opened(tmp_path, workbook(Deals=[COLUMNS, ROW], Sheet2=[]), "one.xlsx")
    assert (one.sheet, one.encoding, len(list(one.rows()))) == ("Deals", "xlsx", 1)
    two = workbook(Deals=[COLUMNS, ROW], Quotas=[["Rep", "Quota", "Month"]])
    path = kept(tmp_path, two, "two.xlsx")
    assert open_table(path).sheet == "Deals"
    assert open_table(path, kind="quotas").sheet == "Quotas"
    with pytest.raises(
        SheetQuestion, match="Several sheets have something in them: Deals and Quotas"
    ) as asked:
        open_table(path, kind="rates")
    assert asked.value.names == ("Deals", "Quotas")
    assert open_table(path, "quotas").columns == ("Rep", "Quota", "Month")
    with pytest.raises(BadInput, match="no sheet “Rates”: Deals and Quotas are there"):
        open_table(path, "Rates")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b"</sheetData>", b"", BROKEN),
        (b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 1_000_000 + b"</row>", "too large"),
        (b"<sheetData>", b"<sheetData><!--" + b"x" * 51 * 2**20 + b"-->", "too large"),
        (b'r="1"', b'r="ten"', BROKEN),
    ],
    ids=["cut", "bomb", "large", "no number of a row"],
)
def test_a_broken_spreadsheet_says_so(tmp_path: Path, old: bytes, new: bytes, sentence: str) -> None:
    """Wherever it is broken, and before it fills the memory."""
    content = with_part(BOOK, SHEET, old, new)
    with pytest.raises(BadInput, match=sentence):
        list(opened(tmp_path, content, "deals.xlsx").rows())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_nothing_but_a_sentence_comes_of_a_damaged_spreadsheet(
    tmp_path: Path, hits: list[tuple[int, int]]
) -> None:
    """Any byte of it may be another one."""
    damaged = bytearray(BOOK)
    for place, byte in hits:
        damaged[place] = byte
    try:
        rows_of(opened(tmp_path, bytes(damaged), "deals.xlsx"))
    except BadInput:
        return
