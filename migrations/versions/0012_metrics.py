"""Metrics: own definitions, what teams follow, what was posted, disputes, goals that are fed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_EXACT = sa.Numeric(28, 6).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "disputes",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_member", "disputes", ["workspace_id", "member_id", "deal_id"])
    op.create_table(
        "goal_feeds",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=False),
        sa.Column("metric", sa.String(length=120), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "goal_id", name=op.f("pk_goal_feeds")),
    )
    op.create_table(
        "metric_definitions",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("formula", sa.String(length=400), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("higher_is_better", sa.Boolean(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("defined_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric_definitions")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_metric_definitions_workspace_id_key")),
    )
    op.create_table(
        "posted_summaries",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("as_of", _INSTANT, nullable=False),
        sa.Column("bookings", _EXACT, nullable=False),
        sa.Column("dedupe_keys", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "subject", "week", name=op.f("pk_posted_summaries")),
    )
    op.create_table(
        "team_metrics",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("metric", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("target", _EXACT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", "metric", name=op.f("pk_team_metrics")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("team_metrics")
    op.drop_table("posted_summaries")
    op.drop_table("metric_definitions")
    op.drop_table("goal_feeds")
    op.drop_table("disputes")
