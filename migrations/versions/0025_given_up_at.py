"""When a message was given up: its file is kept for a while after that."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True))
    # Those that were given up already were last looked at about then.
    op.execute("UPDATE deliveries SET given_up_at = next_at WHERE state IN ('failed', 'expired')")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("deliveries") as table:
        table.drop_column("given_up_at")
