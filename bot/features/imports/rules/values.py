"""Amounts and percentages as files write them; the column decides which sign is which. Pure.

The grammar is that of `common.amounts`, as at every door.
"""

import re
from decimal import Decimal

from bot.common.amounts import COMMA, PERCENT, POINT, Written, number_of, taken_apart
from bot.common.currencies import currency_of
from bot.common.errors import BadInput
from bot.common.numbers import tidy
from bot.common.scales import doubt_in

MOST = Decimal(10**12)
MOST_DECIMALS = 6
_SHARE = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,12})?")
_LONGEST_SHOWN = 40


def decimal_signs(text: str) -> frozenset[str]:
    """The signs that may stand before the cents of this text: one, or both where it makes no difference.

    Empty where it is no amount.
    """
    return frozenset(sign for sign in (POINT, COMMA) if _amount(text, sign) is not None)


def is_told_by_its_sign(text: str) -> bool:
    """Whether this is an amount with either sign, but not the same one: `1,234`."""
    by_point, by_comma = _amount(text, POINT), _amount(text, COMMA)
    return by_point is not None and by_comma is not None and by_point != by_comma


def read_amount(text: str, sign: str, places: int = MOST_DECIMALS) -> Decimal:
    """Amount of a text, rounded to so many decimals; brackets are a minus.

    `sign` stands before the cents; "" where it is not decided, and must make no difference. BadInput: no
    amount, ambiguous, or too large.
    """
    shown = text.strip()[:_LONGEST_SHOWN]
    if not sign and is_told_by_its_sign(text):
        raise BadInput(f"“{shown}” can be read in two ways, as thousands or with decimals")
    signs = (sign,) if sign else (POINT, COMMA)
    value = next((found for each in signs if (found := _amount(text, each)) is not None), None)
    if value is None:
        raise BadInput(f"“{shown}” {doubt_in(text) or f'is no amount{_WITH_SIGN[sign]}'}")
    return checked_amount(value, shown, places)


_WITH_SIGN = {POINT: "", COMMA: " with a comma before its decimals", "": ""}


def checked_amount(value: Decimal, shown: str, places: int = MOST_DECIMALS) -> Decimal:
    """The amount rounded to so many decimals.

    BadInput, with `shown`: twelve digits before the point are the most.
    """
    if abs(value) >= MOST:
        raise BadInput(f"“{shown}” is too large: twelve digits are the most")
    return tidy(round(value, places))


def _amount(text: str, sign: str) -> Decimal | None:
    written = _money(text)
    value = number_of(written.digits, sign) if written else None
    if written is None or value is None:
        return None
    value *= written.factor
    return -value if written.is_negative else value


def _money(text: str) -> Written | None:
    """Parts of an amount with at most one currency, as written; None for anything else, such as `5%`."""
    written = taken_apart(text)
    if written is None or PERCENT in (written.before, written.after):
        return None
    units = {currency_of(unit) for unit in (written.before, written.after) if unit}
    return written if len(units) <= 1 else None


def currency_in(text: str, base: str = "") -> str:
    """ISO code of the currency that an amount's text names; "" for none. `base`: what `$` may mean.

    BadInput: a sign of several currencies (`kr`).
    """
    written = _money(text)
    unit = (written.before or written.after) if written else ""
    found = currency_of(unit, base) if unit else ""
    if found is None:
        raise BadInput(f"“{unit}” can be several currencies: add a column with the currency")
    return found


def share_in(text: str) -> tuple[Decimal, bool] | None:
    """Number of a percentage, and whether the text has `%`; None where it is none."""
    written = taken_apart(text)
    if written is None or written.is_negative or written.scale or written.before:
        return None
    if not _SHARE.fullmatch(written.digits) or written.after not in ("", PERCENT):
        return None
    return Decimal(written.digits.replace(COMMA, POINT)), bool(written.after)


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
