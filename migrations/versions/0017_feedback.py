"""Feedback between people, requests for it, and who read it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "feedback",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("record", sa.String(length=64), nullable=False),
        sa.Column("tone", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=32), nullable=False),
        sa.Column("named_id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("written_at", _INSTANT, nullable=False),
        sa.Column("thanked_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_about", "feedback", ["workspace_id", "about_id", "written_at"])
    op.create_index("ix_feedback_author", "feedback", ["workspace_id", "author_id", "written_at"])
    op.create_index("ix_feedback_named", "feedback", ["workspace_id", "named_id", "written_at"])
    op.create_index("ix_feedback_asker", "feedback", ["workspace_id", "asker_id", "written_at"])

    op.create_table(
        "feedback_readings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("feedback_id", _ROW_ID, nullable=False),
        sa.Column("reader_id", sa.String(length=32), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "feedback_id", "reader_id", name=op.f("pk_feedback_readings")
        ),
    )
    op.create_table(
        "feedback_requests",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=32), nullable=False),
        sa.Column("asked_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("feedback_id", _ROW_ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_requests")),
    )
    op.create_index("ix_feedback_requests_asked", "feedback_requests", ["workspace_id", "asked_id", "state"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_feedback_requests_asked", table_name="feedback_requests")
    op.drop_table("feedback_requests")
    op.drop_table("feedback_readings")
    op.drop_index("ix_feedback_asker", table_name="feedback")
    op.drop_index("ix_feedback_named", table_name="feedback")
    op.drop_index("ix_feedback_author", table_name="feedback")
    op.drop_index("ix_feedback_about", table_name="feedback")
    op.drop_table("feedback")
