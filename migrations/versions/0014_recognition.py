"""Recognition: what managers have looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "recognition_looked_at",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("flag", sa.String(length=255), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("looked_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "manager_id", "month", "flag", name=op.f("pk_recognition_looked_at")
        ),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("recognition_looked_at")
