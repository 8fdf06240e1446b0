"""A lock has an instant, and a deal the day on which it counts.

Until now a lock was a day among the settings. It counts as made when these were last changed; what was told
of its days later counts on the day on which it was told, unless it counted there before.
"""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_CLOSED = ["workspace_id", "owner_id", "closed_on", "status", "recorded_at", "replaced_at", "amount"]
_COUNTED = [column.replace("closed_on", "counted_on") for column in _CLOSED]
_DECIDED = ("won", "lost")
_SETTINGS = sa.table(
    "settings",
    sa.column("workspace_id", sa.String),
    sa.column("name", sa.String),
    sa.column("value", _JSON),
    sa.column("changed_by", sa.String),
    sa.column("changed_at", _INSTANT),
)
_VERSIONS = sa.table(
    "deal_versions",
    sa.column("id", _ROW_ID),
    sa.column("workspace_id", sa.String),
    sa.column("deal_id", _ROW_ID),
    sa.column("status", sa.String),
    sa.column("closed_on", sa.Date),
    sa.column("counted_on", sa.Date),
    sa.column("is_confirmed", sa.Boolean),
    sa.column("recorded_at", _INSTANT),
    sa.column("replaced_at", _INSTANT),
)


def upgrade() -> None:
    """Adds the locks and the day, and fills them from the settings."""
    locks = op.create_table(
        "book_locks",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("before", sa.Date(), nullable=False),
        sa.Column("locked_at", _INSTANT, nullable=False),
        sa.Column("locked_by", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_book_locks"),
        sa.UniqueConstraint("workspace_id", "before", name="uq_book_locks_workspace_id_before"),
    )
    op.add_column("deal_versions", sa.Column("counted_on", sa.Date(), nullable=True))
    versions = _VERSIONS.c
    op.execute(_VERSIONS.update().where(versions.status.in_(_DECIDED)).values(counted_on=versions.closed_on))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_SETTINGS).where(_SETTINGS.c.name == "ledger")).mappings():
        day = row["value"].get("locked_before")
        if day is None:
            continue
        at = row["changed_at"] or datetime.now(UTC)
        lock = {"workspace_id": row["workspace_id"], "before": date.fromisoformat(day), "locked_at": at}
        connection.execute(locks.insert(), [{**lock, "locked_by": row["changed_by"]}])
        _count_late(connection, lock)
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", [*_COUNTED, "is_confirmed"])


def _count_late(connection: sa.Connection, lock: dict[str, Any]) -> None:
    """What was told after the lock counts on its day of recording, unless it counted before."""
    each, before = _VERSIONS.c, _VERSIONS.alias("before").c
    counted = sa.exists().where(
        before.workspace_id == each.workspace_id,
        before.deal_id == each.deal_id,
        before.status == each.status,
        before.is_confirmed == sa.true(),
        before.counted_on < lock["before"],
        before.recorded_at <= lock["locked_at"],
        sa.or_(before.replaced_at.is_(None), before.replaced_at > lock["locked_at"]),
    )
    late = sa.select(each.id, each.recorded_at).where(
        each.workspace_id == lock["workspace_id"],
        each.counted_on < lock["before"],
        each.recorded_at > lock["locked_at"],
        ~counted,
    )
    for row in connection.execute(late).all():
        told = _VERSIONS.update().where(each.id == row.id).values(counted_on=row.recorded_at.date())
        connection.execute(told)


def downgrade() -> None:
    """Takes them away; the settings still say what is locked."""
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", [*_CLOSED, "is_confirmed"])
    op.drop_column("deal_versions", "counted_on")
    op.drop_table("book_locks")
