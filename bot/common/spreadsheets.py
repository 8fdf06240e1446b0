"""Rows as files that people open: CSV and spreadsheets in which no cell is a formula. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook

Value = str | int | Decimal | date | None
# Spreadsheets take a cell that begins so for a formula (CSV injection, as OWASP describes it).
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
# Control characters that XML cannot hold, and lone surrogates.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def calm_cell(value: Value) -> Value:
    """Text with an apostrophe before what begins like a formula; numbers and days as they are.

    Characters that no spreadsheet can hold are left out.
    """
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file in UTF-8 with a byte order mark, without which Excel misreads letters."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([calm_cell(column) for column in columns])
    writer.writerows([_written(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _written(value: Value) -> Value:
    """A cell of a CSV file; a small rate never as 5E-7."""
    return format(value, "f") if isinstance(value, Decimal) else calm_cell(value)


def xlsx_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A spreadsheet with one sheet, "Pacer": the columns, then the rows."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet("Pacer")
        sheet.write_row(0, 0, [calm_cell(column) for column in columns])
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [calm_cell(value) for value in row])
    return file.getvalue()
