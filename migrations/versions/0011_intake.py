"""Intake: files that were sent, how their columns are read, who is who; files that are owed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attachments",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_table(
        "file_imports",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sender_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("layout", _JSON, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("applied_at", _INSTANT, nullable=True),
        sa.Column("claimed_until", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_imports")),
    )
    op.create_index("ix_file_imports_state", "file_imports", ["state", "claimed_until"])
    op.create_index("ix_file_imports_workspace_id", "file_imports", ["workspace_id", "sent_at"])
    op.create_table(
        "ingest_sources",
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("old_secret", sa.Text(), nullable=True),
        sa.Column("old_until", _INSTANT, nullable=True),
        sa.Column("opened_at", _INSTANT, nullable=False),
        sa.Column("heard_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_ingest_sources")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_ingest_sources_workspace_id_name")),
    )
    op.create_table(
        "known_layouts",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("layout", _JSON, nullable=False),
        sa.Column("confirmed_by", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "signature", name=op.f("pk_known_layouts")),
    )
    op.create_table(
        "known_persons",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("confirmed_by", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "word", name=op.f("pk_known_persons")),
    )
    op.add_column("deliveries", sa.Column("attachment_id", _ROW_ID, nullable=True))
    op.add_column("members", sa.Column("email", sa.String(length=254), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_table("known_persons")
    op.drop_table("known_layouts")
    op.drop_table("ingest_sources")
    op.drop_table("file_imports")
    op.drop_table("attachments")
    op.drop_column("members", "email")
    op.drop_column("deliveries", "attachment_id")
