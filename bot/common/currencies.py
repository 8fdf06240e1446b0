"""Currencies: which codes there are, and what `$`, `A$`, `kr` or `₹` mean where somebody writes them."""

from babel import Locale as BabelLocale
from babel.core import get_global
from babel.numbers import get_currency_precision, list_currencies

# Units of account, funds, metals and tests, which nobody sells in.
_FUNDS = "BOV CHE CHW CLF COU ESA ESB MXV USN USS UYI UYW XAD XBA XBB XBC XBD XDR XEU XFO XFU XRE XSU XUA"
_METALS_AND_TESTS = "XAG XAU XPD XPT XTS XXX"
CURRENCIES: frozenset[str] = frozenset(list_currencies()).difference(
    _FUNDS.split(), _METALS_AND_TESTS.split()
)
LEGAL_TENDERS: frozenset[str] = frozenset(
    code
    for spells in get_global("territory_currencies").values()
    for code, _, until, is_tender in spells
    if until is None and is_tender
)
_DOLLARS = (
    "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD "
    "TTD TWD UYU XCD"
)
# What a sign can mean: the base currency if it is among these, else the first.
_SEVERAL: dict[str, tuple[str, ...]] = {
    "$": tuple(_DOLLARS.split()),
    "¥": ("JPY", "CNY"),
    "£": ("GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"),
    "KR": ("", "DKK", "ISK", "NOK", "SEK"),
}
_ONE = {
    "US$": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "NT$": "TWD",
    "MX$": "MXN",
    "R$": "BRL",
    "S$": "SGD",
    "€": "EUR",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₽": "RUB",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₦": "NGN",
    "KČ": "CZK",
    "ZŁ": "PLN",
    "円": "JPY",
}
# Words that stand behind a number only: "Euro 2028" is no money.
_WORDS = {"DOLLAR": "$", "DOLLARS": "$", "EURO": "€", "EUROS": "€", "RUPEES": "₹", "YEN": "¥"}
SIGNS: tuple[str, ...] = tuple(sorted({*_ONE, *_SEVERAL}, key=len, reverse=True))
WORDS: tuple[str, ...] = tuple(sorted(_WORDS, key=len, reverse=True))
_NAMES = {
    name.casefold(): code for code, name in BabelLocale("en").currencies.items() if code in LEGAL_TENDERS
}
# Decimals of an exchange rate: one unit of some currencies is worth millionths of another.
RATE_PLACES = 12
# How amounts are shown; other currencies are shown by their code.
SHOWN = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def currency_of(written: str, base: str = "") -> str | None:
    """ISO code that a code or sign means in a workspace with this base currency; case is ignored.

    None for `kr` where it can be several, and for what is no currency.
    """
    typed = written.strip().upper()
    typed = _WORDS.get(typed, typed)
    if typed in _SEVERAL:
        codes = _SEVERAL[typed]
        return base if base in codes else codes[0] or None
    return _ONE.get(typed) or (typed if typed in CURRENCIES else None)


def currency_called(name: str) -> str | None:
    """ISO code of a currency by its English name, `US Dollar`; None for other words."""
    return _NAMES.get(name.strip().casefold())


def coin_places(code: str) -> int:
    """Decimals of a currency's smallest coin: 2 for USD, 0 for JPY, 3 for KWD."""
    return int(get_currency_precision(code))


def can_mean(written: str, code: str) -> bool:
    """Whether a sign is written for this currency too, as `$` is for AUD."""
    typed = written.strip().upper()
    return code in _SEVERAL.get(_WORDS.get(typed, typed), ())
