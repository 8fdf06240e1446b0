"""Whether Slack takes the messages of a workspace, for all processes."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table; without a row all is well."""
    op.create_table(
        "slack_circuits",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("relapses", sa.Integer(), nullable=False),
        sa.Column("down_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("probe_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_slack_circuits"),
    )


def downgrade() -> None:
    """Takes the table away."""
    op.drop_table("slack_circuits")
