"""Feedback names a skill, keeps a link, and may become a kudos."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("feedback") as table:
        table.add_column(sa.Column("skill", sa.String(length=80), server_default="", nullable=False))
        table.add_column(sa.Column("link", sa.String(length=160), server_default="", nullable=False))
        table.add_column(sa.Column("may_share", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.add_column(sa.Column("kudos_id", _ROW_ID, nullable=True))
    op.create_index("ix_feedback_requests_asker", "feedback_requests", ["workspace_id", "asker_id", "state"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_feedback_requests_asker", table_name="feedback_requests")
    with op.batch_alter_table("feedback") as table:
        for name in ("kudos_id", "may_share", "link", "skill"):
            table.drop_column(name)
