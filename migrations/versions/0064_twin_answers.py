"""What somebody said of all deals that two sources tell."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "twin_answers",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("other_source", sa.String(60), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.String(32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "source", "other_source", name="pk_twin_answers"),
    )


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("twin_answers")
