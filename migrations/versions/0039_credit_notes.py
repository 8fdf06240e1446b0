"""A count of won deals leaves credit notes out: the index that answers it has the amount as well."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_COLUMNS = ["workspace_id", "owner_id", "closed_on", "status", "recorded_at", "replaced_at"]


def upgrade() -> None:
    """Makes the index anew, with the amount."""
    op.drop_index("ix_deal_versions_closed", "deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", [*_COLUMNS, "amount"])


def downgrade() -> None:
    """Makes the index anew, as it was."""
    op.drop_index("ix_deal_versions_closed", "deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", _COLUMNS)
