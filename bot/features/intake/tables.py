"""Files of rows: CSV in whatever encoding and dialect, and spreadsheets; read row by row. Pure."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.slack.text import escape

MOST_ROWS = 500_000
MOST_COLUMNS = 200
# What a spreadsheet may unfold to: a small file can hold very much of nothing.
MOST_UNPACKED = 400 * 2**20
LONGEST_CELL = 10_000
_SAMPLE = 64 * 2**10
_DELIMITERS = ",;\t|"
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
Cell = str | date


@dataclass(frozen=True)
class Row:
    """One row by column; `line` is its number as people see it. `fault` says why it cannot be read."""

    line: int
    cells: dict[str, Cell]
    fault: str = ""


class Table:
    """A file of rows below a header. `encoding` and `delimiter` tell how it was read."""

    def __init__(self, path: Path, columns: Sequence[str], encoding: str, delimiter: str) -> None:
        self.path = path
        self.columns = tuple(columns)
        self.encoding = encoding
        self.delimiter = delimiter

    def rows(self) -> Iterator[Row]:
        """The rows from the first to the last, as often as wanted; empty ones are left out."""
        reader = _sheet_rows(self.path) if self.encoding == "xlsx" else self._csv_rows()
        for count, (line, values) in enumerate(reader):
            if count > MOST_ROWS:
                raise BadInput(f"The file has more than {MOST_ROWS:,} rows: split it.")
            if count and any(value not in ("", None) for value in values):
                yield _row(line, values, self.columns)

    def _csv_rows(self) -> Iterator[tuple[int, list[Any]]]:
        with self.path.open(encoding=self.encoding, newline="", errors="strict") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=False)
            try:
                for values in reader:
                    yield reader.line_num, values
            except (csv.Error, UnicodeError) as error:
                raise BadInput(
                    f"Line {reader.line_num + 1} of the file cannot be read: {_why(error)}."
                ) from None


def _why(error: Exception) -> str:
    return "its letters are broken" if isinstance(error, UnicodeError) else str(error)


def _row(line: int, values: Sequence[Any], columns: Sequence[str]) -> Row:
    extra = [value for value in values[len(columns) :] if value not in ("", None)]
    cells = {
        column: _cell(values[number]) if number < len(values) else ""
        for number, column in enumerate(columns)
        if column
    }
    fault = ""
    if extra:
        fault = f"it has {len(values)} cells where the header has {len(columns)}"
    elif any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells.values()):
        fault = f"a cell has more than {LONGEST_CELL:,} characters"
    elif any(isinstance(cell, str) and "\0" in cell for cell in cells.values()):
        fault = "it holds bytes that are no text"
    return Row(line, cells, fault)


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def open_table(path: Path) -> Table:
    """The table in this file; BadInput says what is wrong with it."""
    head = _head(path)
    if not head.strip():
        raise BadInput("The file is empty.")
    if head.startswith(_OLD_EXCEL):
        raise BadInput(
            "That is an old or an encrypted Excel file: save it as .xlsx or .csv without a password."
        )
    if head.startswith(_ZIP):
        columns = _header(next(_sheet_rows(path), (1, []))[1])
        return Table(path, columns, "xlsx", "")
    encoding = _encoding(head)
    delimiter = _delimiter(head, encoding)
    table = Table(path, (), encoding, delimiter)
    columns = _header(next(table._csv_rows(), (1, []))[1])
    return Table(path, columns, encoding, delimiter)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SAMPLE)


def _encoding(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        raise BadInput("That is no table: save it as .csv or .xlsx.")
    try:
        # A sample may end within a letter.
        head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(head, cp_isolation=["cp1252", "cp1250", "cp1251", "cp1253", "cp1254"]).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def _delimiter(head: bytes, encoding: str) -> str:
    """The one that cuts the first lines into the most cells, all alike."""
    lines = head.decode(encoding, errors="ignore").splitlines()[:20]
    scores = {}
    for candidate in _DELIMITERS:
        counts = [len(row) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=candidate) if row]
        same = sum(count == counts[0] for count in counts) if counts else 0
        scores[candidate] = (counts[0] > 1 if counts else False, same, counts[0] if counts else 0)
    return max(scores, key=lambda candidate: scores[candidate])


def _header(values: Sequence[Any]) -> list[str]:
    columns = [" ".join(str(_cell(value)).split()) for value in values]
    while columns and not columns[-1]:
        columns.pop()
    if not any(columns):
        raise BadInput("The first line has to name the columns.")
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"The file has {len(columns)} columns, {MOST_COLUMNS} are the most.")
    folded = [column.casefold() for column in columns if column]
    twice = sorted({escape(column) for column in columns if column and folded.count(column.casefold()) > 1})
    if twice:
        raise BadInput(f"These columns stand there twice: {listed(twice)}. Rename or delete one of each.")
    return columns


def _sheet_rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the first sheet that can be seen."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise BadInput("That spreadsheet is too large: save it as .csv.")
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
        sheets = [each.name for each in book.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
        if not sheets:
            raise BadInput("The spreadsheet has no sheet.")
        sheet = book.get_sheet_by_name(sheets[0])
    except (zipfile.BadZipFile, CalamineError, ValueError, OSError, EOFError):
        raise BadInput("That is no spreadsheet that can be read: save it as .xlsx or .csv anew.") from None
    first = sheet.start[0] + 1 if sheet.start else 1
    yield from enumerate(sheet.iter_rows(), first)
