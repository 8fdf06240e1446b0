"""A delivery that must show nowhere whether it was sent, or still had a reason to be."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the mark; of what is owed already, it is set for questions of pulses and their reminders."""
    op.add_column(
        "deliveries",
        sa.Column("is_confidential", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    deliveries = sa.table("deliveries", sa.column("kind"), sa.column("is_confidential"))
    op.execute(
        deliveries.update()
        .where(deliveries.c.kind.in_(("pulse.asked", "pulse.reminded")))
        .values(is_confidential=sa.true())
    )


def downgrade() -> None:
    """Takes the mark away."""
    op.drop_column("deliveries", "is_confidential")
