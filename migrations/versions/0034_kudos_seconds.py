"""A kudos by reaction keeps which emoji stand, and which giving it seconds; messages are found by place."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Adds the columns, None for the kudos there are, and their indexes."""
    op.add_column("kudos", sa.Column("reacted_with", _JSON, nullable=True))
    op.add_column("kudos", sa.Column("seconded_id", _ROW_ID, nullable=True))
    op.create_index("ix_kudos_seconded", "kudos", ["seconded_id"])
    op.create_index("ix_deliveries_workspace_slack_ts", "deliveries", ["workspace_id", "slack_ts"])


def downgrade() -> None:
    """Takes indexes and columns away."""
    op.drop_index("ix_deliveries_workspace_slack_ts", "deliveries")
    op.drop_index("ix_kudos_seconded", "kudos")
    op.drop_column("kudos", "seconded_id")
    op.drop_column("kudos", "reacted_with")
