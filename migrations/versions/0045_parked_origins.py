"""What waits for an answer names the file that told it, so that it goes with that file."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; of what waits by now it is not known."""
    op.add_column("parked_rows", sa.Column("origin", sa.String(80), nullable=False, server_default=""))


def downgrade() -> None:
    """Drops the column."""
    op.drop_column("parked_rows", "origin")
