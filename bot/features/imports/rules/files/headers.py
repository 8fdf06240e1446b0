"""Which row of a file names its columns: below title lines, by the words that it has. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.imports.rules.columns import Layout, guess, missing
from bot.features.imports.rules.days import date_formats
from bot.features.imports.rules.fields import KINDS
from bot.features.imports.rules.files.raw_rows import Cell, RawRow
from bot.features.imports.rules.values import decimal_signs
from bot.slack.text import escape

# Titles, filters and the day of a report stand above its columns.
MOST_ABOVE = 30
MOST_COLUMNS = 200
LONGEST_TITLE = 200
_FEWEST_WORDS = 2
_LONGEST_SHOWN = 40
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Without one of these, or with a wrong one, deals are refused or their money is wrong.
_NEEDED = frozenset({"amount", "stage", "status", "owner", "owner_email", "owner_id"})


def header_place(rows: Sequence[RawRow]) -> int:
    """Index of the row that names the columns, among the first rows of a file; 0 where none seems to.

    The one with the most words known for one kind of record; without any, the widest one of mere names.
    """
    known = [_words_known(row) for row in rows]
    if max(known, default=0) >= _FEWEST_WORDS:
        return known.index(max(known))
    widths = [sum(value != "" for value in row.values) for row in rows]
    names = [_is_of_names(row) and width == max(widths) for row, width in zip(rows, widths, strict=True)]
    return names.index(True) if True in names else 0


def fits_kind(row: RawRow, kind: str) -> bool:
    """Whether this row names everything that a file of this kind needs."""
    return _is_of_names(row) and not missing(guess(_names(row.values), kind))


def columns_in(row: RawRow) -> tuple[str, ...]:
    """Names of the columns; of a name that stands there twice the second is called “Name (2)”.

    BadInput: it is no header, or too wide, or a column that is needed stands there twice.
    """
    if row.fault:
        raise BadInput(f"The first line has to name the columns, but {row.fault}.")
    columns = _names(row.values)
    while columns and not columns[-1]:
        columns.pop()
    if not any(columns):
        raise BadInput("The first line has to name the columns.")
    if len(columns) > MOST_COLUMNS:
        raise BadInput(f"The file has too many columns: {MOST_COLUMNS} are the most.")
    if any(len(column) > LONGEST_TITLE for column in columns):
        raise BadInput(f"The first line has to name the columns, in at most {LONGEST_TITLE} characters each.")
    stray = next(filter(_is_value, columns), None)
    if stray is not None:
        shown = escape(stray[:_LONGEST_SHOWN])
        raise BadInput(f"The first line has to name the columns, but “{shown}” stands there.")
    return tuple(_numbered(columns))


def _names(values: Sequence[Cell]) -> list[str]:
    return [_name(value) for value in values]


def _name(value: Cell) -> str:
    # A spreadsheet's month is the first day of it.
    if isinstance(value, date):
        return f"{value:%Y-%m}" if value.day == 1 else value.isoformat()
    return " ".join(str(value).split())


def _words_known(row: RawRow) -> int:
    if not _is_of_names(row):
        return 0
    names = _names(row.values)
    return max(len(guess(names, kind).columns) for kind in KINDS)


def _is_of_names(row: RawRow) -> bool:
    """Whether the row is no record already: no number, day or address is in it."""
    return not row.fault and any(row.values) and not any(map(_is_value, _names(row.values)))


def _is_value(name: str) -> bool:
    is_year = len(name) == 4 and name.isdigit()
    return bool((decimal_signs(name) and not is_year) or date_formats(name) or _ADDRESS.fullmatch(name))


def _numbered(columns: Sequence[str]) -> list[str]:
    """The names, each one once. BadInput: what stands there twice is needed, so that one has to be chosen."""
    folded = [column.casefold() for column in columns]
    twice = {name for name in folded if name and folded.count(name) > 1}
    if twice:
        needed = _needed(guess(list(dict.fromkeys(columns))))
        unsure = sorted(
            escape(column)
            for column in set(columns)
            if column.casefold() in twice & {name.casefold() for name in needed}
        )
        if unsure:
            raise BadInput(
                f"These columns stand there twice: {listed(unsure)}. Rename or delete one of each."
            )
    taken: set[str] = set()
    found = []
    for column in columns:
        name, number = column, 1
        while name and name.casefold() in taken:
            number += 1
            name = f"{column} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return found


def _needed(layout: Layout) -> set[str]:
    needed = _NEEDED | {each.name for each in layout.fields() if each.is_required}
    return {column for name, listed in layout.columns.items() if name in needed for column in listed}
