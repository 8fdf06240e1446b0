"""The rows of a foreign file as JSON lines, written by the reader process and read by all others. Pure.

First the list of columns, then for each row [line, fault, role, cells].
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.common.errors import BadInput
from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.files.tables import FileRow, Rows

MOST_BYTES = 500 * 2**20
_TEXT_OF: dict[type, str] = {Decimal: "number", date: "day"}


class Spool:
    """A table in Pacer's own format. `digest`: SHA-256 (hex) of the file that it came from."""

    def __init__(self, path: Path, digest: str) -> None:
        self._path, self.digest = path, digest
        with path.open(encoding="utf-8") as file:
            self.columns: tuple[str, ...] = tuple(json.loads(file.readline()))

    def rows(self) -> Iterator[FileRow]:
        """The rows from the first to the last, as often as wanted."""
        with self._path.open(encoding="utf-8") as file:
            file.readline()
            for text in file:
                line, fault, role, cells = json.loads(text)
                values = map(_cell_from, cells)
                named = dict(zip(filter(None, self.columns), values, strict=True))
                yield FileRow(line, named, fault, Role(role))


def write_spool(table: Rows, path: Path) -> None:
    """Writes all rows of a table into a file. BadInput: over 500 MB, or the table breaks off."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(table.columns) + "\n")
        for row in table.rows():
            cells = [_to_json(cell) for cell in row.cells.values()]
            text = json.dumps([row.line, row.fault, row.role, cells]) + "\n"
            written += len(text)
            if written > MOST_BYTES:
                raise BadInput("The file unfolds to more than I can take in: split it.")
            file.write(text)


def _to_json(cell: Cell) -> str | list[str]:
    return cell if isinstance(cell, str) else [_TEXT_OF[type(cell)], str(cell)]


def _cell_from(kept: Any) -> Cell:
    if isinstance(kept, str):
        return kept
    kind, text = kept
    return date.fromisoformat(text) if kind == "day" else Decimal(text)
