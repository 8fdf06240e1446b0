"""Deliveries complete: doubt, pace, digests, and when a message was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "delivery_lanes",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("next_free_ms", sa.BigInteger(), nullable=False),
        sa.Column("posted_ms", sa.BigInteger(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_delivery_lanes")),
    )
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("in_doubt", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("has_slot", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("merged_into", _ROW_ID, nullable=True))
        table.add_column(sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
        table.create_index("ix_deliveries_workspace_state_due", ["workspace_id", "state", "due_at"])
        table.create_index("ix_deliveries_merged_into", ["merged_into"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("deliveries") as table:
        table.drop_index("ix_deliveries_merged_into")
        table.drop_index("ix_deliveries_workspace_state_due")
        for column in ("sent_at", "admitted_at", "merged_into", "has_slot", "in_doubt"):
            table.drop_column(column)
    op.drop_table("delivery_lanes")
