"""The first tables: workspaces, people, kudos, deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=128), nullable=False),
        sa.Column("dedupe_key", sa.String(length=255), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slack_channel", sa.String(length=32), nullable=True),
        sa.Column("slack_ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_state_next_at", "deliveries", ["state", "next_at"], unique=False)
    op.create_index(
        "uq_deliveries_workspace_dedupe_key", "deliveries", ["workspace_id", "dedupe_key"], unique=True
    )
    op.create_table(
        "handled_requests",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_handled_requests")),
    )
    op.create_index(op.f("ix_handled_requests_handled_at"), "handled_requests", ["handled_at"], unique=False)
    op.create_table(
        "installations",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_installations")),
    )
    op.create_table(
        "kudos",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("points_each", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("reacted_to", sa.String(length=160), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos")),
    )
    op.create_index(
        "ix_kudos_workspace_giver_created", "kudos", ["workspace_id", "giver_id", "created_at"], unique=False
    )
    op.create_index(
        "ix_kudos_workspace_reaction", "kudos", ["workspace_id", "reacted_to", "giver_id"], unique=False
    )
    op.create_table(
        "kudos_settings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("emoji", sa.String(length=100), nullable=False),
        sa.Column("allowances", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("min_reason", sa.Integer(), nullable=False),
        sa.Column("private_allowed", sa.Boolean(), nullable=False),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_kudos_settings")),
    )
    op.create_table(
        "kudos_spent",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "giver_id", "day", name=op.f("pk_kudos_spent")),
    )
    op.create_table(
        "kudos_totals",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", name=op.f("pk_kudos_totals")),
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_deactivated", sa.Boolean(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_manager", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_members")),
    )
    op.create_table(
        "oauth_states",
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_oauth_states")),
    )
    op.create_table(
        "workspaces",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("zone_is_chosen", sa.Boolean(), nullable=False),
        sa.Column("synced_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "kudos_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kudos_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("receiver_id", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kudos_id"], ["kudos.id"], name=op.f("fk_kudos_lines_kudos_id_kudos")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos_lines")),
    )
    op.create_index(
        "ix_kudos_lines_board",
        "kudos_lines",
        ["workspace_id", "created_at", "receiver_id", "points"],
        unique=False,
    )
    op.create_index(
        "ix_kudos_lines_givers",
        "kudos_lines",
        ["workspace_id", "created_at", "giver_id", "points"],
        unique=False,
    )
    op.create_index(op.f("ix_kudos_lines_kudos_id"), "kudos_lines", ["kudos_id"], unique=False)
    op.create_index(
        "ix_kudos_lines_receiver",
        "kudos_lines",
        ["workspace_id", "receiver_id", "created_at", "points"],
        unique=False,
    )
    op.create_table(
        "kudos_tags",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kudos_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kudos_id"], ["kudos.id"], name=op.f("fk_kudos_tags_kudos_id_kudos")),
        sa.PrimaryKeyConstraint("workspace_id", "kudos_id", "value", name=op.f("pk_kudos_tags")),
    )
    op.create_index(
        "ix_kudos_tags_value", "kudos_tags", ["workspace_id", "value", "created_at"], unique=False
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_kudos_tags_value", table_name="kudos_tags")
    op.drop_table("kudos_tags")
    op.drop_index("ix_kudos_lines_receiver", table_name="kudos_lines")
    op.drop_index(op.f("ix_kudos_lines_kudos_id"), table_name="kudos_lines")
    op.drop_index("ix_kudos_lines_givers", table_name="kudos_lines")
    op.drop_index("ix_kudos_lines_board", table_name="kudos_lines")
    op.drop_table("kudos_lines")
    op.drop_table("workspaces")
    op.drop_table("oauth_states")
    op.drop_table("members")
    op.drop_table("kudos_totals")
    op.drop_table("kudos_spent")
    op.drop_table("kudos_settings")
    op.drop_index("ix_kudos_workspace_reaction", table_name="kudos")
    op.drop_index("ix_kudos_workspace_giver_created", table_name="kudos")
    op.drop_table("kudos")
    op.drop_table("installations")
    op.drop_index(op.f("ix_handled_requests_handled_at"), table_name="handled_requests")
    op.drop_table("handled_requests")
    op.drop_index("uq_deliveries_workspace_dedupe_key", table_name="deliveries")
    op.drop_index("ix_deliveries_state_next_at", table_name="deliveries")
    op.drop_table("deliveries")
