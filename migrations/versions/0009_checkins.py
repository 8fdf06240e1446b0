"""Check-ins: how each team wants them, and each one that was asked for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "team_checkins",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("posts_progress", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", name=op.f("pk_team_checkins")),
    )
    op.create_table(
        "checkins",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("nominal", sa.Date(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("late_from", _INSTANT, nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("goal_ids", _JSON, nullable=False),
        sa.Column("answered_ids", _JSON, nullable=False),
        sa.Column("wins", sa.Text(), nullable=False),
        sa.Column("blockers", sa.Text(), nullable=False),
        sa.Column("next_week", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
    )
    op.create_index(
        "uq_checkins_person_nominal",
        "checkins",
        ["workspace_id", "person_id", "nominal"],
        unique=True,
    )
    op.create_index("ix_checkins_workspace_id_nominal", "checkins", ["workspace_id", "nominal"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("checkins")
    op.drop_table("team_checkins")
