"""Whom a channel has named of late for something that nobody had to be named for."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "spotlights",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("channel_id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "channel_id", "member_id", "day", "kind", name="pk_spotlights"
        ),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("spotlights")
