"""Mentors: offers and places, vetoes, asks with their candidates, mentorships with their talks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
OPEN = sa.text("state IN ('open', 'listed', 'asked')")


def _row_id(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, ROW_ID, nullable=False)


def _slack_id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "mentor_places",
        _slack_id("workspace_id"),
        _slack_id("mentor_id"),
        _number("capacity"),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "mentor_id", name="pk_mentor_places"),
    )
    op.create_table(
        "mentor_offers",
        _slack_id("workspace_id"),
        _slack_id("mentor_id"),
        _text("skill", 40),
        sa.PrimaryKeyConstraint("workspace_id", "mentor_id", "skill", name="pk_mentor_offers"),
    )
    op.create_table(
        "mentor_vetoes",
        _slack_id("workspace_id"),
        _slack_id("author_id"),
        _slack_id("other_id"),
        sa.PrimaryKeyConstraint("workspace_id", "author_id", "other_id", name="pk_mentor_vetoes"),
    )
    _asks()
    _mentorships()


def _asks() -> None:
    op.create_table(
        "mentor_asks",
        _row_id(),
        _slack_id("workspace_id"),
        _slack_id("mentee_id"),
        _text("skill", 40),
        _text("words"),
        _slack_id("wish_id"),
        _text("state", 10),
        _at("made_at"),
        sa.Column("expires_on", sa.Date(), nullable=False),
        _at("solved_at", nullable=True),
        _slack_id("mentor_id"),
        _at("asked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mentor_asks"),
    )
    op.create_index(
        "uq_mentor_asks_open",
        "mentor_asks",
        ["workspace_id", "mentee_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_mentor_asks_mentor", "mentor_asks", ["workspace_id", "mentor_id", "state"])
    op.create_table(
        "mentor_candidates",
        _slack_id("workspace_id"),
        _row_id("ask_id"),
        _slack_id("mentor_id"),
        _slack_id("mentee_id"),
        _number("place"),
        _number("score"),
        _number("hours"),
        _text("state", 8),
        _at("at"),
        sa.PrimaryKeyConstraint("workspace_id", "ask_id", "mentor_id", name="pk_mentor_candidates"),
    )


def _mentorships() -> None:
    op.create_table(
        "mentorships",
        _row_id(),
        _slack_id("workspace_id"),
        _row_id("ask_id"),
        _slack_id("mentee_id"),
        _slack_id("mentor_id"),
        _text("skill", 40),
        sa.Column("aims", JSON, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        _at("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mentorships"),
    )
    for who in ("mentor", "mentee"):
        op.create_index(f"ix_mentorships_{who}", "mentorships", ["workspace_id", f"{who}_id", "ended_at"])
    op.create_table(
        "mentor_talks",
        _slack_id("workspace_id"),
        _row_id("mentorship_id"),
        _number("number"),
        sa.Column("mentee_says", sa.Boolean(), nullable=False),
        sa.Column("mentor_says", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "mentorship_id", "number", name="pk_mentor_talks"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in ("talks", "candidates", "asks", "vetoes", "offers", "places"):
        op.drop_table(f"mentor_{table}")
    op.drop_table("mentorships")
