"""Spreadsheets (.xlsx), read row by row; those that unfold to more than fits are refused. Pure."""

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.intake.raw_rows import Cell, RawRow
from bot.slack.text import escape

MOST_UNPACKED = 50 * 2**20
# Text packs some ten times; a hundredfold and more is much of nothing.
MOST_RATIO, _SMALL = 200, 2**20
LAST_LINE = 1_048_576
_MOST_NAMED = 8
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def choose_sheet(path: Path, asked: str | None, width: int) -> str:
    """The sheet to read: the one that is asked for, or the only one with something in it.

    BadInput names the sheets when it cannot be told. `width`: how many columns matter.
    """
    with _book(path) as book:
        names = [each.title for each in book.worksheets if each.sheet_state == "visible"]
        if asked is not None:
            found = [name for name in names if name.casefold() == asked.strip().casefold()]
        elif len(names) > 1:
            found = [name for name in names if next(_rows(book, name, width), None)]
        else:
            found = names
    if len(found) == 1:
        return found[0]
    if asked is not None:
        raise BadInput(f"There is no sheet “{escape(asked[:80])}”: {_named(names)} are there.")
    if found:
        raise BadInput(f"Several sheets have something in them: {_named(found)}. Keep the one that counts.")
    raise BadInput("The spreadsheet is empty.")


def sheet_rows(path: Path, name: str, width: int) -> Iterator[RawRow]:
    """All rows of a sheet with something in them, the header too, at most `width` cells of each."""
    with _book(path) as book:
        yield from _rows(book, name, width)


def _named(names: list[str]) -> str:
    return listed([escape(name) for name in names[:_MOST_NAMED]])


@contextmanager
def _book(path: Path) -> Iterator[Workbook]:
    """The workbook, closed in the end; BadInput for whatever is wrong with its inside."""
    try:
        _check_size(path)
        with warnings.catch_warnings():
            # It warns of styles and of other things that do not matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except _BROKEN:
        raise BadInput("That is no spreadsheet that can be read: save it as .xlsx or .csv anew.") from None


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts if not part.filename.startswith("xl/media/"))
    small = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * small):
        raise BadInput("That spreadsheet is too large: save it as .csv.")


def _rows(book: Workbook, name: str, width: int) -> Iterator[RawRow]:
    sheet: Any = book[name]
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(max_col=width), 1):
        if line > LAST_LINE:
            raise BadInput("That is no spreadsheet that can be read: its rows have no end.")
        values = _values(cells)
        if any(value != "" for value in values):
            yield RawRow(line, values)


def _values(row: Iterable[Any]) -> list[Cell]:
    cells = list(row)
    while cells and cells[-1] is EMPTY_CELL:
        cells.pop()
    return [_cell(each) for each in cells]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format)
    return str(value).strip()


def _number(value: float, number_format: str) -> Cell:
    # Fifteen digits are what a spreadsheet knows: 0.1 + 0.2 is 0.3 there.
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if not number.is_finite():
        return str(value)
    return f"{number * 100:f}%" if "%" in number_format else number
