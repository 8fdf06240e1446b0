"""How long a workspace keeps what people write about each other."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "record_settings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kept_years", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_record_settings")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("record_settings")
