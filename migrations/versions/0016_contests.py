"""Contests, and who does not take part."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "contest_decliners",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("contest_id", _ROW_ID, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "contest_id", "member_id", name=op.f("pk_contest_decliners")),
    )
    op.create_table(
        "contests",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("rules", _JSON, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("creator_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("cutoff_at", _INSTANT, nullable=True),
        sa.Column("said", _JSON, nullable=False),
        sa.Column("result", _JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
    )
    op.create_index("ix_contests_state", "contests", ["workspace_id", "state"])
    op.create_index("uq_contests_number", "contests", ["workspace_id", "number"], unique=True)


def downgrade() -> None:
    """Take back."""
    op.drop_table("contests")
    op.drop_table("contest_decliners")
