"""Spreadsheets (.xlsx), read row by row; those that unfold to too much are refused. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.imports.rules.files.headers import MOST_ABOVE, fits_kind, header_place
from bot.features.imports.rules.files.raw_rows import Cell, RawRow
from bot.features.imports.rules.files.xlsx_parts import BROKEN, check_parts
from bot.slack.text import escape

_MOST_NAMED = 8


class SheetQuestion(BadInput):
    """Several sheets have rows in them, and a person has to say which one counts: one of `names`."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"Several sheets have something in them: {_named(names)}. Which one counts?")
        self.names = tuple(names)


def choose_sheet(path: Path, asked: str | None, kind: str, width: int) -> str:
    """Name of the sheet to read: the one `asked` for, or the only visible one of this kind or with content.

    BadInput: no .xlsx or too large, no such sheet, or none; SheetQuestion: several. `width`: how many columns
    matter.
    """
    check_parts(path)
    book = _book(path)
    names = [each.name for each in book.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
    if asked is not None:
        found = [name for name in names if name.casefold() == asked.strip().casefold()]
        if not found:
            raise BadInput(f"There is no sheet “{escape(asked[:80])}”: {_named(names)} are there.")
        return found[0]
    if len(names) == 1:
        return names[0]
    first = {name: list(islice(_rows(book, name, width), MOST_ABOVE)) for name in names}
    found = [name for name in names if first[name]]
    of_kind = [name for name in found if fits_kind(first[name][header_place(first[name])], kind)]
    for only in (of_kind, found):
        if len(only) == 1:
            return only[0]
    if not found:
        raise BadInput("The spreadsheet is empty.")
    raise SheetQuestion(of_kind or found)


def sheet_rows(path: Path, name: str, width: int) -> Iterator[RawRow]:
    """Rows of a sheet with something in them, the header too, at most `width` cells each.

    For a sheet that `choose_sheet` has chosen, which refuses what is far too large.
    """
    yield from _rows(_book(path), name, width)


def _named(names: Sequence[str]) -> str:
    return listed([escape(name) for name in names[:_MOST_NAMED]])


def _book(path: Path) -> CalamineWorkbook:
    """The workbook. BadInput: the library cannot read it."""
    try:
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except (CalamineError, ValueError, OSError):
        raise BadInput(BROKEN) from None


def _rows(book: CalamineWorkbook, name: str, width: int) -> Iterator[RawRow]:
    try:
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, ValueError):
        raise BadInput(BROKEN) from None
    first = sheet.start[0] + 1 if sheet.start else 1
    for line, cells in enumerate(sheet.iter_rows(), first):
        values = _values(cells[:width])
        if any(value != "" for value in values):
            yield RawRow(line, values)


def _values(cells: Sequence[Any]) -> list[Cell]:
    values = [_cell(each) for each in cells]
    while values and values[-1] == "":
        values.pop()
    return values


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # Fifteen digits are what a spreadsheet knows: 0.1 + 0.2 is 0.3 there.
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
        return number if number.is_finite() else str(value)
    return str(value).strip()
