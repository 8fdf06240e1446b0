"""Sources that send a token where they cannot sign, and who keeps a source."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both columns."""
    is_bearer = sa.Column("is_bearer", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("ingest_sources", is_bearer)
    op.add_column("ingest_sources", sa.Column("keeper_id", sa.String(32), nullable=True))


def downgrade() -> None:
    """Takes them away, and the sources whose tokens nothing could check."""
    op.execute("DELETE FROM ingest_sources WHERE is_bearer")
    op.drop_column("ingest_sources", "keeper_id")
    op.drop_column("ingest_sources", "is_bearer")
