"""Ledger: deals and what they were, stages, credits, activities, quotas, rates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_EXACT = sa.Numeric(28, 6).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "activities",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("replaced_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_index(
        "uq_activities_known",
        "activities",
        ["workspace_id", "source", "external_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_index("ix_activities_member", "activities", ["workspace_id", "member_id", "happened_on"])
    op.create_table(
        "books",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(length=10), nullable=False),
        sa.Column("by_working_days", sa.Boolean(), nullable=False),
        sa.Column("locked_before", sa.Date(), nullable=True),
        sa.Column("stages", _JSON, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_books")),
    )
    op.create_table(
        "deals",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deals")),
        sa.UniqueConstraint(
            "workspace_id", "source", "external_id", name=op.f("uq_deals_workspace_id_source_external_id")
        ),
    )
    op.create_table(
        "employments",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "recorded_at", name=op.f("pk_employments")),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("rate", _EXACT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "currency", "since", name=op.f("pk_exchange_rates")),
    )
    op.create_table(
        "quotas",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=400), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_base", sa.BigInteger(), nullable=False),
        sa.Column("per", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ramp", _JSON, nullable=False),
        sa.Column("ramp_from", sa.Date(), nullable=True),
        sa.Column("relief", _EXACT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("replaced_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
    )
    op.create_index("ix_quotas_member", "quotas", ["workspace_id", "member_id"])
    op.create_table(
        "source_syncs",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("synced_at", _INSTANT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "source", "synced_at", name=op.f("pk_source_syncs")),
    )
    op.create_table(
        "credits",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("credit_date", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("fx_rate", _EXACT, nullable=True),
        sa.Column("amount_base", sa.BigInteger(), nullable=True),
        sa.Column("percent", _EXACT, nullable=False),
        sa.Column("is_overlay", sa.Boolean(), nullable=False),
        sa.Column("category", sa.String(length=400), nullable=False),
        sa.Column("reverses", _ROW_ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("counts_from", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_credits_deal_id_deals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
    )
    op.create_index("ix_credits_deal", "credits", ["workspace_id", "deal_id"])
    op.create_index("ix_credits_member", "credits", ["workspace_id", "member_id", "credit_date"])
    op.create_index(
        "ix_credits_waiting",
        "credits",
        ["workspace_id", "currency"],
        sqlite_where=sa.text("counts_from IS NULL"),
        postgresql_where=sa.text("counts_from IS NULL"),
    )
    op.create_table(
        "deal_versions",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("account", sa.String(length=400), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("owner_name", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=400), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_base", sa.BigInteger(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("first_created_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("probability", _EXACT, nullable=True),
        sa.Column("category", sa.String(length=400), nullable=False),
        sa.Column("splits", _JSON, nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("replaced_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_deal_versions_deal_id_deals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_versions")),
    )
    op.create_index("ix_deal_versions_closed", "deal_versions", ["workspace_id", "owner_id", "closed_on"])
    op.create_index(
        "ix_deal_versions_created", "deal_versions", ["workspace_id", "owner_id", "first_created_on"]
    )
    op.create_index("ix_deal_versions_deal", "deal_versions", ["workspace_id", "deal_id"])
    op.create_index(
        "ix_deal_versions_open",
        "deal_versions",
        ["workspace_id", "owner_id"],
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_deal_versions_unconfirmed",
        "deal_versions",
        ["workspace_id", "owner_id"],
        sqlite_where=sa.text("is_confirmed IS 0"),
        postgresql_where=sa.text("is_confirmed IS false"),
    )
    op.create_index(
        "uq_deal_versions_deal_id",
        "deal_versions",
        ["deal_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "stage_entries",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("stage", sa.String(length=400), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["deal_id"], ["deals.id"], name=op.f("fk_stage_entries_deal_id_deals")),
        sa.PrimaryKeyConstraint(
            "workspace_id", "deal_id", "stage", "entered_on", name=op.f("pk_stage_entries")
        ),
    )
    op.create_index("ix_stage_entries_entered_on", "stage_entries", ["workspace_id", "entered_on"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("stage_entries")
    op.drop_table("deal_versions")
    op.drop_table("credits")
    op.drop_table("source_syncs")
    op.drop_table("quotas")
    op.drop_table("exchange_rates")
    op.drop_table("employments")
    op.drop_table("deals")
    op.drop_table("books")
    op.drop_table("activities")
