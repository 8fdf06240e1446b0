"""What is typed into a form and not sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "form_drafts",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=255), nullable=False),
        sa.Column("words", _JSON, nullable=False),
        sa.Column("view_id", sa.String(length=32), nullable=False),
        sa.Column("sent_view_id", sa.String(length=32), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "author_id", "form", name=op.f("pk_form_drafts")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("form_drafts")
