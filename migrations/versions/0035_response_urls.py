"""A message posted where it was called for: who called for it, and where that can be answered meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table, and the column, None for the deliveries there are."""
    op.add_column("deliveries", sa.Column("asked_by", sa.String(32), nullable=True))
    op.create_table(
        "response_urls",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("dedupe_key", sa.String(255), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "dedupe_key", name="pk_response_urls"),
    )
    op.create_index("ix_response_urls_expires_at", "response_urls", ["expires_at"])


def downgrade() -> None:
    """Takes table and column away."""
    op.drop_table("response_urls")
    op.drop_column("deliveries", "asked_by")
