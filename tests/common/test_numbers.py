"""Numbers as people write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.common.numbers import (
    CURRENCIES,
    PERCENT,
    Amount,
    NumberChange,
    parse_amount,
    parse_change,
    parse_target,
    write_amount,
)

values = st.decimals(0, 999_999_999, places=4)
units = st.sampled_from(["", PERCENT, *sorted(CURRENCIES)])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("50000", "50000", ""),
        ("50,000", "50000", ""),
        ("50 000", "50000", ""),
        ("50\u00a0000", "50000", ""),
        ("50\u202f000", "50000", ""),
        ("1,234,567.5", "1234567.5", ""),
        ("$50k", "50000", "USD"),
        ("50K", "50000", ""),
        ("€1.2m", "1200000", "EUR"),
        ("1.5bn", "1500000000", ""),
        ("12 k", "12000", ""),
        ("USD 50k", "50000", "USD"),
        ("50k eur", "50000", "EUR"),
        ("50€", "50", "EUR"),
        ("chf 20", "20", "CHF"),
        ("40%", "40", "%"),
        ("12.5 %", "12.5", "%"),
        ("0", "0", ""),
        ("1.5000", "1.5", ""),
        (" 7 ", "7", ""),
    ],
)
def test_one_reading(text: str, value: str, unit: str) -> None:
    """Groups, decimals, thousands and millions, currencies and percents."""
    assert parse_amount(text) == Amount(Decimal(value), unit)


WORDS = ("", " ", "twelve", "NaN", "inf", "½", "\u0663", "$", "<5")
_NUMBERS = ("1_200", "-5", "1e309", "1e3", "0x10", "12.", ".5", "5 0", "12,34,567", "1,2345")
FORMS = (*_NUMBERS, "5%%", "$5 EUR", "5 k k")
TWO_WAYS = ("1,5", "1.200", "1.200.300", "50 000,50", "$1.200")
TOO_LONG = ("1" * 16, "1.23456")


@pytest.mark.parametrize("text", [*WORDS, *FORMS, *TWO_WAYS, *TOO_LONG])
def test_what_has_no_one_reading_is_refused(text: str) -> None:
    """With a sentence that shows what was written."""
    with pytest.raises(BadInput) as refused:
        parse_amount(text, "target")
    assert text.strip() in str(refused.value)
    assert refused.value.field == "target"


def test_zero_is_no_target() -> None:
    """But a number to begin with."""
    assert parse_amount("0").value == 0
    with pytest.raises(BadInput, match="“0” is zero"):
        parse_target("0")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("+5k", NumberChange(Decimal(5000), adds=True)),
        ("-2", NumberChange(Decimal(-2), adds=True)),
        ("−2", NumberChange(Decimal(-2), adds=True)),
        ("7k", NumberChange(Decimal(7000), adds=False)),
        ("= 7k", NumberChange(Decimal(7000), adds=False)),
        ("+$1.5k", NumberChange(Decimal(1500), adds=True, unit="USD")),
    ],
)
def test_changes(text: str, change: NumberChange) -> None:
    """A sign adds; without one the number is set."""
    assert parse_change(text) == change


@pytest.mark.parametrize("text", ["+", "", "++5", "+-5", "5+"])
def test_no_change(text: str) -> None:
    """Refused as any other text that is no number."""
    with pytest.raises(BadInput):
        parse_change(text)


@given(value=values, unit=units)
def test_what_is_shown_can_be_typed(value: Decimal, unit: str) -> None:
    """Reading what was written gives the same again."""
    assert parse_amount(write_amount(value, unit)) == Amount(value, unit)


@given(value=values, unit=units, adds=st.booleans())
def test_a_change_that_is_shown_can_be_typed(value: Decimal, unit: str, adds: bool) -> None:
    """With a sign before it."""
    shown = f"{'+' if adds else ''}{write_amount(value, unit)}"
    assert parse_change(shown) == NumberChange(value, adds, unit)


@given(st.text())
def test_any_text(text: str) -> None:
    """It is a number that is zero or more, or it is refused."""
    with suppress(BadInput):
        assert parse_amount(text).value >= 0
