"""The workspace's calendar and days off; what Slack tells of a member's absence and quiet times."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "workspace_calendars",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("workdays", _JSON, nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("subdivision", sa.String(length=64), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspace_calendars")),
    )
    op.create_table(
        "workspace_days_off",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=512), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "day", name=op.f("pk_workspace_days_off")),
    )
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("status_emoji", sa.String(length=128), nullable=True))
        table.add_column(sa.Column("status_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("quiet_from", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("quiet_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("members") as table:
        for column in ("quiet_until", "quiet_from", "status_until", "status_emoji"):
            table.drop_column(column)
    op.drop_table("workspace_days_off")
    op.drop_table("workspace_calendars")
