"""What actions of 1:1s watch, and what came of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Adds the columns and the table."""
    op.add_column("coaching_actions", sa.Column("watch", JSON))
    op.add_column("coaching_actions", sa.Column("watched_from", sa.Date()))
    op.add_column("coaching_actions", sa.Column("looks_on", sa.Date()))
    op.create_index("ix_coaching_actions_looks", "coaching_actions", ["workspace_id", "looks_on"])
    op.create_table(
        "coaching_outcomes",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("series_id", ROW_ID, nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("manager_id", sa.String(32), nullable=False),
        sa.Column("metric", sa.String(40), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("is_in_prep", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_outcomes"),
        sa.UniqueConstraint(
            "workspace_id",
            "item_id",
            "metric",
            "begun_on",
            name="uq_coaching_outcomes_workspace_id_item_id_metric_begun_on",
        ),
    )
    op.create_index("ix_coaching_outcomes_manager", "coaching_outcomes", ["workspace_id", "manager_id"])
    op.create_index("ix_coaching_outcomes_owner", "coaching_outcomes", ["workspace_id", "owner_id"])
    op.create_index("ix_coaching_outcomes_series", "coaching_outcomes", ["workspace_id", "series_id"])


def downgrade() -> None:
    """Drops them."""
    op.drop_table("coaching_outcomes")
    op.drop_index("ix_coaching_actions_looks", table_name="coaching_actions")
    for name in ("looks_on", "watched_from", "watch"):
        op.drop_column("coaching_actions", name)
