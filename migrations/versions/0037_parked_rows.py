"""Records that wait for an answer, such as who their owner is, before they count."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "parked_rows",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(120), nullable=False),
        sa.Column("source_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("keeper_id", sa.String(32), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "source", "kind", "external_id", name=op.f("pk_parked_rows")),
    )
    op.create_index("ix_parked_rows_ref", "parked_rows", ["workspace_id", "why", "ref"])


def downgrade() -> None:
    """Takes the table away."""
    op.drop_table("parked_rows")
