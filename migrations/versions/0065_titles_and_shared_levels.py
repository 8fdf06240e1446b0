"""What people do, as their profile in Slack says it; rounds whose levels their person puts into a review."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the columns: titles are empty until Slack tells, and no level was put into a review."""
    op.add_column("members", sa.Column("title", sa.String(480), server_default="", nullable=False))
    op.add_column(
        "skill_rounds", sa.Column("in_review", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_column("skill_rounds", "in_review")
    op.drop_column("members", "title")
