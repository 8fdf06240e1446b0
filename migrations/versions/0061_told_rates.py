"""Each exchange rate that was told, so that a file of rates can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; where the rates of before came from is not known."""
    op.create_table(
        "told_rates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(28, 12).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("origin", sa.String(80), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_told_rates"),
    )
    op.create_index("ix_told_rates_currency", "told_rates", ["workspace_id", "currency", "since"])
    op.create_index("ix_told_rates_origin", "told_rates", ["workspace_id", "origin"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("told_rates")
