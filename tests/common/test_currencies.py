"""Which currencies there are, and what their signs mean."""

import pytest

from bot.common.currencies import CURRENCIES, LEGAL_TENDERS, can_mean, currency_called, currency_of


def test_all_money_of_the_world() -> None:
    """Legal tenders, and what older books are in; no funds, metals or tests."""
    assert len(LEGAL_TENDERS) == 153
    assert LEGAL_TENDERS < CURRENCIES
    assert {"USD", "KES", "VND", "DEM"} <= CURRENCIES
    assert CURRENCIES.isdisjoint({"XAU", "XTS", "XXX", "CHE", "UYI", "XDR"})


@pytest.mark.parametrize(
    ("written", "base", "code"),
    [
        ("$", "", "USD"),
        ("$", "CAD", "CAD"),
        ("$", "EUR", "USD"),
        ("¥", "CNY", "CNY"),
        ("¥", "USD", "JPY"),
        ("£", "EGP", "EGP"),
        ("£", "USD", "GBP"),
        ("kr", "SEK", "SEK"),
        ("kr", "USD", None),
        ("A$", "CAD", "AUD"),
        ("NT$", "USD", "TWD"),
        ("R$", "USD", "BRL"),
        ("€", "USD", "EUR"),
        ("zł", "USD", "PLN"),
        ("euros", "USD", "EUR"),
        ("chf", "USD", "CHF"),
        ("xyz", "USD", None),
    ],
)
def test_signs(written: str, base: str, code: str | None) -> None:
    """The base currency where it is written so, else the best known one, or none."""
    assert currency_of(written, base) == code


def test_names() -> None:
    """In English, as systems export them."""
    names = ("US Dollar", "euro", "Acme")
    assert [currency_called(name) for name in names] == ["USD", "EUR", None]
    assert can_mean("$", "MXN")
    assert not can_mean("US$", "MXN")
