"""What a file holds, in words that a person compares with their CRM."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.summaries.reasons import Reasons
from bot.features.imports.rules.summaries.totals import own_total_in_words, totals_in_words
from bot.features.ledger.rules.control_totals import totals_of


def deals(
    status: str, count: int, amount: int | None, currency: str = "USD", day: int = 2
) -> list[dict[str, Any]]:
    """So many deals that are alike."""
    told = Decimal(amount) if amount is not None else None
    closed_on = date(2026, 7, day) if status == "won" else None
    return [{"status": status, "amount": told, "currency": currency, "closed_on": closed_on}] * count


WON = [*deals("won", 6, 35_000), *deals("won", 1, 2_800), *deals("won", 1, 40_000, "EUR", 14)]
BOOKS = [*WON, *deals("won", 1, None), *deals("lost", 5, 1), *deals("open", 16, 1_000), *deals("gone", 3, 9)]


def test_totals_are_a_line_to_compare() -> None:
    """Amounts by currency as they are told, the days of the wins, and what is no deal."""
    line = totals_in_words(totals_of(BOOKS, deals("won", 2, 95_000)), {Role.TOTAL: 1, Role.SUBTOTAL: 3})
    assert line == (
        "Won 9, $212,800 and €40,000 (2 Jul to 14 Jul 2026), 1 without amount · lost 5 · open 16, $16,000 · "
        "4 total lines left out · won before: $190,000. Compare with your CRM."
    )


@pytest.mark.parametrize(
    ("versions", "left_out", "line"),
    [
        ([], {}, ""),
        ([], {Role.EMPTY: 2}, "2 lines without a quota left out"),
        (deals("won", 1, 52_000), {}, "Won 1, $52,000 (2 Jul 2026). Compare with your CRM."),
        (deals("open", 1, None), {}, "Won 0 · open 1. Compare with your CRM."),
        (
            deals("lost", 2, 5),
            {Role.FOOTER: 1, Role.GROUP: 2, Role.FIGURE: 1},
            "Won 0 · lost 2 · 1 total line, 1 footer line and 2 group lines left out. Compare with your CRM.",
        ),
    ],
)
def test_what_is_not_there_is_not_told(
    versions: list[dict[str, Any]], left_out: dict[Role, int], line: str
) -> None:
    """One of a kind is one."""
    assert totals_in_words(totals_of(versions), left_out) == line


@pytest.mark.parametrize(
    ("own", "read", "line"),
    [
        (Decimal(51_000), {"USD": Decimal(50_000)}, "The file's own total is $51,000, I read $50,000."),
        (Decimal(50_000), {"USD": Decimal("50000.00")}, ""),
        (Decimal(90_000), {"USD": Decimal(50_000), "EUR": Decimal(40_000)}, ""),
        (None, {"USD": Decimal(1)}, ""),
    ],
)
def test_a_files_own_total_is_told_where_it_differs(
    own: Decimal | None, read: dict[str, Decimal], line: str
) -> None:
    """Several currencies have no total."""
    assert own_total_in_words(own, read) == line


def test_reasons_are_counted_without_their_values() -> None:
    """The most frequent first; one alone keeps its value; the others are summed up."""
    reasons = Reasons()
    for number in range(2_000):
        reasons.add(f"“{number}x” is no amount.")
        reasons.add(f"It is the same deal as on line {number:,}.")
    reasons.add("“07/32” is no day written as 31/12/2026.")
    reasons.add("The line cannot be read: it has 3 cells where the header has 5.")
    assert reasons.most_common(2) == [
        ("“…” is no amount.", 2_000),
        ("It is the same deal as on line ….", 2_000),
    ]
    assert reasons.most_common(3)[2] == ("“07/32” is no day written as 31/12/2026.", 1)
    assert (reasons.rest(2), reasons.rest(4)) == ("and 2 more reasons (2 rows)", "")
