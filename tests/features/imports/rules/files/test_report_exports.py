"""Reports and quota files as systems and people write them, row by row."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.features.imports.rules.detection.formats import SIGNS
from bot.features.imports.rules.files.quota_matrix import as_list
from bot.features.imports.rules.files.tables import open_table
from bot.features.imports.rules.profiling import answered, survey
from bot.features.imports.rules.rows.outcomes import Read
from bot.features.ledger.rules.records import QuotaRecord
from tests.features.imports.files_to_read import deal, rows_of

EXPORTS = Path(__file__).parents[2] / "exports"


@pytest.mark.parametrize(
    ("file", "left_out", "own"),
    [
        ("31-salesforce-grouped-by-owner.csv", {"group": 2, "subtotal": 2, "total": 1, "footer": 1}, 51_000),
        ("32-spreadsheet-subtotals.csv", {"subtotal": 2, "total": 1}, 50_000),
        ("33-footer-and-count.csv", {"figure": 1, "total": 1, "footer": 1}, 50_000),
    ],
)
def test_reports_hold_three_deals(file: str, left_out: dict[str, int], own: int) -> None:
    """Whoever owns them stands above or beside them; what is no deal is counted."""
    table = open_table(EXPORTS / file)
    deals = [deal(row) for row in rows_of(table)]
    assert [(each.owner.name, each.amount, each.status.value) for each in deals] == [
        ("Ben Walker", Decimal(21_000), "won"),
        ("Ben Walker", Decimal(20_000), "won"),
        ("Grace Kim", Decimal(9_000), "lost"),
    ]
    seen = survey(table)
    assert {role.value: count for role, count in seen.left_out.items()} == left_out
    assert seen.own_total == own
    assert seen.rows + sum(seen.left_out.values()) == len(list(table.rows()))


@pytest.mark.parametrize(
    ("file", "total"),
    [
        ("34-quotas-by-month.csv", 70_000),
        ("35-quotas-by-quarter.csv", 200_000),
        ("36-quotas-month-and-year.csv", 35_000),
    ],
)
def test_quota_files_hold_a_quota_for_each_period(file: str, total: int) -> None:
    """Empty cells are none, and no total is anybody's."""
    table = as_list(open_table(EXPORTS / file))
    layout = survey(table).layout
    for question in survey(table).questions:
        # 50.000 alone is two things.
        assert question.choices == SIGNS
        layout = answered(layout, question, ",")
    rows = rows_of(open_table(EXPORTS / file), layout=layout)
    quotas = [row.record for row in rows if isinstance(row, Read)]
    assert sum(each.amount for each in quotas if isinstance(each, QuotaRecord)) == total
    assert len(quotas) == len(rows)
