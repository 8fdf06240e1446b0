"""A kudos keeps the key of its request, by which a repeat of it is known."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column, None for the kudos there are, and its unique index."""
    op.add_column("kudos", sa.Column("request_key", sa.String(255), nullable=True))
    op.create_index("uq_kudos_workspace_request", "kudos", ["workspace_id", "request_key"], unique=True)


def downgrade() -> None:
    """Takes index and column away."""
    op.drop_index("uq_kudos_workspace_request", "kudos")
    op.drop_column("kudos", "request_key")
