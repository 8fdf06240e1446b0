"""Celebrations: what there was, up to where was looked, rules and wishes; goals that were shared."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "celebration_cursors",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("last_line", _ROW_ID, nullable=False),
        sa.Column("goals_at", _INSTANT, nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("medium", sa.BigInteger(), nullable=True),
        sa.Column("large", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_celebration_cursors")),
    )
    op.create_table(
        "celebration_rules",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("rules", _JSON, nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_celebration_rules")),
    )
    op.create_table(
        "celebration_wishes",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("results", sa.Boolean(), nullable=False),
        sa.Column("dates", sa.Boolean(), nullable=False),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", name=op.f("pk_celebration_wishes")),
    )
    op.create_table(
        "celebrations",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detected_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("post_key", sa.String(length=160), nullable=True),
        sa.Column("posted_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_celebrations")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_celebrations_workspace_id_key")),
    )
    op.create_index("ix_celebrations_channel", "celebrations", ["workspace_id", "channel_id", "posted_at"])
    op.create_index("ix_celebrations_state", "celebrations", ["workspace_id", "state", "due_at"])
    op.add_column("goals", sa.Column("shared_at", _INSTANT, nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("goals", "shared_at")
    op.drop_table("celebrations")
    op.drop_table("celebration_wishes")
    op.drop_table("celebration_rules")
    op.drop_table("celebration_cursors")
