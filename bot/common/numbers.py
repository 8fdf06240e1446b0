"""Numbers as people type them: `50,000`, `$50k`, `€1.2m`, `40%`, `3.4 million`; and back again.

A number is read in one way or not at all: what could mean two things (`1,5`) is asked back. The grammar is
that of `amounts`.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from bot.common.amounts import COMMA, PERCENT, POINT, Written, narrow, number_of, taken_apart
from bot.common.currencies import CURRENCIES, SHOWN, can_mean, currency_of
from bot.common.errors import BadInput
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.scales import doubt_in
from bot.common.text import excerpt

MOST_DIGITS = 15
MOST_DECIMALS = 4
# In larger amounts nobody reads the cents.
_CENTS_BELOW = 1000
HOW = "Write it as 50000, 50,000, $50k or 40%."


@dataclass(frozen=True)
class Amount:
    """A number with its unit: a currency's ISO code (`USD`), `%`, or "" for none.

    `sign` is how the currency was written, where the sign is that of several (`$`).
    """

    value: Decimal
    unit: str = ""
    sign: str = field(default="", compare=False)

    def in_base(self, currency: str) -> "Amount":
        """An amount whose sign means the base currency where it can: `$` is CAD in Canada; else unchanged."""
        return replace(self, unit=currency) if can_mean(self.sign, currency) else self

    def is_in(self, unit: str) -> bool:
        """Whether it is, or by its sign can be, in this unit; a number without a unit is in any."""
        return self.unit in ("", unit) or can_mean(self.sign, unit)


@dataclass(frozen=True)
class NumberChange:
    """A report of progress: with `adds` it is added to the number (`+5k`, `-2`), else it is the number."""

    value: Decimal
    adds: bool
    unit: str = ""
    sign: str = field(default="", compare=False)

    @property
    def amount(self) -> Amount:
        """The number with its unit, without whether it is added."""
        return Amount(self.value, self.unit, self.sign)


def parse_amount(text: str, field: str | None = None, locale: Locale = DEFAULT_LOCALE) -> Amount:
    """The number that somebody wrote, zero or more, at most 15 digits and 4 decimals.

    BadInput with this field: no number, below zero, two readings, two units, or too long.
    """
    typed = text.strip()
    written = taken_apart(typed)
    # A point without decimals may be half a number.
    if written is None or (typed[-1] in ".," and not written.scale):
        raise BadInput(why_not(typed), field=field)
    if written.is_negative:
        raise BadInput(
            f"“{excerpt(typed)}” is below zero: write a number without a minus. {HOW}", field=field
        )
    return amount_of(written, typed, field, locale)


def parse_target(text: str, field: str | None = None, locale: Locale = DEFAULT_LOCALE) -> Amount:
    """The number that somebody wrote, above zero. BadInput with this field: as in `parse_amount`, or zero."""
    return above_zero(parse_amount(text, field, locale), text, field)


def above_zero(amount: Amount, text: str, field: str | None = None) -> Amount:
    """The amount that was read from this text. BadInput with this field: it is zero."""
    if amount.value == 0:
        raise BadInput(f"“{excerpt(text.strip())}” is zero: write a number above it. {HOW}", field=field)
    return amount


def parse_money(text: str, field: str | None = None, locale: Locale = DEFAULT_LOCALE) -> Amount:
    """Money that somebody wrote, zero or more; its unit is a currency or "". BadInput: as above, or a `%`."""
    amount = parse_amount(text, field, locale)
    if amount.unit == PERCENT:
        raise BadInput(
            f"“{excerpt(text.strip())}” is a percentage: write an amount of money, such as $48k.", field=field
        )
    return amount


def parse_percent(text: str, field: str | None = None) -> Decimal:
    """Percents that somebody wrote, with or without the sign: 25 for `25` and `25%`.

    BadInput with this field: no number, or one of money.
    """
    amount = parse_amount(text, field) if re.search("[0-9]", text) else None
    if amount is None or amount.unit not in ("", PERCENT):
        raise BadInput(f"“{excerpt(text.strip())}” is no percentage: write it as 25 or 25%.", field=field)
    return amount.value


def parse_whole(text: str, least: int, most: int, field: str | None = None) -> int:
    """A whole number from `least` to `most`. BadInput with this field: another one, or none."""
    try:
        amount = parse_amount(text, field)
    except BadInput:
        amount = Amount(Decimal(-1))
    if amount.unit or amount.value != int(amount.value) or not least <= amount.value <= most:
        sentence = f"“{excerpt(text.strip())}” does not fit: write a whole number from {least:,} to {most:,}."
        raise BadInput(sentence, field=field)
    return int(amount.value)


def parse_change(text: str, field: str | None = None, locale: Locale = DEFAULT_LOCALE) -> NumberChange:
    """Report of progress: `+5k` or `-2` adds, `7k` or `=7k` sets. BadInput with this field: no number."""
    typed = narrow(text.strip()).replace("–", "-")
    sign, rest = (typed[0], typed[1:]) if typed[:1] in ("+", "-", "=") else ("=", typed)
    if not rest.strip() or rest.strip()[0] in "+-(":
        raise BadInput(why_not(typed), field=field)
    try:
        amount = parse_amount(rest, field, locale)
    except BadInput:
        if not any(map(str.isdigit, rest)):
            raise BadInput(why_not(typed), field=field) from None
        raise
    value = -amount.value if sign == "-" else amount.value
    return NumberChange(value, adds=sign != "=", unit=amount.unit, sign=amount.sign)


def amount_of(written: Written, typed: str, field: str | None, locale: Locale) -> Amount:
    """The amount of these parts, minus left aside; `typed` is quoted. BadInput: as in `parse_amount`."""
    value = _value(written, typed, field) * written.factor
    whole, _, decimals = format(value, "f").partition(".")
    if len(whole) > MOST_DIGITS or len(decimals.rstrip("0")) > MOST_DECIMALS:
        sentence = f"is too long: {MOST_DIGITS} digits and {MOST_DECIMALS} decimals are the most."
        raise BadInput(f"“{excerpt(typed)}” {sentence}", field=field)
    return Amount(tidy(value), _unit(written, typed, field, locale), written.before or written.after)


def below_zero(typed: str) -> str:
    """The sentence for a number with a minus."""
    return f"“{excerpt(typed)}” is below zero: write a number without a minus. {HOW}"


def _unit(written: Written, typed: str, field: str | None, locale: Locale) -> str:
    units = {
        side: PERCENT if side == PERCENT else currency_of(side, locale.currency)
        for side in (written.before, written.after)
        if side
    }
    if None in units.values():
        codes = "SEK, NOK, DKK or ISK"
        raise BadInput(f"“{excerpt(typed)}” can be in several currencies: write {codes}.", field=field)
    names = [unit for unit in units.values() if unit]
    # `$90k CAD` says which dollars.
    for side, other in ((written.before, written.after), (written.after, written.before)):
        if side and other and can_mean(side, units[other] or ""):
            return units[other] or ""
    if len(set(names)) > 1:
        raise BadInput(f"“{excerpt(typed)}” has two units: write one of them. {HOW}", field=field)
    return names[0] if names else ""


def _value(written: Written, typed: str, field: str | None) -> Decimal:
    digits = written.digits
    by_point, by_comma = number_of(digits, POINT), number_of(digits, COMMA)
    if by_point is None and by_comma is None:
        sentence = "has its commas in odd places: write 50,000 or 5,000,000, or leave them out."
        raise BadInput(f"“{excerpt(typed)}” {sentence}", field=field)
    is_comma_alone = by_point is None and re.fullmatch(r"[0-9]*,[0-9]+", digits)
    is_either = by_comma is not None and by_point not in (None, by_comma) and "." in digits
    if is_comma_alone or is_either:
        raise BadInput(f"“{excerpt(typed)}” {_two_ways(written)}.", field=field)
    return by_point if by_point is not None else by_comma or Decimal(0)


def _two_ways(written: Written) -> str:
    """What is wrong with `7,5k` or `1.500`, with its readings as they can be typed."""
    digits, scale = written.digits.replace(COMMA, POINT), written.scale
    scale = f" {scale}" if len(scale) > 1 else scale
    value, (whole, _, rest) = number_of(digits, POINT) or Decimal(0), digits.partition(POINT)
    one = f"{write_amount(value)}{scale}"
    if not whole.strip("0") or len(rest) > len("000"):
        return f"has a comma before its decimals: write {one}"
    thousands = write_amount(Decimal(whole + rest.ljust(3, "0")))
    other = write_amount(value * written.factor) if scale and COMMA in written.digits else thousands + scale
    return f"can be read in two ways: write {one} or {other}"


def why_not(typed: str) -> str:
    """The sentence for a text that is no number: what is wrong with it, and how to write one."""
    if not typed:
        return f"There is no number. {HOW}"
    if doubt := doubt_in(typed):
        return f"“{excerpt(typed)}” {doubt}."
    return f"“{excerpt(typed)}” is not a number that I can read. {HOW}"


def tidy(value: Decimal) -> Decimal:
    """The number without zeros after the point, and never as 1E+3."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def show_amount(value: Decimal, unit: str = "") -> str:
    """A number to be read, not typed again: as `write_amount`, money from 1,000 on without its cents."""
    is_large = unit in CURRENCIES and abs(value) >= _CENTS_BELOW
    return write_amount(value.quantize(Decimal(1), ROUND_HALF_UP) if is_large else value, unit)


def write_amount(value: Decimal, unit: str = "") -> str:
    """A number as people read it, and `parse_amount` too: `$50,000`, `12.5%`, `CHF 1,200`, `1,234.5`.

    A unit that is no currency or `%` is left out.
    """
    number = f"{tidy(abs(value)):,f}"
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", number):
        number += "0"  # 1.125 could be a thousand and more
    sign = "-" if value < 0 else ""
    if unit == PERCENT:
        return f"{sign}{number}%"
    if unit in SHOWN:
        return f"{sign}{SHOWN[unit]}{number}"
    return f"{sign}{unit} {number}" if unit in CURRENCIES else f"{sign}{number}"
