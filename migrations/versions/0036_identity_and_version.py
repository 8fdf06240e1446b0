"""When a source last modified what it tells, what is there no longer, and deals that have several ids."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds the table, empty, and the columns: no source has told a time, and everything is there."""
    op.create_table(
        "deal_aliases",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("external_id", sa.String(120), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "source", "external_id", name="pk_deal_aliases"),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name="fk_deal_aliases_deal_id_deals"),
    )
    for table in ("deal_versions", "activities"):
        op.add_column(table, sa.Column("source_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, sa.Column("gone_as", sa.String(10), nullable=False, server_default=""))
    op.add_column(
        "deal_versions", sa.Column("is_archived", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("activities", sa.Column("origin", sa.String(80), nullable=False, server_default=""))


def downgrade() -> None:
    """Takes columns and table away."""
    op.drop_column("activities", "origin")
    op.drop_column("deal_versions", "is_archived")
    for table in ("deal_versions", "activities"):
        op.drop_column(table, "gone_as")
        op.drop_column(table, "source_at")
    op.drop_table("deal_aliases")
