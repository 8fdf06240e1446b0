"""The declarative base and the column types that mean the same on SQLite and on Postgres."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Numeric, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.common.numbers import tidy

_MILLIONTH = Decimal("0.000001")


class Base(DeclarativeBase):
    """Every table's base; constraint names are fixed so that migrations can speak of them."""

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
    """An aware UTC datetime; naive values are refused on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, without the zone on SQLite, which cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back to aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal to the millionth: NUMERIC on Postgres, text on SQLite, which has only floats."""

    impl = Numeric(28, 6)
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """What it is outside."""
        return Decimal

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type in this database."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else Numeric(28, 6))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Rounded half up, away from zero, in both databases; as text on SQLite, never as 1E+3."""
        if value is None:
            return None
        kept = tidy(value.quantize(_MILLIONTH, ROUND_HALF_UP))
        return format(kept, "f") if dialect.name == "sqlite" else kept

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Without the zeros that only the column's type adds."""
        return None if value is None else tidy(Decimal(value))


SlackId = String(32)
RowId = BigInteger().with_variant(Integer, "sqlite")
Json: Any = JSON().with_variant(JSONB(), "postgresql")
