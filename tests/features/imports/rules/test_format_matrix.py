"""Formats by quirks: however a file is written, its deals are the same, and every row is accounted for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle, product
from pathlib import Path

import pytest

from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.files.tables import Table
from bot.features.imports.rules.profiling import survey
from tests.features.imports.files_to_read import deal, opened, rows_of, workbook

ENCODINGS, SEPARATORS, SIGNS = ("utf-8", "utf-8-sig", "utf-16", "cp1252"), ",;\t|", ".,"
PLACES = ((), ("Pipeline of Zoë",), ("Deals", "As of 20 Nov 2026", "Filtered by: all"))
IDS = {
    "numbers": ("101", "102", "103"),
    "Salesforce": ("0065f00000HqTzb", "0065f00000HqTzc", "0065f00000HqTzd"),
    "made": ("", "", ""),
}
STATES = {
    "stage": ("Closed Won", "Closed Lost", "Negotiation"),
    "status": ("won", "lost", "open"),
}
DAYS = (date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 24))
AMOUNTS = ("21000.50", "1250.25", "9000.00")
WHOLE = [(Decimal(amount), status) for amount, status in zip(AMOUNTS, ("won", "lost", "open"), strict=True)]


def _lines(ids: str, state: str, amounts: Sequence[object], days: Sequence[object]) -> list[list[object]]:
    """The header and three deals; a total and a footer below."""
    head: list[object] = ["Name", "Account", "Owner", state.title(), "Amount", "Close date", "Created date"]
    rows: list[list[object]] = [
        [f"Deal {n}", "Zoë & Söhne", "Zoë Walker", STATES[state][n], amounts[n], days[n], days[0]]
        for n in range(3)
    ]
    if ids != "made":
        head, rows = ["ID", *head], [[IDS[ids][n], *row] for n, row in enumerate(rows)]
    total: list[object] = ["Total", *[""] * (len(head) - 1)]
    total[head.index("Amount")] = amounts[0]
    return [head, *rows, total, ["Confidential", *[""] * (len(head) - 1)]]


def _check(table: Table, above: int) -> None:
    rows = rows_of(table)
    found = [deal(row) for row in rows]
    assert [(each.amount, each.status.value) for each in found] == WHOLE
    assert {each.owner.name for each in found} == {"Zoë Walker"}
    assert [each.closed_on or each.expected_on for each in found] == list(DAYS)
    assert len({each.external_id for each in found}) == 3
    seen = survey(as_list(table))
    assert seen.rows + sum(seen.left_out.values()) == len(list(table.rows())) == 5
    assert [row.line for row in rows] == [above + number for number in (2, 3, 4)]


_rest = cycle(product(PLACES, IDS, STATES))
CSV = [(*written, *next(_rest)) for written in product(ENCODINGS, SEPARATORS, SIGNS)]


@pytest.mark.parametrize(("encoding", "separator", "sign", "above", "ids", "state"), CSV)
def test_a_csv_file_in_any_dialect(
    tmp_path: Path, encoding: str, separator: str, sign: str, above: tuple[str, ...], ids: str, state: str
) -> None:
    """Encoding, separator, sign, place of the header, ids and states."""
    amounts = [
        f"{Decimal(each):,}".translate(str.maketrans(",.", ".," if sign == "," else ",.")) for each in AMOUNTS
    ]
    days = [each.isoformat() for each in DAYS]
    lines = [
        separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in line)
        for line in _lines(ids, state, amounts, days)
    ]
    _check(opened(tmp_path, "\r\n".join([*above, *lines]).encode(encoding)), len(above))


@pytest.mark.parametrize(("above", "ids", "state"), list(product(PLACES, IDS, STATES)))
def test_a_spreadsheet_with_any_header(tmp_path: Path, above: tuple[str, ...], ids: str, state: str) -> None:
    """Its numbers and days need no reading."""
    lines = _lines(ids, state, [float(each) for each in AMOUNTS], DAYS)
    content = workbook(Deals=[*[[each] for each in above], *lines])
    _check(opened(tmp_path, content, "deals.xlsx"), len(above))
