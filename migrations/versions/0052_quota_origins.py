"""Where quotas come from, so that a file of them can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; what is there was set by people, or is not known to be of a file."""
    op.add_column("quotas", sa.Column("origin", sa.String(80), nullable=False, server_default=""))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("quotas", "origin")
