"""The rows of a report that are no records: totals, footers, and groups whose name holds below. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.common.errors import BadInput
from bot.features.imports.rules.columns import guess
from bot.features.imports.rules.files.raw_rows import Cell, RawRow
from bot.features.imports.rules.values import decimal_signs

OWNER = "Owner"
_OWNERS = ("owner", "owner_email", "owner_id")
_WORDS = (
    "total|totals|grand total|grand totals|grand summaries|sum|overall|summe|gesamt|gesamtsumme|"
    "gesamtergebnis|ergebnis|total général|totaux|total general|suma|total geral|soma|totale|totali|"
    "totale generale|totale complessivo|somma|totaal|eindtotaal|som|合計|総計|総合計|集計"
)
_SUB = "subtotal|subtotals|sub-total|sub total|zwischensumme|teilergebnis|sous-total|subtotale|subtotaal|小計"
_TOTAL = re.compile(rf"(?:{_WORDS})", re.IGNORECASE)
_SUBTOTAL = re.compile(rf"(?:{_SUB})", re.IGNORECASE)
# "Ben Walker Total" and "Total Ben Walker", as spreadsheets write the total of a group.
_OF_GROUP = re.compile(rf"(?:{_WORDS}|{_SUB})(?:\s|:).+|.+[\s:](?:{_WORDS}|{_SUB})", re.IGNORECASE)
_HOW_MANY = r"[0-9.,]+(?: (?:records?|rows?|items?|deals?))?"
_COUNT = re.compile(rf"(?: \({_HOW_MANY}\)|:? {_HOW_MANY})? ?:?$", re.IGNORECASE)
# What stands beside a total in place of a figure: what kind it is.
_SUMS = frozenset({"sum", "summe", "somme", "suma", "soma", "somma", "som", "-", "–"})
_OTHER_FIGURES = frozenset({"count", "avg", "average", "median", "min", "max", "anzahl", "record count"})
_LABELLED = re.compile(r"(?P<label>[^:]{2,60}): ?(?P<value>.+)")
_ARROWS = re.compile(r"[↑↓▲▼]")
_FEW = 2
_LONGEST = 200


class Role(StrEnum):
    """What a row is that is no record; "" for a record."""

    RECORD = ""
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    FIGURE = "figure"
    FOOTER = "footer"
    GROUP = "group"
    EMPTY = "empty"


@dataclass(frozen=True)
class Outline:
    """What is known of a whole table before its rows are read one by one.

    `id_place`: index of the column of ids, None without one. `last`: line of the last row that is filled.
    `group_column`: name of the column that takes the names of groups, "" where there are none. `fills_down`:
    an empty cell of that column means the one above.
    """

    columns: tuple[str, ...]
    id_place: int | None
    last: int
    group_column: str = ""
    fills_down: bool = False

    @property
    def is_added(self) -> bool:
        """Whether the file itself has no such column."""
        return bool(self.group_column) and self.group_column not in self.columns


def outline_of(columns: tuple[str, ...], rows: Iterable[RawRow]) -> Outline:
    """The outline of all rows below the header, which are read once. A table that breaks off has one, too."""
    known = {name: listed[0] for name, listed in guess(columns).columns.items()}
    place = _place(columns, known.get("external_id"))
    owner = _place(
        columns, next((known[n] for n in ("owner", "owner_email", "owner_id") if n in known), None)
    )
    last = full = owned = groups = subtotals = 0
    label = ""
    few = _few(columns)
    try:
        for row in rows:
            role = _total_role(row.values, place)
            filled = _filled(row.values)
            if role:
                subtotals += role is Role.SUBTOTAL
            elif len(filled) > few or _has_id(row.values, place):
                last, full = row.line, full + 1
                owned += owner is not None and owner < len(row.values) and row.values[owner] != ""
            elif len(filled) == 1:
                groups += 1
                label = label or _label(filled[0])
    except BadInput:
        # Whoever reads the rows is told.
        pass
    above = Outline(columns, place, last)
    if groups and full and owned * _FEW < full:
        name = columns[owner] if owner is not None else _group_name(columns, label)
        return Outline(columns, place, last, name)
    is_first = owner is not None and owner == next((n for n, each in enumerate(columns) if each), None)
    is_grouped = subtotals > 0 or (owner is not None and _ARROWS.search(columns[owner]) is not None)
    if is_first and is_grouped and owner is not None and 0 < owned < full:
        return Outline(columns, place, last, columns[owner], fills_down=True)
    return above


def role_of(row: RawRow, outline: Outline) -> Role:
    """What the row is. A row with an id is a record, whatever it says."""
    role = _total_role(row.values, outline.id_place)
    if role or _has_id(row.values, outline.id_place):
        return role
    filled = _filled(row.values)
    if row.line > outline.last and len(filled) <= _few(outline.columns):
        return Role.FOOTER
    if outline.group_column and not outline.fills_down and len(filled) == 1:
        return Role.GROUP
    return Role.RECORD


def group_named(row: RawRow) -> str:
    """The name of a group, from the line of its own: without its label and count."""
    text = _plain(next(iter(_filled(row.values)), ""))
    match = _LABELLED.fullmatch(text)
    return _COUNT.sub("", match["value"] if match else text).strip()


def _total_role(values: Sequence[Cell], id_place: int | None) -> Role:
    """Whether only figures stand behind a word for a total, and no id but such a word."""
    filled = _filled(values)
    if not filled or not isinstance(filled[0], str) or len(filled[0]) > _LONGEST:
        return Role.RECORD
    word, has_id = _COUNT.sub("", _plain(filled[0])), _has_id(values, id_place)
    if has_id and str(values[id_place or 0]) != filled[0]:
        return Role.RECORD
    labels = {cell.casefold() for cell in filled if isinstance(cell, str)}
    figures = [cell for cell in filled[1:] if not _is_label(cell)]
    if not all(_is_figure(cell) for cell in figures):
        return Role.RECORD
    if labels & _OTHER_FIGURES and figures and not has_id:
        return Role.FIGURE
    if _SUBTOTAL.fullmatch(word):
        return Role.SUBTOTAL
    if _TOTAL.fullmatch(word):
        return Role.TOTAL
    return Role.SUBTOTAL if figures and not has_id and _OF_GROUP.fullmatch(word) else Role.RECORD


def _plain(cell: Cell) -> str:
    """The text of a cell with single blanks, cut to a length at which no pattern takes long."""
    return " ".join(str(cell)[:_LONGEST].split())


def _is_label(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.casefold() in _SUMS | _OTHER_FIGURES


def _is_figure(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return True
    return bool(decimal_signs(cell)) or bool(decimal_signs(cell.removesuffix("%")))


def _has_id(values: Sequence[Cell], id_place: int | None) -> bool:
    """Whether the row has an id: in the column of ids, without blanks and with a digit in it."""
    if id_place is None or id_place >= len(values):
        return False
    text = str(values[id_place])
    return bool(text) and " " not in text and (any(map(str.isdigit, text)) or len(_filled(values)) > _FEW)


def _filled(values: Sequence[Cell]) -> list[Cell]:
    return [value for value in values if value != ""]


def _few(columns: Sequence[str]) -> int:
    """How many filled cells are too few for a record: two, but one in a narrow table."""
    return _FEW if sum(map(bool, columns)) > _FEW + 1 else 1


def _place(columns: Sequence[str], column: str | None) -> int | None:
    return columns.index(column) if column in columns else None


def _label(cell: Cell) -> str:
    match = _LABELLED.fullmatch(_plain(cell))
    return match["label"].strip() if match else ""


def _group_name(columns: Sequence[str], label: str) -> str:
    """Name of the column for the groups of a file without one: as they are labelled, else the owner."""
    is_free = label and label.casefold() not in {each.casefold() for each in columns}
    return label if is_free else OWNER
