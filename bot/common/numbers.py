"""Numbers as people write them: `50,000`, `$50k`, `€1.2m`, `40%`, `USD 50k`; and back again.

A number is read in one way or not at all: what could mean two things (`1,5`) is asked back.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.text import excerpt

PERCENT = "%"
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_CODES = "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY KRW MXN NOK NZD PLN RON SEK SGD TRY USD ZAR"
CURRENCIES = frozenset(_CODES.split())
MOST_DIGITS = 15
MOST_DECIMALS = 4
_FACTORS = {"": 1, "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9}
_SPACES = " \u00a0\u2009\u202f"
_GROUP = rf"[,{_SPACES}]"
_NUMBER = rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_CODE = "|".join(_CODES.split())
AMOUNT = (
    rf"(?P<before>[{''.join(SYMBOLS)}]|(?:{_CODE})\s?)?(?P<number>{_NUMBER})\s?(?P<factor>k|mn?|bn?)?"
    rf"(?P<after>\s?%|\s?[{''.join(SYMBOLS)}]|\s?(?:{_CODE}))?"
)
_WHOLE = re.compile(AMOUNT, re.IGNORECASE)
_TWO_WAYS = re.compile(r"[0-9]+,[0-9]{1,2}|[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?|[0-9]{1,3}( [0-9]{3})+,[0-9]+")
_HOW = "Write it as 50000, 50,000, $50k or 40%."


@dataclass(frozen=True)
class Amount:
    """A number with its unit: a currency's ISO code (`USD`), `%`, or "" for none."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True)
class NumberChange:
    """A report of progress: with `adds` it is added to the number (`+5k`, `-2`), else it is the number."""

    value: Decimal
    adds: bool
    unit: str = ""


def parse_amount(text: str, field: str | None = None) -> Amount:
    """The number that somebody wrote, zero or more, at most 15 digits and 4 decimals.

    BadInput with this field: no number, two readings, two units, or too long.
    """
    typed = text.strip()
    match = _WHOLE.fullmatch(typed)
    if match is None or _TWO_WAYS.fullmatch(match["number"]):
        raise BadInput(_why_not(typed), field=field)
    return _amount(match, typed, field)


def parse_target(text: str, field: str | None = None) -> Amount:
    """The number that somebody wrote, above zero. BadInput with this field: as in `parse_amount`, or zero."""
    amount = parse_amount(text, field)
    if amount.value == 0:
        raise BadInput(f"“{excerpt(text.strip())}” is zero: write a number above it. {_HOW}", field=field)
    return amount


def parse_change(text: str, field: str | None = None) -> NumberChange:
    """Report of progress: `+5k` or `-2` adds, `7k` or `=7k` sets. BadInput with this field: no number."""
    typed = text.strip().replace("−", "-")
    sign, rest = (typed[0], typed[1:]) if typed[:1] in ("+", "-", "=") else ("=", typed)
    amount = parse_amount(rest, field) if rest.strip() else None
    if amount is None:
        raise BadInput(_why_not(typed), field=field)
    value = -amount.value if sign == "-" else amount.value
    return NumberChange(value, adds=sign != "=", unit=amount.unit)


def _amount(match: re.Match[str], typed: str, field: str | None) -> Amount:
    before, after = ((match[side] or "").strip().upper() for side in ("before", "after"))
    if before and after:
        raise BadInput(f"“{excerpt(typed)}” has two units: write one of them. {_HOW}", field=field)
    digits = re.sub(_GROUP, "", match["number"])
    value = Decimal(digits) * _FACTORS[(match["factor"] or "").lower()]
    whole, _, decimals = format(value, "f").partition(".")
    if len(whole) > MOST_DIGITS or len(decimals.rstrip("0")) > MOST_DECIMALS:
        raise BadInput(
            f"“{excerpt(typed)}” is too long: {MOST_DIGITS} digits and {MOST_DECIMALS} decimals "
            "are the most.",
            field=field,
        )
    unit = before or after
    return Amount(tidy(value), SYMBOLS.get(unit, unit))


def _why_not(typed: str) -> str:
    if _TWO_WAYS.fullmatch(re.sub(r"[^0-9., ]", "", typed).strip()):
        return (
            f"“{excerpt(typed)}” can be read in two ways: write 1.5 for one and a half, 1,500 for thousands."
        )
    if not typed:
        return f"There is no number. {_HOW}"
    return f"“{excerpt(typed)}” is not a number that I can read. {_HOW}"


def tidy(value: Decimal) -> Decimal:
    """The number without zeros after the point, and never as 1E+3."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def write_amount(value: Decimal, unit: str = "") -> str:
    """A number as people read it, and `parse_amount` too: `$50,000`, `12.5%`, `CHF 1,200`, `1,234.5`.

    A unit that is no currency or `%` is left out.
    """
    number = f"{tidy(abs(value)):,f}"
    if _TWO_WAYS.fullmatch(number):
        number += "0"  # 1.125 could be a thousand and more
    sign = "-" if value < 0 else ""
    if unit == PERCENT:
        return f"{sign}{number}%"
    symbol = next((symbol for symbol, code in SYMBOLS.items() if code == unit), None)
    if symbol:
        return f"{sign}{symbol}{number}"
    return f"{sign}{unit} {number}" if unit in CURRENCIES else f"{sign}{number}"
