"""Leaderboards: who is not named, what teams and the company look at, what was posted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_EXACT = sa.Numeric(28, 6).with_variant(sa.String(32), "sqlite")


_CREDITS = ["workspace_id", "member_id", "credit_date"]
_CLOSED = ["workspace_id", "owner_id", "closed_on"]


def upgrade() -> None:
    """Apply."""
    op.drop_index("ix_credits_member", table_name="credits")
    op.create_index("ix_credits_member", "credits", [*_CREDITS, "counts_from", "is_overlay", "amount_base"])
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index(
        "ix_deal_versions_closed", "deal_versions", [*_CLOSED, "status", "recorded_at", "replaced_at"]
    )
    op.create_table(
        "board_opt_outs",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", name=op.f("pk_board_opt_outs")),
    )
    op.create_table(
        "board_rules",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("tier_by", sa.String(length=16), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_board_rules")),
    )
    op.create_table(
        "board_weights",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("weight", _EXACT, nullable=False),
        sa.Column("target", _EXACT, nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "place", name=op.f("pk_board_weights")),
    )
    op.create_table(
        "posted_boards",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("dedupe_key", sa.String(length=255), nullable=False),
        sa.Column("spec", sa.String(length=300), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("rows", _JSON, nullable=False),
        sa.Column("restated", _JSON, nullable=False),
        sa.Column("posted_at", _INSTANT, nullable=False),
        sa.Column("checked_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posted_boards")),
    )
    op.create_index("ix_posted_boards_checked", "posted_boards", ["workspace_id", "posted_at", "checked_at"])

    op.create_table(
        "team_boards",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("engine", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", name=op.f("pk_team_boards")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("team_boards")
    op.drop_index("ix_posted_boards_checked", table_name="posted_boards")
    op.drop_table("posted_boards")
    op.drop_table("board_weights")
    op.drop_table("board_rules")
    op.drop_table("board_opt_outs")
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", _CLOSED)
    op.drop_index("ix_credits_member", table_name="credits")
    op.create_index("ix_credits_member", "credits", _CREDITS)
