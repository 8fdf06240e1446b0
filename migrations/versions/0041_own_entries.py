"""A rep's own entry counts once somebody confirms it; what was booked before keeps counting."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CLOSED = ["workspace_id", "owner_id", "closed_on", "status", "recorded_at", "replaced_at", "amount"]
_OPEN_ONLY = {
    "sqlite_where": sa.text("is_confirmed IS 0"),
    "postgresql_where": sa.text("is_confirmed IS false"),
}


def upgrade() -> None:
    """Adds what a credit waits for, and the entries; earlier ones count by their rep's word, as they did."""
    op.add_column("credits", sa.Column("waits_for", sa.String(12), nullable=True))
    op.execute("UPDATE credits SET waits_for = 'rate' WHERE counts_from IS NULL")
    op.add_column(
        "deal_versions", sa.Column("is_own_word", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    versions = sa.table("deal_versions", sa.column("is_confirmed"), sa.column("is_own_word"))
    op.execute(
        versions.update()
        .where(versions.c.is_confirmed == sa.false())
        .values(is_confirmed=sa.true(), is_own_word=sa.true())
    )
    op.drop_index("ix_deal_versions_unconfirmed", table_name="deal_versions")
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", [*_CLOSED, "is_confirmed"])
    op.add_column(
        "celebration_cursors", sa.Column("last_version", _ROW_ID, nullable=False, server_default="0")
    )
    op.execute(
        "UPDATE celebration_cursors SET last_version = COALESCE((SELECT MAX(deal_versions.id)"
        " FROM deal_versions WHERE deal_versions.workspace_id = celebration_cursors.workspace_id), 0)"
    )
    _entries()


def _entries() -> None:
    op.create_table(
        "own_entries",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("batch", _ROW_ID, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("twin_id", _ROW_ID, nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("told", sa.String(12), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "deal_id", name="pk_own_entries"),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name="fk_own_entries_deal_id_deals"),
    )
    op.create_index("ix_own_entries_owner", "own_entries", ["workspace_id", "owner_id", "logged_at"])
    op.create_index("ix_own_entries_state", "own_entries", ["workspace_id", "state"])
    op.create_index("ix_own_entries_batch", "own_entries", ["workspace_id", "batch"])


def downgrade() -> None:
    """Takes them away; what nobody has confirmed counts again."""
    op.drop_table("own_entries")
    op.drop_column("celebration_cursors", "last_version")
    op.drop_index("ix_deal_versions_closed", table_name="deal_versions")
    op.create_index("ix_deal_versions_closed", "deal_versions", _CLOSED)
    versions = sa.table("deal_versions", sa.column("is_confirmed"), sa.column("is_own_word"))
    op.execute(versions.update().where(versions.c.is_own_word == sa.true()).values(is_confirmed=sa.false()))
    op.create_index(
        "ix_deal_versions_unconfirmed", "deal_versions", ["workspace_id", "owner_id"], **_OPEN_ONLY
    )
    op.drop_column("deal_versions", "is_own_word")
    op.execute(
        "UPDATE credits SET counts_from = recorded_at"
        " WHERE waits_for = 'confirmation' AND fx_rate IS NOT NULL"
    )
    op.drop_column("credits", "waits_for")
