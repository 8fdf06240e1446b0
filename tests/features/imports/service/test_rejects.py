"""The list of rejected lines: everything that fits, and how much does not."""

import csv
import io
from decimal import Decimal

import pytest

from bot.features.imports.rules.rows.outcomes import Rejected
from bot.features.imports.service.rejects import LONGEST_CELL, MOST_BYTES, RejectsFile

COLUMNS = ("id", "notes", "=sum")


def rows_of(file: io.BytesIO) -> list[list[str]]:
    """What a spreadsheet would show."""
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def test_all_lines_are_listed_where_they_fit() -> None:
    file = io.BytesIO()
    rejects = RejectsFile(file, COLUMNS)
    rejects.add(Rejected(2, "no day", {"id": Decimal(7), "notes": "=cmd,\n\ud800é"}))
    rejects.add(Rejected(3, "cut"))
    rejects.close()
    assert rows_of(file) == [
        ["line", "reason", "id", "notes", "'=sum"],
        ["2", "no day", "7", "'=cmd,\né", ""],
        ["3", "cut", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("lines", "last"), [(11, "1 more line is rejected"), (5_010, "5,000 more lines are rejected")]
)
def test_what_does_not_fit_is_counted(lines: int, last: str) -> None:
    """Cells are cut; lines after the first that does not fit are left out, also short ones."""
    file = io.BytesIO()
    rejects = RejectsFile(file, COLUMNS, most_bytes=10_500)
    for number in range(lines):
        rejects.add(Rejected(number, "no day", {"id": "1", "notes": "x" * 32_000 if number < 11 else ""}))
    rejects.close()
    _, *listed, end = rows_of(file)
    assert [row[0] for row in listed] == [str(number) for number in range(10)]
    assert {len(row[3]) for row in listed} == {LONGEST_CELL}
    assert end[1].startswith(last)
    assert "send the whole file again" in end[1]


def test_a_hostile_file_makes_no_large_list() -> None:
    """A few kB of a workbook may name the longest of cells in every row."""
    file = io.BytesIO()
    rejects = RejectsFile(file, COLUMNS)
    for number in range(20_000):
        rejects.add(Rejected(number, "no day", {"id": "1", "notes": "x" * 32_000}))
    rejects.close()
    assert len(file.getvalue()) < MOST_BYTES + 1_000
    assert "more lines are rejected" in rows_of(file)[-1][1]
