"""Files as tables: CSV in any encoding and dialect, and spreadsheets; read row by row. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from bot.common.errors import BadInput
from bot.features.imports.rules.fields import DEALS
from bot.features.imports.rules.files.csv_files import CsvShape, csv_rows, csv_shape
from bot.features.imports.rules.files.headers import MOST_ABOVE, MOST_COLUMNS, columns_in, header_place
from bot.features.imports.rules.files.outlines import Role, group_named, outline_of, role_of
from bot.features.imports.rules.files.raw_rows import Cell, RawRow
from bot.features.imports.rules.files.xlsx_files import choose_sheet, sheet_rows

MOST_ROWS = 500_000
# Excel's own limit for the text of a cell.
LONGEST_CELL = 32_767
XLSX = "xlsx"
_SAMPLE = 64 * 2**10
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"{\\rtf")


@dataclass(frozen=True)
class FileRow:
    """A row with its cells by column; `line` is its number as people see it.

    `fault`: why it is unread; `role`: what it is if it is no record, such as a total.
    """

    line: int
    cells: dict[str, Cell]
    fault: str = ""
    role: Role = Role.RECORD


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
        first = self._first_rows()
        self._above = header_place(first)
        self._own = columns_in(first[self._above])
        self._outline = outline_of(self._own, islice(self._raw(), self._above + 1, None))
        added = (self._outline.group_column,) if self._outline.is_added else ()
        self.columns: tuple[str, ...] = (*self._own, *added)

    def rows(self, most: int = MOST_ROWS) -> Iterator[FileRow]:
        """The rows from the first to the last, as often as wanted; empty ones are left out.

        BadInput: the file breaks off, or has more than `most` rows.
        """
        group = ""
        for count, each in enumerate(islice(self._raw(), self._above + 1, None), 1):
            if count > most:
                raise BadInput(f"The file has more than {most:,} rows: split it.")
            row = self._row(each)
            if row.role is Role.GROUP:
                group = group_named(each)
            yield self._grouped(row, group)
            if self._outline.fills_down and row.role is Role.RECORD:
                group = str(row.cells[self._outline.group_column]) or group

    def _first_rows(self) -> list[RawRow]:
        """The rows among which the header is; fewer where the file breaks off. BadInput: not even one."""
        found: list[RawRow] = []
        try:
            found.extend(islice(self._raw(), MOST_ABOVE))
        except BadInput:
            if not found:
                raise
        return found or [RawRow(1, ())]

    def _grouped(self, row: FileRow, group: str) -> FileRow:
        column = self._outline.group_column
        if not column or row.role is not Role.RECORD or row.cells.get(column, "") != "":
            return row
        return replace(row, cells=row.cells | {column: group})

    def _raw(self) -> Iterator[RawRow]:
        if self._shape is None:
            return sheet_rows(self.path, self.sheet, MOST_COLUMNS + 1)
        return csv_rows(self.path, self._shape)

    def _row(self, raw: RawRow) -> FileRow:
        values, role = raw.values, Role.RECORD if raw.fault else role_of(raw, self._outline)
        cells = {
            column: _clipped(values[number]) if number < len(values) else ""
            for number, column in enumerate(self._own)
            if column
        }
        fault = raw.fault or ("" if role else self._fault(values))
        if self._outline.is_added:
            cells[self._outline.group_column] = ""
        return FileRow(raw.line, cells, fault, role)

    def _fault(self, values: Sequence[Cell]) -> str:
        has, wanted = len(values), len(self._own)
        # A spreadsheet has no cells behind its last filled one. A line of a file that is short was cut
        # somewhere: what is missing may be the amount.
        if any(value != "" for value in values[wanted:]) or (has < wanted and self._shape is not None):
            return f"it has {has} cells where the header has {wanted}"
        if any(_clipped(value) != value for value in values):
            return f"a cell has more than {LONGEST_CELL:,} characters"
        return ""


def open_table(path: Path, sheet: str | None = None, kind: str = DEALS) -> Table:
    """The table in this file. BadInput says what is wrong with it; `sheet` chooses one of several.

    Without it, the only sheet that is of this `kind` is taken. SheetQuestion: a person has to choose.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head.strip():
        raise BadInput("The file is empty.")
    if head.startswith(_OLD_EXCEL):
        raise BadInput(
            "That is an old or an encrypted Excel file: save it as .xlsx or .csv without a password."
        )
    if head.startswith(_ZIP):
        return Table(path, None, choose_sheet(path, sheet, kind, MOST_COLUMNS + 1))
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise BadInput("That is a page or a document, whatever it is called: save it as .csv or .xlsx.")
    return Table(path, csv_shape(path, head), "")


def _clipped(cell: Cell) -> Cell:
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell
