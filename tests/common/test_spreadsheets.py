"""Files for people: what they hold comes back, and nothing in them is a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.common.spreadsheets import Value, calm_cell, csv_bytes, xlsx_bytes

ANYTHING = st.text(max_size=40)


def opened(content: bytes) -> list[list[object]]:
    """The cells of a spreadsheet, row by row."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.iter_rows()]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\x00=1", "\x0b@x"])
def test_text_never_begins_a_formula(text: str) -> None:
    """Not even behind a sign that is left out."""
    assert str(calm_cell(text)).startswith("'")


@pytest.mark.parametrize("value", [Decimal("-5.5"), -3, date(2026, 11, 20), None, "1+1", "a=b", ""])
def test_everything_else_is_as_it_was(value: Value) -> None:
    """Numbers below zero, too."""
    assert calm_cell(value) == value


def test_numbers_and_days_stay_what_they_are() -> None:
    """A spreadsheet can add them up."""
    rows: list[list[Value]] = [["Acme", 3, Decimal("-5.5"), date(2026, 11, 20), None]]
    head, (name, count, amount, day, nothing) = opened(xlsx_bytes(["=a", "b", "c", "d", "e"], rows))
    assert head == ["'=a", "b", "c", "d", "e"]
    assert (name, count, amount, nothing) == ("Acme", 3, -5.5, "")
    assert str(day).startswith("2026-11-20")


def test_small_rates_are_written_out() -> None:
    """No other program has to know what 5E-7 is."""
    assert csv_bytes(["rate"], [[Decimal("0.0000005")]]).decode("utf-8-sig") == "rate\r\n0.0000005\r\n"


def test_letters_are_known_to_excel() -> None:
    """By the mark at the beginning of the file."""
    assert csv_bytes(["Größe"], [["é"]]) == "\ufeffGröße\r\né\r\n".encode()


@given(st.lists(st.lists(ANYTHING, min_size=2, max_size=2), max_size=5))
def test_a_csv_file_holds_what_was_written(rows: list[list[str]]) -> None:
    """Quotes, commas and line ends in it change nothing, whatever people have typed."""
    text = csv_bytes(["=one", "two"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["'=one", "two"], *([calm_cell(cell) for cell in row] for row in rows)]


@given(ANYTHING)
@example("=1+1")
def test_a_spreadsheet_takes_any_text(text: str) -> None:
    """And holds no formula."""
    _, (cell, _) = opened(xlsx_bytes(["one", "two"], [[text, "x"]]))
    assert not str(cell or "").startswith("=")
