"""How far the reading of all members has come, kept between tries."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; the first reading after it begins at page one."""
    op.create_table(
        "sync_positions",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("resume_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "method", name="pk_sync_positions"),
    )


def downgrade() -> None:
    """Takes the table away."""
    op.drop_table("sync_positions")
