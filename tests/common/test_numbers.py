"""Numbers as people write them."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.amounts import PERCENT
from bot.common.currencies import CURRENCIES
from bot.common.errors import BadInput
from bot.common.locales import Locale
from bot.common.numbers import (
    Amount,
    NumberChange,
    parse_amount,
    parse_change,
    parse_money,
    parse_percent,
    parse_target,
    parse_whole,
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
        (".5", "0.5", ""),
        ("12,34,567", "1234567", ""),
        ("1.200.300", "1200300", ""),
        ("50 000,50", "50000.5", ""),
        ("3.4 million", "3400000", ""),
        ("3.4m", "3400000", ""),
        ("3.4 mn", "3400000", ""),
        ("3.4 Mio.", "3400000", ""),
        ("3.4 Millionen", "3400000", ""),
        ("$1.2 million", "1200000", "USD"),
        ("80 thousand", "80000", ""),
        ("2 Mrd. €", "2000000000", "EUR"),
        ("₹5,00,000", "500000", "INR"),
        ("₹2.5 crore", "25000000", "INR"),
        ("3 lakh", "300000", ""),
        ("$50,00,000", "5000000", "USD"),
        ("1,00,000", "100000", ""),
        ("A$90k", "90000", "AUD"),
        ("US$50k", "50000", "USD"),
        ("R$ 5k", "5000", "BRL"),
        ("$90k USD", "90000", "USD"),
        ("$90k CAD", "90000", "CAD"),
        ("CHF 2'400'000", "2400000", "CHF"),
        ("1.234,50 €", "1234.5", "EUR"),
        ("500万円", "5000000", "JPY"),
        ("2億", "200000000", ""),
        ("＄５０ｋ", "50000", "USD"),
        ("40 percent", "40", "%"),
        ("50k dollars", "50000", "USD"),
        ("5 TOP", "5", "TOP"),
    ],
)
def test_one_reading(text: str, value: str, unit: str) -> None:
    """Groups, decimals, thousands and millions, currencies and percents."""
    assert parse_amount(text) == Amount(Decimal(value), unit)


WORDS = ("", " ", "twelve", "NaN", "inf", "½", "\u0663", "$", "<5")
_NUMBERS = ("1_200", "-5", "1e309", "1e3", "0x10", "12.", "5 0", "12,345,67", "1,2345")
FORMS = (*_NUMBERS, "5%%", "$5 EUR", "5 k k")
TWO_WAYS = ("1,5", "1.200", "$1.200", "$7,5k", "2,5 Mio €", "$12,5k")
ODD = ("23,456,78", "60-70k", "3.4 milion", "fifty thousand", "$90k€", "10 mil", "2 hundred", "ten", "500 kr")
TOO_LONG = ("1" * 16, "1.23456")


@pytest.mark.parametrize("text", [*WORDS, *FORMS, *TWO_WAYS, *ODD, *TOO_LONG])
def test_what_has_no_one_reading_is_refused(text: str) -> None:
    """With a sentence that shows what was written."""
    with pytest.raises(BadInput) as refused:
        parse_amount(text, "target")
    assert text.strip() in str(refused.value)
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("$7,5k", "“$7,5k” can be read in two ways: write 7.5k or 7,500."),
        ("7,5", "“7,5” can be read in two ways: write 7.5 or 7,500."),
        ("1.500", "“1.500” can be read in two ways: write 1.5 or 1,500."),
        ("2,5 Mio €", "“2,5 Mio €” can be read in two ways: write 2.5 Mio or 2,500,000."),
        ("0,5", "“0,5” has a comma before its decimals: write 0.5."),
        ("3.4 milion", "“3.4 milion” has “milion”, which I do not know: write “million”, or digits."),
        ("10 mil", "“10 mil” can be thousands or millions: write 10k or 10m."),
        ("23,456,78", "“23,456,78” has its commas in odd places: write 50,000 or 5,000,000"),
        ("500 kr", "“500 kr” can be in several currencies: write SEK, NOK, DKK or ISK."),
        ("$90k€", "“$90k€” has two units: write one of them."),
        ("ten", "“ten” is not a number that I can read. Write it as 50000, 50,000, $50k or 40%."),
    ],
)
def test_asked_back_with_what_is_wrong_and_how_to_write_it(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_amount(text)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("text", ["7,5", "1.500", "12,5", "1.125", "0,5", "1,2345", "7,5k", "1.500k"])
def test_what_is_offered_instead_can_be_typed(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_amount(text)
    for offered in str(refused.value).partition("write ")[2].rstrip(".").split(" or "):
        assert parse_amount(offered).value > 0


@pytest.mark.parametrize("text", ["-5", "–2", "−2", "－2", "(5)", "$-5", "0", "$0", "0%"])
def test_below_and_at_zero_is_no_target(text: str) -> None:
    with pytest.raises(BadInput, match=re.escape(f"“{text}” is ")) as refused:
        parse_target(text, "target")
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    ("text", "base", "unit"),
    [
        ("$5k", "USD", "USD"),
        ("$5k", "CAD", "CAD"),
        ("$5k", "EUR", "USD"),
        ("¥5k", "CNY", "CNY"),
        ("£5k", "EGP", "EGP"),
        ("5k kr", "SEK", "SEK"),
        ("kr 5k", "NOK", "NOK"),
        ("US$5k", "CAD", "USD"),
    ],
)
def test_a_sign_of_several_currencies_means_the_base_one(text: str, base: str, unit: str) -> None:
    assert parse_amount(text, locale=Locale(base)).unit == unit


@pytest.mark.parametrize("text", ["11", "0", "5.5", "5%", "$5", "five", "-1", ""])
def test_whole_numbers_in_a_range(text: str) -> None:
    assert parse_whole(" ７ ", 1, 10) == 7
    assert parse_whole("1,000", 1, 9999) == 1000
    with pytest.raises(BadInput, match="does not fit: write a whole number from 1 to 10") as bad:
        parse_whole(text, 1, 10, "posts")
    assert str(bad.value).startswith(f"“{text}”")
    assert bad.value.field == "posts"


def test_percents_and_money_are_told_apart() -> None:
    assert parse_percent("25") == parse_percent("25 %") == 25
    assert parse_money("$25").unit == "USD"
    with pytest.raises(BadInput, match="no percentage"):
        parse_percent("$25")
    with pytest.raises(BadInput, match="is a percentage"):
        parse_money("25%")


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
        ("–2", NumberChange(Decimal(-2), adds=True)),
        ("＋5k", NumberChange(Decimal(5000), adds=True)),
        ("+1.2 million", NumberChange(Decimal(1_200_000), adds=True)),
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
