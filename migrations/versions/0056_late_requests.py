"""Requests that were acknowledged before they were answered, should their process die."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; none is late yet."""
    op.create_table(
        "late_requests",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("may_be_done", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_late_requests"),
    )
    op.create_index("ix_late_requests_due_at", "late_requests", ["due_at"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("late_requests")
