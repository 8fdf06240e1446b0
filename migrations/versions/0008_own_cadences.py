"""People may have their own cadence: a turn knows for which one it was computed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "schedule_turns", sa.Column("cadence", sa.String(length=8), server_default="", nullable=False)
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("schedule_turns", "cadence")
