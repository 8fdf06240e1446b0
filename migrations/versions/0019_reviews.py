"""Review cycles, reviews and their parts, what was agreed, who read it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "review_actions",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", _ROW_ID, nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("is_coaching", sa.Boolean(), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_actions")),
    )
    op.create_index("ix_review_actions_review", "review_actions", ["workspace_id", "review_id"])

    op.create_table(
        "review_cycles",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("parts", _JSON, nullable=False),
        sa.Column("kickoff_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("creator_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cycles")),
    )
    op.create_index("ix_review_cycles_state", "review_cycles", ["workspace_id", "state"])

    op.create_table(
        "review_parts",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", _ROW_ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("told", sa.String(length=80), nullable=False),
        sa.Column("answers", _JSON, nullable=True),
        sa.Column("submitted_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_parts")),
    )
    op.create_index("ix_review_parts_told", "review_parts", ["workspace_id", "told"])
    op.create_index("ix_review_parts_author_id", "review_parts", ["workspace_id", "author_id", "state"])
    op.create_index(
        "uq_review_parts_author",
        "review_parts",
        ["workspace_id", "review_id", "kind", "author_id"],
        unique=True,
    )

    op.create_table(
        "review_readings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("part_id", _ROW_ID, nullable=False),
        sa.Column("reader_id", sa.String(length=32), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "part_id", "reader_id", name=op.f("pk_review_readings")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", _ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_told_at", _INSTANT, nullable=True),
        sa.Column("talk_at", _INSTANT, nullable=True),
        sa.Column("talk_told", sa.String(length=255), nullable=True),
        sa.Column("shared_at", _INSTANT, nullable=True),
        sa.Column("acknowledged_at", _INSTANT, nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("person_signed_at", _INSTANT, nullable=True),
        sa.Column("manager_signed_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_manager_id", "reviews", ["workspace_id", "manager_id"])
    op.create_index("ix_reviews_person_id", "reviews", ["workspace_id", "person_id"])
    op.create_index("uq_reviews_person", "reviews", ["workspace_id", "cycle_id", "person_id"], unique=True)


def downgrade() -> None:
    """Take back."""
    op.drop_index("uq_reviews_person", table_name="reviews")
    op.drop_index("ix_reviews_person_id", table_name="reviews")
    op.drop_index("ix_reviews_manager_id", table_name="reviews")

    op.drop_table("reviews")
    op.drop_table("review_readings")
    op.drop_index("uq_review_parts_author", table_name="review_parts")
    op.drop_index("ix_review_parts_told", table_name="review_parts")
    op.drop_index("ix_review_parts_author_id", table_name="review_parts")

    op.drop_table("review_parts")
    op.drop_index("ix_review_cycles_state", table_name="review_cycles")

    op.drop_table("review_cycles")
    op.drop_index("ix_review_actions_review", table_name="review_actions")

    op.drop_table("review_actions")
