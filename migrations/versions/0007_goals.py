"""Goals, and every change of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_EXACT = sa.Numeric(28, 6).with_variant(sa.String(length=32), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "goals",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("proposer_id", sa.String(length=32), nullable=True),
        sa.Column("team_id", _ROW_ID, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("start", _EXACT, nullable=False),
        sa.Column("target", _EXACT, nullable=False),
        sa.Column("current", _EXACT, nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("counter", _JSON, nullable=True),
        sa.Column("coach_ids", _JSON, nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("parent_id", _ROW_ID, nullable=True),
        sa.Column("roll_up", sa.String(length=8), nullable=False),
        sa.Column("weight", _EXACT, nullable=False),
        sa.Column("health", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("waits_since", _INSTANT, nullable=True),
        sa.Column("reported_at", _INSTANT, nullable=True),
        sa.Column("reached_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index("uq_goals_workspace_id_number", "goals", ["workspace_id", "number"], unique=True)
    op.create_index("ix_goals_workspace_id_state_due", "goals", ["workspace_id", "state", "due"])
    op.create_index(op.f("ix_goals_parent_id"), "goals", ["parent_id"])
    op.create_table(
        "goal_changes",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("old", _JSON, nullable=False),
        sa.Column("new", _JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_goal_changes_goal_id_goals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_changes")),
    )
    op.create_index(
        "ix_goal_changes_workspace_id_goal_id_id", "goal_changes", ["workspace_id", "goal_id", "id"]
    )
    op.create_table(
        "goal_numbers",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_goal_numbers")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("goal_numbers")
    op.drop_table("goal_changes")
    op.drop_table("goals")
