"""Skills: who sells what, changed lines, rounds of ratings, gap cards, untouched windows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
OPEN = sa.text("state <> 'closed'")


def _id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, nullable=False)


def _slack_id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "seller_profiles",
        _id(),
        _slack_id("workspace_id"),
        _slack_id("member_id"),
        _text("role", 10),
        _text("segment", 40),
        _slack_id("set_by"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_seller_profiles"),
    )
    op.create_index(
        "ix_seller_profiles_member", "seller_profiles", ["workspace_id", "member_id", "recorded_at"]
    )
    op.create_table(
        "rubric_lines",
        _slack_id("workspace_id"),
        _text("role", 10),
        _text("skill", 40),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        _slack_id("changed_by"),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "role", "skill", "level", name="pk_rubric_lines"),
    )
    _rounds()
    _cards()


def _rounds() -> None:
    op.create_table(
        "skill_rounds",
        _id(),
        _slack_id("workspace_id"),
        _slack_id("person_id"),
        _slack_id("manager_id"),
        _text("role", 10),
        sa.Column("lines", JSON, nullable=False),
        _text("state", 8),
        _slack_id("opened_by"),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_at", INSTANT),
        sa.Column("manager_at", INSTANT),
        sa.Column("person_ended", sa.Boolean(), nullable=False),
        sa.Column("manager_ended", sa.Boolean(), nullable=False),
        sa.Column("shown_at", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_skill_rounds"),
    )
    op.create_index("ix_skill_rounds_person", "skill_rounds", ["workspace_id", "person_id", "opened_at"])
    op.create_index("ix_skill_rounds_state", "skill_rounds", ["workspace_id", "state"])
    op.create_index(
        "uq_skill_rounds_open",
        "skill_rounds",
        ["workspace_id", "person_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "skill_ratings",
        _slack_id("workspace_id"),
        sa.Column("round_id", ROW_ID, nullable=False),
        _slack_id("rater_id"),
        _text("skill", 40),
        sa.Column("level", sa.Integer()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["skill_rounds.id"], name="fk_skill_ratings_round_id_skill_rounds"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "round_id", "rater_id", "skill", name="pk_skill_ratings"),
    )
    op.create_table(
        "skill_agreed",
        _slack_id("workspace_id"),
        sa.Column("round_id", ROW_ID, nullable=False),
        _text("skill", 40),
        sa.Column("level", sa.Integer(), nullable=False),
        _slack_id("by"),
        sa.Column("confirmed_at", INSTANT),
        sa.ForeignKeyConstraint(
            ["round_id"], ["skill_rounds.id"], name="fk_skill_agreed_round_id_skill_rounds"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "round_id", "skill", name="pk_skill_agreed"),
    )


def _cards() -> None:
    op.create_table(
        "gap_cards",
        _id(),
        _slack_id("workspace_id"),
        _slack_id("person_id"),
        _slack_id("manager_id"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_gap_cards"),
        sa.UniqueConstraint(
            "workspace_id", "person_id", "week", name="uq_gap_cards_workspace_id_person_id_week"
        ),
    )
    op.create_index("ix_gap_cards_manager", "gap_cards", ["workspace_id", "manager_id", "week"])
    op.create_table(
        "untouched_windows",
        _slack_id("workspace_id"),
        _text("metric", 40),
        _slack_id("person_id"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        _text("role", 10),
        _text("flag", 8),
        sa.Column("z", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "metric", "person_id", "starts_on", name="pk_untouched_windows"
        ),
    )


def downgrade() -> None:
    """Takes them away."""
    for name in (
        "untouched_windows",
        "gap_cards",
        "skill_agreed",
        "skill_ratings",
        "skill_rounds",
        "rubric_lines",
        "seller_profiles",
    ):
        op.drop_table(name)
