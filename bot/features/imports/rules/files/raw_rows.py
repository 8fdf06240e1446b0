"""A row of a file before its columns have names. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Text as written; from spreadsheets also days and numbers, which need no reading.
Cell = str | date | Decimal


@dataclass(frozen=True)
class RawRow:
    """The cells of a row; `line` is its number as people see it, from 1.

    `fault`: why it cannot be read, or "".
    """

    line: int
    values: Sequence[Cell]
    fault: str = ""
