"""The declarative base and the column types that mean the same on SQLite and on Postgres."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Numeric, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.common.numbers import tidy

_DIGITS, _MILLIONTHS = 28, 6


class Base(DeclarativeBase):
    """Every table's base; constraint names follow a fixed convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """Column of an aware UTC datetime. ValueError: a naive value."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Converts to UTC, without the zone on SQLite, which cannot store one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives an aware UTC datetime; None for NULL."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """Column of a decimal to the millionth: NUMERIC on Postgres, text on SQLite, which has only floats.

    `places` is how many decimals are kept, of 28 digits in all.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, places: int = _MILLIONTHS) -> None:
        super().__init__(_DIGITS, places)
        self.places = places

    @property
    def python_type(self) -> type[Decimal]:
        """The Python type of its values."""
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type in this database."""
        return dialect.type_descriptor(
            String(32) if dialect.name == "sqlite" else Numeric(_DIGITS, self.places)
        )

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Rounds half up, away from zero, on both databases; text on SQLite, never as 1E+3."""
        if value is None:
            return None
        kept = tidy(value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP))
        return format(kept, "f") if dialect.name == "sqlite" else kept

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Gives a decimal without the zeros that only the column's type adds; None for NULL."""
        return None if value is None else tidy(Decimal(value))


SlackId = String(32)
# In the `info` of a table whose rows are secrets that live for minutes: they stay in their database.
NEVER_COPIED = "never_copied"
# In the `info` of a table of what people write: the columns that tell whose its rows are, members' ids or
# ids of rows that tell it in turn. () where nothing leads to anybody.
WHOSE = "whose"
RowId = BigInteger().with_variant(Integer, "sqlite")
Json: Any = JSON().with_variant(JSONB(), "postgresql")
