"""Files as tables: CSV in any encoding and dialect, and spreadsheets; read row by row. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.imports.rules.days import date_formats
from bot.features.imports.rules.files.csv_files import CsvShape, csv_rows, csv_shape
from bot.features.imports.rules.files.raw_rows import Cell, RawRow
from bot.features.imports.rules.files.xlsx_files import choose_sheet, sheet_rows
from bot.features.imports.rules.values import decimal_signs
from bot.slack.text import escape

MOST_ROWS = 500_000
MOST_COLUMNS = 200
LONGEST_TITLE = 200
# Excel's own limit for the text of a cell.
LONGEST_CELL = 32_767
XLSX = "xlsx"
_SAMPLE = 64 * 2**10
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LONGEST_SHOWN = 40
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"{\\rtf")


@dataclass(frozen=True)
class FileRow:
    """A row with its cells by column; `line` is its number as people see it. `fault`: why it is unread."""

    line: int
    cells: dict[str, Cell]
    fault: str = ""


class Rows(Protocol):
    """A table below a header that can be read as often as wanted."""

    columns: tuple[str, ...]

    def rows(self) -> Iterator[FileRow]:
        """The rows from the first to the last, without the header. BadInput: the table breaks off."""
        ...


class Table:
    """A file of rows below a header; `columns` are its names, "" for one without.

    `encoding`, `delimiter` ("" for a spreadsheet) and `sheet` tell how it was read. BadInput: no usable
    header.
    """

    def __init__(self, path: Path, shape: CsvShape | None, sheet: str) -> None:
        self.path = path
        self.sheet = sheet
        self.encoding = shape.encoding if shape else XLSX
        self.delimiter = shape.delimiter if shape else ""
        self._shape = shape
        self.columns = _header(next(self._raw(), RawRow(1, ())))

    def rows(self) -> Iterator[FileRow]:
        """The rows from the first to the last, as often as wanted; empty ones are left out.

        BadInput: the file breaks off, or has over 500,000 rows.
        """
        raw = self._raw()
        next(raw, None)
        for count, each in enumerate(raw, 1):
            if count > MOST_ROWS:
                raise BadInput(f"The file has more than {MOST_ROWS:,} rows: split it.")
            yield self._row(each)

    def _raw(self) -> Iterator[RawRow]:
        if self._shape is None:
            return sheet_rows(self.path, self.sheet, MOST_COLUMNS + 1)
        return csv_rows(self.path, self._shape)

    def _row(self, raw: RawRow) -> FileRow:
        values = raw.values
        cells = {
            column: _clipped(values[number]) if number < len(values) else ""
            for number, column in enumerate(self.columns)
            if column
        }
        return FileRow(raw.line, cells, raw.fault or self._fault(values))

    def _fault(self, values: Sequence[Cell]) -> str:
        has, wanted = len(values), len(self.columns)
        # A spreadsheet has no cells behind its last filled one. A line of a file that is short was cut
        # somewhere: what is missing may be the amount.
        if any(value != "" for value in values[wanted:]) or (has < wanted and self._shape is not None):
            return f"it has {has} cells where the header has {wanted}"
        if any(_clipped(value) != value for value in values):
            return f"a cell has more than {LONGEST_CELL:,} characters"
        return ""


def open_table(path: Path, sheet: str | None = None) -> Table:
    """The table in this file. BadInput says what is wrong with it; `sheet` chooses one of several."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head.strip():
        raise BadInput("The file is empty.")
    if head.startswith(_OLD_EXCEL):
        raise BadInput(
            "That is an old or an encrypted Excel file: save it as .xlsx or .csv without a password."
        )
    if head.startswith(_ZIP):
        return Table(path, None, choose_sheet(path, sheet, MOST_COLUMNS + 1))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise BadInput("That is a page or a document, whatever it is called: save it as .csv or .xlsx.")
    return Table(path, csv_shape(path, head), "")


def _clipped(cell: Cell) -> Cell:
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell


def _header(raw: RawRow) -> tuple[str, ...]:
    if raw.fault:
        raise BadInput(f"The first line has to name the columns, but {raw.fault}.")
    columns = [" ".join(str(value).split()) for value in raw.values]
    while columns and not columns[-1]:
        columns.pop()
    if not any(columns):
        raise BadInput("The first line has to name the columns.")
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"The file has too many columns: {MOST_COLUMNS} are the most.")
    if any(len(column) > LONGEST_TITLE for column in columns):
        raise BadInput(f"The first line has to name the columns, in at most {LONGEST_TITLE} characters each.")
    _check_names(columns)
    _check_unique(columns)
    return tuple(columns)


def _check_names(columns: Sequence[str]) -> None:
    """BadInput where the first line is a row already: it has a number, a day or an address in it."""
    for column in columns:
        is_year = len(column) == 4 and column.isdigit()
        if (decimal_signs(column) and not is_year) or date_formats(column) or _ADDRESS.fullmatch(column):
            shown = escape(column[:_LONGEST_SHOWN])
            raise BadInput(f"The first line has to name the columns, but “{shown}” stands there.")


def _check_unique(columns: Sequence[str]) -> None:
    folded = [column.casefold() for column in columns if column]
    twice = sorted({escape(column) for column in columns if column and folded.count(column.casefold()) > 1})
    if twice:
        raise BadInput(f"These columns stand there twice: {listed(twice)}. Rename or delete one of each.")
