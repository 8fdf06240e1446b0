"""The id of a deal, however it is told."""

from datetime import date
from decimal import Decimal

import pytest

from bot.common.errors import BadInput
from bot.features.ledger.rules.identity import canonical_id, check_whole, is_made, made_id


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("  700200 ", "700200"),
        ("\ufeff700200\u00a0", "700200"),
        ("700\u200b200\u2060", "700200"),
        ("700200.0", "700200"),
        (700200, "700200"),
        (Decimal("700200"), "700200"),
        (Decimal("700200.0"), "700200"),
        ("7.5", "7.5"),
        ("0065f00000HqTzb", "0065f00000HqTzb"),
        ("0065f00000hqtzb", "0065f00000hqtzb"),
        ("0065f00000HqTzbAAF", "0065f00000HqTzb"),
        ("0065F00000HQTZBAAF", "0065f00000HqTzb"),
        ("0065f00000hqtzbaaf", "0065f00000HqTzb"),
        ("0065f00000AbCdEAAV", "0065f00000AbCdE"),
        # A capital digit there is none: another system's.
        ("0065f00000HqTzbBAF", "0065f00000HqTzbBAF"),
        ("0065f00000HqTzbAA9", "0065f00000HqTzbAA9"),
        ("1065f00000HqTzbAAF", "1065f00000HqTzbAAF"),
        ("", ""),
        (" \u00a0", ""),
    ],
)
def test_an_id_has_one_spelling(told: str | int | Decimal, kept: str) -> None:
    """Signs nobody sees, numbers, and both lengths of Salesforce."""
    assert canonical_id(told) == kept
    assert canonical_id(kept) == kept


@pytest.mark.parametrize(
    "told", ["1.2E+11", "1,2E+11", "7E+15", "1,234,567", Decimal(1234567890123460), Decimal("1.2E+17")]
)
def test_an_id_cut_by_a_spreadsheet_is_refused(told: str | Decimal) -> None:
    """What is left of it fits many deals."""
    with pytest.raises(BadInput, match=r"A spreadsheet has cut these ids \(.+\): format them as text"):
        check_whole(told)


@pytest.mark.parametrize("told", ["", "700200", "12E5", "A-1,234", Decimal(123456789012345), "1,23"])
def test_whole_ids_pass(told: str | Decimal) -> None:
    """Fifteen digits are whole, and a letter E alone is no exponent."""
    check_whole(told)


def test_a_made_id_is_of_name_account_and_day() -> None:
    """Case and blanks do not matter, the day does."""
    made = made_id("Harbor  one", "Harbor", date(2026, 10, 1))
    assert made == made_id("harbor one", "HARBOR", date(2026, 10, 1))
    assert made != made_id("Harbor one", "Harbor", date(2026, 10, 2))
    assert is_made(made)
    assert len(made) == 17
