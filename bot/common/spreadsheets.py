"""Rows as files that people open: CSV and spreadsheets in which no cell is a formula. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook

Value = str | int | Decimal | date | None
# What spreadsheets take for the beginning of a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


# What no spreadsheet can hold, and what is half a letter only.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def calm_cell(value: Value) -> Value:
    """Text that begins like a formula with an apostrophe before it; numbers and days as they are.

    What cannot be printed is left out of it.
    """
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file, with a mark at its beginning so that Excel reads its letters."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([calm_cell(column) for column in columns])
    writer.writerows([calm_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A spreadsheet."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet("Pacer")
        sheet.write_row(0, 0, [calm_cell(column) for column in columns])
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [calm_cell(value) for value in row])
    return file.getvalue()
