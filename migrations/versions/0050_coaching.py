"""One-to-ones: series, talks, topics, notes, actions, and whether talks were useful."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
LIVE = sa.text("state <> 'ended'")


def _id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, nullable=False)


def _slack_id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "coaching_series",
        _id(),
        _slack_id("workspace_id"),
        _slack_id("manager_id"),
        _slack_id("person_id"),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("weekday", sa.Integer()),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time()),
        sa.Column("anchor", sa.Date()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.Date()),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_series"),
    )
    op.create_index(
        "uq_coaching_series_pair",
        "coaching_series",
        ["workspace_id", "manager_id", "person_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_coaching_series_person", "coaching_series", ["workspace_id", "person_id"])
    op.create_index("ix_coaching_series_state", "coaching_series", ["workspace_id", "state"])
    op.create_table(
        "coaching_talks",
        _id(),
        _slack_id("workspace_id"),
        sa.Column("series_id", ROW_ID, nullable=False),
        sa.Column("nominal", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("is_moved", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_says", sa.String(4), nullable=False),
        sa.Column("manager_says", sa.String(4), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("held_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_talks"),
    )
    op.create_index("ix_coaching_talks_series", "coaching_talks", ["workspace_id", "series_id", "at"])
    op.create_index("ix_coaching_talks_state", "coaching_talks", ["workspace_id", "state", "at"])
    op.create_table(
        "coaching_topics",
        _id(),
        _slack_id("workspace_id"),
        sa.Column("series_id", ROW_ID, nullable=False),
        _slack_id("author_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("talk_id", ROW_ID),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_topics"),
    )
    op.create_index("ix_coaching_topics_series", "coaching_topics", ["workspace_id", "series_id", "state"])
    op.create_index("ix_coaching_topics_talk", "coaching_topics", ["workspace_id", "talk_id"])
    op.create_table(
        "coaching_notes",
        _id(),
        _slack_id("workspace_id"),
        sa.Column("talk_id", ROW_ID, nullable=False),
        _slack_id("author_id"),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_notes"),
    )
    op.create_index(
        "uq_coaching_notes_talk",
        "coaching_notes",
        ["workspace_id", "talk_id", "author_id", "is_private"],
        unique=True,
    )
    _add_actions_and_votes()


def _add_actions_and_votes() -> None:
    op.create_table(
        "coaching_actions",
        _id(),
        _slack_id("workspace_id"),
        sa.Column("series_id", ROW_ID, nullable=False),
        sa.Column("talk_id", ROW_ID),
        _slack_id("owner_id"),
        _slack_id("author_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("skill", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_actions"),
    )
    op.create_index("ix_coaching_actions_series", "coaching_actions", ["workspace_id", "series_id", "state"])
    op.create_index("ix_coaching_actions_owner", "coaching_actions", ["workspace_id", "owner_id", "state"])
    op.create_table(
        "talk_voters",
        _slack_id("workspace_id"),
        sa.Column("talk_id", ROW_ID, nullable=False),
        _slack_id("person_id"),
        sa.PrimaryKeyConstraint("workspace_id", "talk_id", "person_id", name="pk_talk_voters"),
    )
    op.create_table(
        "talk_votes",
        sa.Column("id", sa.String(32), nullable=False),
        _slack_id("workspace_id"),
        _slack_id("manager_id"),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("vote", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_talk_votes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_talk_votes_quarter", "talk_votes", ["workspace_id", "manager_id", "begins"])


def downgrade() -> None:
    """Takes them away."""
    for table in ("votes", "voters"):
        op.drop_table(f"talk_{table}")
    for table in ("actions", "notes", "topics", "talks", "series"):
        op.drop_table(f"coaching_{table}")
