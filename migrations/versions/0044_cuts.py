"""By what figures can be cut: what sources tell of a deal beside its type."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_COLUMNS = ("pipeline", "segment", "product", "lead_source", "lost_reason")


def upgrade() -> None:
    """Adds the columns; of deals that are there nothing is told before their source tells it."""
    for name in _COLUMNS:
        op.add_column("deal_versions", sa.Column(name, sa.String(400), nullable=False, server_default=""))


def downgrade() -> None:
    """Takes them away."""
    for name in _COLUMNS:
        op.drop_column("deal_versions", name)
