"""What is typed into a form of feedback and not sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "feedback_drafts",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("words", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "author_id", "form", name=op.f("pk_feedback_drafts")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("feedback_drafts")
