"""Stage entries that a source has corrected since."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("stage_entries", sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Takes it away, and what was corrected."""
    op.execute("DELETE FROM stage_entries WHERE replaced_at IS NOT NULL")
    op.drop_column("stage_entries", "replaced_at")
