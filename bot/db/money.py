"""Money in columns: exact, and summed by the database itself."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

from bot.common.numbers import tidy

_SCALE = Decimal(10_000)


class Money(TypeDecorator[Decimal]):
    """An amount as a whole number of ten-thousandths, which both databases add up exactly.

    Up to nine hundred billions; what is finer than a ten-thousandth is rounded half up, away from zero.
    """

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """The Python type of its values."""
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Converts to ten-thousandths, rounded half up; None for NULL."""
        return None if value is None else int((value * _SCALE).quantize(Decimal(1), ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Gives whole units as a decimal; None for NULL."""
        return None if value is None else tidy(Decimal(value) / _SCALE)
