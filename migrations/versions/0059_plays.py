"""Plays: what was written, searched by words, used on deals; questions; why deals were lost."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_KEEP = "INSERT INTO plays_search(rowid, found_text) VALUES (new.id, new.found_text);"
_FORGET = (
    "INSERT INTO plays_search(plays_search, rowid, found_text) VALUES ('delete', old.id, old.found_text);"
)
# SQLite holds the words once more, for its full text search; triggers keep both the same, whoever writes.
OF_SQLITE = (
    "CREATE VIRTUAL TABLE plays_search USING fts5("
    "found_text, content='plays', content_rowid='id', tokenize='ascii', prefix='2 3')",
    f"CREATE TRIGGER plays_search_added AFTER INSERT ON plays BEGIN {_KEEP} END",
    f"CREATE TRIGGER plays_search_dropped AFTER DELETE ON plays BEGIN {_FORGET} END",
    f"CREATE TRIGGER plays_search_changed AFTER UPDATE OF found_text ON plays BEGIN {_FORGET} {_KEEP} END",
)
OF_POSTGRES = ("CREATE INDEX plays_search_words ON plays USING gin (to_tsvector('simple', found_text))",)


def _row_id(name: str = "id", *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, ROW_ID, nullable=nullable)


def _slack_id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=nullable)


def upgrade() -> None:
    """Adds the tables, and what finds plays by words."""
    op.create_table(
        "plays",
        _row_id(),
        _slack_id("workspace_id"),
        _slack_id("author_id"),
        _text("title", 80),
        _text("skill", 40),
        _text("situation"),
        _text("did"),
        _text("why"),
        _row_id("deal_id", nullable=True),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("may_name", sa.Boolean(), nullable=False),
        _text("state", 8),
        _text("found_text"),
        _at("made_at"),
        _at("confirmed_at"),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_plays"),
    )
    op.create_index("ix_plays_state", "plays", ["workspace_id", "state", "confirmed_at"])
    op.create_index("ix_plays_author", "plays", ["workspace_id", "author_id"])
    for statement in OF_SQLITE if op.get_bind().dialect.name == "sqlite" else OF_POSTGRES:
        op.execute(statement)
    _uses()
    _questions()


def _uses() -> None:
    op.create_table(
        "play_uses",
        _slack_id("workspace_id"),
        _row_id("play_id"),
        _row_id("deal_id"),
        _slack_id("user_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "play_id", "deal_id", name="pk_play_uses"),
    )
    op.create_index("ix_play_uses_day", "play_uses", ["workspace_id", "day"])
    op.create_table(
        "play_truths",
        _slack_id("workspace_id"),
        _row_id("play_id"),
        _slack_id("user_id"),
        _at("at"),
        sa.PrimaryKeyConstraint("workspace_id", "play_id", "user_id", name="pk_play_truths"),
    )
    op.create_table(
        "play_posts",
        _slack_id("workspace_id"),
        _row_id("play_id"),
        _slack_id("channel_id"),
        _at("at"),
        sa.PrimaryKeyConstraint("workspace_id", "play_id", "channel_id", name="pk_play_posts"),
    )


def _questions() -> None:
    op.create_table(
        "play_asks",
        _slack_id("workspace_id"),
        _row_id("deal_id"),
        _slack_id("owner_id"),
        _at("at"),
        _at("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "deal_id", name="pk_play_asks"),
    )
    op.create_index("ix_play_asks_owner", "play_asks", ["workspace_id", "owner_id", "at"])
    op.create_table(
        "deal_debriefs",
        _row_id(),
        _slack_id("workspace_id"),
        _row_id("deal_id"),
        _slack_id("owner_id"),
        _text("name"),
        _text("stage"),
        _text("reason", 20),
        _text("words"),
        _at("at"),
        _at("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deal_debriefs"),
    )
    op.create_index("ix_deal_debriefs_owner", "deal_debriefs", ["workspace_id", "owner_id", "closed_at"])
    op.create_index("uq_deal_debriefs_deal", "deal_debriefs", ["workspace_id", "deal_id"], unique=True)


def downgrade() -> None:
    """Drops the tables."""
    for table in ("deal_debriefs", "play_asks", "play_posts", "play_truths", "play_uses"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE plays_search")
    op.drop_table("plays")
