"""Figures stay as they were while a file is read in, slice by slice."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table, empty: nothing is being read in."""
    op.create_table(
        "figure_holds",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("origin", sa.String(80), nullable=False),
        sa.Column("known_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "origin", name="pk_figure_holds"),
    )


def downgrade() -> None:
    """Takes the table away."""
    op.drop_table("figure_holds")
