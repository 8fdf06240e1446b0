"""Records that waited, and whose place a file took, so that the file can be taken back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; what files replaced before is not known."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "replaced_parked_rows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(120), nullable=False),
        sa.Column("source_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record", json, nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("origin", sa.String(80), nullable=False),
        sa.Column("keeper_id", sa.String(32), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replaced_parked_rows"),
    )
    op.create_index(
        "ix_replaced_parked_rows_source",
        "replaced_parked_rows",
        ["workspace_id", "source", "kind", "external_id"],
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("replaced_parked_rows")
