"""Amounts and percentages as files write them; the column decides which sign is which. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES, SYMBOLS, tidy

POINT, COMMA = ".", ","
MOST = Decimal(10**12)
_MOST_DECIMALS = 6
_DOLLARS = {
    "US$": "USD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "MX$": "MXN",
    "R$": "BRL",
    "S$": "SGD",
}
_UNITS = {**_DOLLARS, **SYMBOLS, **{code: code for code in CURRENCIES}}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<minus>-)?\s*(?P<before>{_UNIT})?\s*(?P<inner>-)?\s*(?P<digits>[.,]?[0-9][0-9.,'’\s]*?)\s*(?P<after>{_UNIT})?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,12})?)\s*(%?)")
_LONGEST, _LONGEST_SHOWN = 60, 40
# Thousands: groups of three with one separator; Indian groups of two before the last three.
_WHOLE = {
    sign: re.compile(
        rf"[0-9]+|[1-9][0-9]{{0,2}}(?:(?P<cut>[{other}'’\s])[0-9]{{3}})(?:(?P=cut)[0-9]{{3}})*"
        + (r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" if sign == POINT else "")
        + "|"
    )
    for sign, other in ((POINT, COMMA), (COMMA, POINT))
}


@dataclass(frozen=True)
class _Written:
    """The parts of an amount: its digits with separators, its sign, and the currency's code or ""."""

    digits: str
    is_negative: bool
    currency: str


# Cached: detector, currency and reader each look at the same amount.
@lru_cache(maxsize=1024)
def _taken_apart(text: str) -> _Written | None:
    typed = text.strip().replace("−", "-")
    if len(typed) > _LONGEST:
        return None
    in_brackets = typed.startswith("(") and typed.endswith(")")
    match = _AMOUNT.fullmatch(typed[1:-1].strip() if in_brackets else typed)
    if match is None or (match["before"] and match["after"]):
        return None
    minuses = (in_brackets, match["minus"], match["inner"])
    if sum(map(bool, minuses)) > 1:
        return None
    unit = (match["before"] or match["after"] or "").upper()
    return _Written(match["digits"], any(minuses), _UNITS.get(unit, ""))


def _number(digits: str, sign: str) -> Decimal | None:
    whole, _, cents = digits.partition(sign)
    if not _WHOLE[sign].fullmatch(whole) or not re.fullmatch("[0-9]*", cents) or not whole + cents:
        return None
    return Decimal(f"{re.sub('[^0-9]', '', whole) or 0}.{cents or 0}")


def decimal_signs(text: str) -> frozenset[str]:
    """The signs that may stand before the cents of this text: one, or both where it makes no difference.

    Empty where it is no amount.
    """
    return frozenset(sign for sign in (POINT, COMMA) if _amount(text, sign) is not None)


def is_told_by_its_sign(text: str) -> bool:
    """Whether this is an amount with either sign, but not the same one: `1,234`."""
    by_point, by_comma = _amount(text, POINT), _amount(text, COMMA)
    return by_point is not None and by_comma is not None and by_point != by_comma


def read_amount(text: str, sign: str) -> Decimal:
    """Amount of a text, rounded to six decimals; brackets are a minus.

    `sign` stands before the cents; "" where it is not decided, and must make no difference. BadInput: no
    amount, ambiguous, or too large.
    """
    shown = text.strip()[:_LONGEST_SHOWN]
    if not sign and is_told_by_its_sign(text):
        raise BadInput(f"“{shown}” can be read in two ways, as thousands or with decimals")
    signs = (sign,) if sign else (POINT, COMMA)
    value = next((found for each in signs if (found := _amount(text, each)) is not None), None)
    if value is None:
        raise BadInput(f"“{shown}” is no amount{_WITH_SIGN[sign]}")
    return checked_amount(value, shown)


_WITH_SIGN = {POINT: "", COMMA: " with a comma before its decimals", "": ""}


def checked_amount(value: Decimal, shown: str) -> Decimal:
    """The amount rounded to six decimals.

    BadInput, with `shown`: twelve digits before the point are the most.
    """
    if abs(value) >= MOST:
        raise BadInput(f"“{shown}” is too large: twelve digits are the most")
    return tidy(round(value, _MOST_DECIMALS))


def _amount(text: str, sign: str) -> Decimal | None:
    written = _taken_apart(text)
    value = _number(written.digits, sign) if written else None
    if written is None or value is None:
        return None
    return -value if written.is_negative else value


def currency_in(text: str) -> str:
    """ISO code of the currency that an amount's text names; "" for none."""
    written = _taken_apart(text)
    return written.currency if written else ""


def share_in(text: str) -> tuple[Decimal, bool] | None:
    """Number of a percentage, and whether the text has `%`; None where it is none."""
    match = _PERCENT.fullmatch(text.strip())
    return (Decimal(match[1].replace(",", ".")), bool(match[2])) if match else None


def read_percent(text: str, *, of_one: bool) -> Decimal:
    """Percentage of a text, from 0 to 100. `of_one`: 0.6 is sixty; `60%` is sixty in any column.

    BadInput: no percentage, or over 100.
    """
    share, shown = share_in(text), text.strip()[:_LONGEST_SHOWN]
    if share is None:
        raise BadInput(f"“{shown}” is no percentage from 0 to 100")
    number, is_marked = share
    percent = number * 100 if of_one and not is_marked else number
    if percent > 100:
        raise BadInput(f"“{shown}” is more than 100%")
    return percent
