"""Numbers that are typed in the unit of a metric: targets, bars, amounts in the base currency; pure."""

from decimal import Decimal

from bot.common.amounts import PERCENT
from bot.common.errors import BadInput
from bot.common.locales import Locale
from bot.common.numbers import Amount, parse_amount, write_amount
from bot.features.metrics.rules.figures import Unit

_MONEY = frozenset({Unit.money, Unit.money_a_day})


def parse_measure(text: str, unit: Unit, field: str, locale: Locale) -> Decimal:
    """The number of a text in this unit, percents as shares (1 is 100%).

    BadInput with this field: no number, or one of another unit.
    """
    return measure_of(parse_amount(text, field, locale), unit, field, locale.currency)


def measure_of(amount: Amount, unit: Unit, field: str, currency: str) -> Decimal:
    """The number of an amount in this unit; `currency` is the base one. BadInput as `parse_measure`."""
    typed = write_amount(amount.value, amount.unit)
    if unit in _MONEY:
        if amount.unit == PERCENT:
            raise BadInput(f"“{typed}” is a percentage, this is money: write it as $48k.", field=field)
        return base_value(amount, currency, field)
    if unit is Unit.percent:
        if amount.unit not in ("", PERCENT):
            raise BadInput(f"“{typed}” is money, this is a percentage: write it as 25%.", field=field)
        return amount.value / 100
    if amount.unit:
        raise BadInput(f"“{typed}” has a unit, this has none: write a plain number, such as 12.", field=field)
    return amount.value


def write_measure(value: Decimal, unit: Unit) -> str:
    """The number as a form shows it, so that it can be typed again: a share as percents, money bare."""
    return write_amount(value * 100, PERCENT) if unit is Unit.percent else write_amount(value)


def base_value(amount: Amount, currency: str, field: str) -> Decimal:
    """The number of an amount in the base currency. BadInput with this field: it is in another one."""
    if not amount.is_in(currency):
        written = write_amount(amount.value, amount.unit)
        raise BadInput(f"“{written}” is in {amount.unit}: write it in {currency}.", field=field)
    return amount.value
