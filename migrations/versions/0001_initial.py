"""The schema of the first release, feature by feature.

It keeps the number of the last of the migrations that it was made of, so that a database which is up to date
stays so.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = None
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_INSTANT = sa.DateTime(timezone=True)
_EXACT = sa.Numeric(28, 6).with_variant(sa.String(32), "sqlite")
_TABLES = (
    "handled_requests",
    "installations",
    "oauth_states",
    "attachments",
    "deliveries",
    "delivery_lanes",
    "workspace_calendars",
    "workspace_days_off",
    "workspaces",
    "form_drafts",
    "members",
    "teams",
    "team_members",
    "attention_choices",
    "attention_spent",
    "muted_kinds",
    "time_off",
    "missed_runs",
    "schedule_turns",
    "schedules",
    "activities",
    "books",
    "deals",
    "employments",
    "exchange_rates",
    "quotas",
    "source_syncs",
    "credits",
    "deal_versions",
    "stage_entries",
    "file_imports",
    "ingest_sources",
    "known_layouts",
    "known_persons",
    "goal_numbers",
    "goals",
    "goal_changes",
    "kudos",
    "kudos_settings",
    "kudos_spent",
    "kudos_totals",
    "kudos_lines",
    "kudos_tags",
    "feedback",
    "feedback_readings",
    "feedback_requests",
    "checkins",
    "team_checkins",
    "disputes",
    "goal_feeds",
    "metric_definitions",
    "posted_summaries",
    "team_metrics",
    "celebration_cursors",
    "celebration_rules",
    "celebration_wishes",
    "celebrations",
    "recognition_looked_at",
    "board_opt_outs",
    "board_rules",
    "board_weights",
    "posted_boards",
    "team_boards",
    "pulse_answers",
    "pulse_tickets",
    "pulses",
    "review_actions",
    "review_cycles",
    "review_parts",
    "review_readings",
    "reviews",
    "contest_decliners",
    "contests",
    "record_settings",
)


def _db() -> None:
    op.create_table(
        "handled_requests",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("handled_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_handled_requests")),
    )
    op.create_index(op.f("ix_handled_requests_handled_at"), "handled_requests", ["handled_at"])


def _slack() -> None:
    op.create_table(
        "installations",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("installed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_installations")),
    )
    op.create_table(
        "oauth_states",
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_oauth_states")),
    )


def _deliveries() -> None:
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
        "deliveries",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=128), nullable=False),
        sa.Column("dedupe_key", sa.String(length=255), nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("slack_channel", sa.String(length=32), nullable=True),
        sa.Column("slack_ts", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("in_doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("has_slot", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("merged_into", _ROW_ID, nullable=True),
        sa.Column("admitted_at", _INSTANT, nullable=True),
        sa.Column("sent_at", _INSTANT, nullable=True),
        sa.Column("attachment_id", _ROW_ID, nullable=True),
        sa.Column("not_after", _INSTANT, nullable=True),
        sa.Column("held_at", _INSTANT, nullable=True),
        sa.Column("given_up_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_merged_into", "deliveries", ["merged_into"])
    op.create_index("ix_deliveries_state_next_at", "deliveries", ["state", "next_at"])
    op.create_index("ix_deliveries_workspace_state_due", "deliveries", ["workspace_id", "state", "due_at"])
    op.create_index(
        "uq_deliveries_workspace_dedupe_key", "deliveries", ["workspace_id", "dedupe_key"], unique=True
    )
    op.create_table(
        "delivery_lanes",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("next_free_ms", sa.BigInteger(), nullable=False),
        sa.Column("posted_ms", sa.BigInteger(), nullable=False),
        sa.Column("held_until", _INSTANT, nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_delivery_lanes")),
    )


def _workspace() -> None:
    op.create_table(
        "workspace_calendars",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("workdays", _JSON, nullable=False),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("subdivision", sa.String(length=64), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspace_calendars")),
    )
    op.create_table(
        "workspace_days_off",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=512), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "day", name=op.f("pk_workspace_days_off")),
    )
    op.create_table(
        "workspaces",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("zone_is_chosen", sa.Boolean(), nullable=False),
        sa.Column("synced_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspaces")),
    )


def _drafts() -> None:
    op.create_table(
        "form_drafts",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=255), nullable=False),
        sa.Column("words", _JSON, nullable=False),
        sa.Column("view_id", sa.String(length=32), nullable=False),
        sa.Column("sent_view_id", sa.String(length=32), nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "author_id", "form", name=op.f("pk_form_drafts")),
    )


def _people() -> None:
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
        sa.Column("status_emoji", sa.String(length=128), nullable=True),
        sa.Column("status_until", _INSTANT, nullable=True),
        sa.Column("quiet_from", _INSTANT, nullable=True),
        sa.Column("quiet_until", _INSTANT, nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("is_guest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_foreign", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_members")),
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
    )
    op.create_index("ix_teams_workspace_id", "teams", ["workspace_id"])
    op.create_table(
        "team_members",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_team_members_team_id_teams")),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", "user_id", "since", name=op.f("pk_team_members")),
    )
    op.create_index(
        "uq_team_members_workspace_id_user_id",
        "team_members",
        ["workspace_id", "user_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


def _notifications() -> None:
    op.create_table(
        "attention_choices",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("workdays", sa.String(length=7), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_attention_choices")),
    )
    op.create_table(
        "attention_spent",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "day", name=op.f("pk_attention_spent")),
    )
    op.create_table(
        "muted_kinds",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "kind", name=op.f("pk_muted_kinds")),
    )
    op.create_table(
        "time_off",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=512), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "day", name=op.f("pk_time_off")),
    )


def _schedules() -> None:
    op.create_table(
        "missed_runs",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("nominal", sa.Date(), nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("noticed_at", _INSTANT, nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_runs")),
    )
    op.create_index(op.f("ix_missed_runs_workspace_id_is_told"), "missed_runs", ["workspace_id", "is_told"])
    op.create_table(
        "schedule_turns",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("done", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=8), nullable=False),
        sa.Column("cadence", sa.String(length=8), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "subject_id", name=op.f("pk_schedule_turns")),
    )
    op.create_index(op.f("ix_schedule_turns_next_at"), "schedule_turns", ["next_at"])
    op.create_table(
        "schedules",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("every", sa.String(length=16), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "kind", name=op.f("pk_schedules")),
    )


def _ledger() -> None:
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
    op.create_index("ix_activities_member", "activities", ["workspace_id", "member_id", "happened_on"])
    op.create_index(
        "uq_activities_known",
        "activities",
        ["workspace_id", "source", "external_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
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
    op.create_index(
        "ix_credits_member",
        "credits",
        ["workspace_id", "member_id", "credit_date", "counts_from", "is_overlay", "amount_base"],
    )
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
    op.create_index(
        "ix_deal_versions_closed",
        "deal_versions",
        ["workspace_id", "owner_id", "closed_on", "status", "recorded_at", "replaced_at"],
    )
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


def _imports() -> None:
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
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
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


def _goals() -> None:
    op.create_table(
        "goal_numbers",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_goal_numbers")),
    )
    op.create_table(
        "goals",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("proposer_id", sa.String(length=32), nullable=True),
        sa.Column("team_id", _ROW_ID, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("start", _EXACT, nullable=False),
        sa.Column("target", _EXACT, nullable=False),
        sa.Column("current", _EXACT, nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("counter", _JSON, nullable=True),
        sa.Column("coach_ids", _JSON, nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("parent_id", _ROW_ID, nullable=True),
        sa.Column("roll_up", sa.String(length=8), nullable=False),
        sa.Column("weight", _EXACT, nullable=False),
        sa.Column("health", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("waits_since", _INSTANT, nullable=True),
        sa.Column("reported_at", _INSTANT, nullable=True),
        sa.Column("reached_at", _INSTANT, nullable=True),
        sa.Column("shared_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_index(op.f("ix_goals_parent_id"), "goals", ["parent_id"])
    op.create_index("ix_goals_workspace_id_state_due", "goals", ["workspace_id", "state", "due"])
    op.create_index("uq_goals_workspace_id_number", "goals", ["workspace_id", "number"], unique=True)
    op.create_table(
        "goal_changes",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("old", _JSON, nullable=False),
        sa.Column("new", _JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_goal_changes_goal_id_goals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_changes")),
    )
    op.create_index(
        "ix_goal_changes_workspace_id_goal_id_id", "goal_changes", ["workspace_id", "goal_id", "id"]
    )


def _kudos() -> None:
    op.create_table(
        "kudos",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("points_each", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("values", _JSON, nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("reacted_to", sa.String(length=160), nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("undone_at", _INSTANT, nullable=True),
        sa.Column("undone_by", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos")),
    )
    op.create_index("ix_kudos_workspace_giver_created", "kudos", ["workspace_id", "giver_id", "created_at"])
    op.create_index("ix_kudos_workspace_reaction", "kudos", ["workspace_id", "reacted_to", "giver_id"])
    op.create_table(
        "kudos_settings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("emoji", sa.String(length=100), nullable=False),
        sa.Column("allowances", _JSON, nullable=False),
        sa.Column("min_reason", sa.Integer(), nullable=False),
        sa.Column("private_allowed", sa.Boolean(), nullable=False),
        sa.Column("values", _JSON, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.Column("open_to_guests", sa.Boolean(), server_default=sa.false(), nullable=False),
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
        "kudos_lines",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kudos_id", _ROW_ID, nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("receiver_id", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["kudos_id"], ["kudos.id"], name=op.f("fk_kudos_lines_kudos_id_kudos")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos_lines")),
    )
    op.create_index(
        "ix_kudos_lines_board", "kudos_lines", ["workspace_id", "created_at", "receiver_id", "points"]
    )
    op.create_index(
        "ix_kudos_lines_givers", "kudos_lines", ["workspace_id", "created_at", "giver_id", "points"]
    )
    op.create_index(op.f("ix_kudos_lines_kudos_id"), "kudos_lines", ["kudos_id"])
    op.create_index(
        "ix_kudos_lines_receiver", "kudos_lines", ["workspace_id", "receiver_id", "created_at", "points"]
    )
    op.create_table(
        "kudos_tags",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kudos_id", _ROW_ID, nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["kudos_id"], ["kudos.id"], name=op.f("fk_kudos_tags_kudos_id_kudos")),
        sa.PrimaryKeyConstraint("workspace_id", "kudos_id", "value", name=op.f("pk_kudos_tags")),
    )
    op.create_index("ix_kudos_tags_value", "kudos_tags", ["workspace_id", "value", "created_at"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("record", sa.String(length=64), nullable=False),
        sa.Column("tone", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=32), nullable=False),
        sa.Column("named_id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("written_at", _INSTANT, nullable=False),
        sa.Column("thanked_at", _INSTANT, nullable=True),
        sa.Column("skill", sa.String(length=80), server_default="", nullable=False),
        sa.Column("link", sa.String(length=160), server_default="", nullable=False),
        sa.Column("may_share", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("kudos_id", _ROW_ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_about", "feedback", ["workspace_id", "about_id", "written_at"])
    op.create_index("ix_feedback_asker", "feedback", ["workspace_id", "asker_id", "written_at"])
    op.create_index("ix_feedback_author", "feedback", ["workspace_id", "author_id", "written_at"])
    op.create_index("ix_feedback_named", "feedback", ["workspace_id", "named_id", "written_at"])
    op.create_table(
        "feedback_readings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("feedback_id", _ROW_ID, nullable=False),
        sa.Column("reader_id", sa.String(length=32), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "feedback_id", "reader_id", name=op.f("pk_feedback_readings")
        ),
    )
    op.create_table(
        "feedback_requests",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=32), nullable=False),
        sa.Column("asked_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("feedback_id", _ROW_ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_requests")),
    )
    op.create_index("ix_feedback_requests_asked", "feedback_requests", ["workspace_id", "asked_id", "state"])
    op.create_index("ix_feedback_requests_asker", "feedback_requests", ["workspace_id", "asker_id", "state"])


def _checkins() -> None:
    op.create_table(
        "checkins",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("nominal", sa.Date(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("late_from", _INSTANT, nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=True),
        sa.Column("goal_ids", _JSON, nullable=False),
        sa.Column("answered_ids", _JSON, nullable=False),
        sa.Column("wins", sa.Text(), nullable=False),
        sa.Column("blockers", sa.Text(), nullable=False),
        sa.Column("next_week", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
    )
    op.create_index("ix_checkins_workspace_id_nominal", "checkins", ["workspace_id", "nominal"])
    op.create_index(
        "uq_checkins_person_nominal", "checkins", ["workspace_id", "person_id", "nominal"], unique=True
    )
    op.create_table(
        "team_checkins",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("posts_progress", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", name=op.f("pk_team_checkins")),
    )


def _metrics() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_member", "disputes", ["workspace_id", "member_id", "deal_id"])
    op.create_table(
        "goal_feeds",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=False),
        sa.Column("metric", sa.String(length=120), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "goal_id", name=op.f("pk_goal_feeds")),
    )
    op.create_table(
        "metric_definitions",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("formula", sa.String(length=400), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("higher_is_better", sa.Boolean(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("defined_at", _INSTANT, nullable=False),
        sa.Column("retired_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric_definitions")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_metric_definitions_workspace_id_key")),
    )
    op.create_table(
        "posted_summaries",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("as_of", _INSTANT, nullable=False),
        sa.Column("bookings", _EXACT, nullable=False),
        sa.Column("dedupe_keys", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "subject", "week", name=op.f("pk_posted_summaries")),
    )
    op.create_table(
        "team_metrics",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("metric", sa.String(length=120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("target", _EXACT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", "metric", name=op.f("pk_team_metrics")),
    )


def _celebrations() -> None:
    op.create_table(
        "celebration_cursors",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("last_line", _ROW_ID, nullable=False),
        sa.Column("goals_at", _INSTANT, nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("medium", sa.BigInteger(), nullable=True),
        sa.Column("large", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_celebration_cursors")),
    )
    op.create_table(
        "celebration_rules",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("rules", _JSON, nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_celebration_rules")),
    )
    op.create_table(
        "celebration_wishes",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("results", sa.Boolean(), nullable=False),
        sa.Column("dates", sa.Boolean(), nullable=False),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", name=op.f("pk_celebration_wishes")),
    )
    op.create_table(
        "celebrations",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("deal_id", _ROW_ID, nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("detected_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("post_key", sa.String(length=160), nullable=True),
        sa.Column("posted_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_celebrations")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_celebrations_workspace_id_key")),
    )
    op.create_index("ix_celebrations_channel", "celebrations", ["workspace_id", "channel_id", "posted_at"])
    op.create_index("ix_celebrations_state", "celebrations", ["workspace_id", "state", "due_at"])


def _kudos_health() -> None:
    op.create_table(
        "recognition_looked_at",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("flag", sa.String(length=255), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("looked_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "manager_id", "month", "flag", name=op.f("pk_recognition_looked_at")
        ),
    )


def _leaderboards() -> None:
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


def _pulse() -> None:
    op.create_table(
        "pulse_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("pulse_id", _ROW_ID, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pulse_answers_pulse", "pulse_answers", ["workspace_id", "pulse_id"])
    op.create_table(
        "pulse_tickets",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("pulse_id", _ROW_ID, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "pulse_id", "member_id", name=op.f("pk_pulse_tickets")),
    )
    op.create_table(
        "pulses",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("asker_id", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=12), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulses")),
    )
    op.create_index("ix_pulses_state", "pulses", ["workspace_id", "state"])


def _reviews() -> None:
    op.create_table(
        "review_actions",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", _ROW_ID, nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("is_coaching", sa.Boolean(), nullable=False),
        sa.Column("goal_id", _ROW_ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_actions")),
    )
    op.create_index("ix_review_actions_review", "review_actions", ["workspace_id", "review_id"])
    op.create_table(
        "review_cycles",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("parts", _JSON, nullable=False),
        sa.Column("kickoff_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("creator_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cycles")),
    )
    op.create_index("ix_review_cycles_state", "review_cycles", ["workspace_id", "state"])
    op.create_table(
        "review_parts",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", _ROW_ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("told", sa.String(length=80), nullable=False),
        sa.Column("answers", _JSON, nullable=True),
        sa.Column("submitted_at", _INSTANT, nullable=True),
        sa.Column("reminded", sa.String(length=80), server_default="", nullable=False),
        sa.Column("seen_as", sa.String(length=12), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_parts")),
    )
    op.create_index("ix_review_parts_author_id", "review_parts", ["workspace_id", "author_id", "state"])
    op.create_index("ix_review_parts_reminded", "review_parts", ["workspace_id", "reminded"])
    op.create_index("ix_review_parts_told", "review_parts", ["workspace_id", "told"])
    op.create_index(
        "uq_review_parts_author",
        "review_parts",
        ["workspace_id", "review_id", "kind", "author_id"],
        unique=True,
    )
    op.create_table(
        "review_readings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("part_id", _ROW_ID, nullable=False),
        sa.Column("reader_id", sa.String(length=32), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "part_id", "reader_id", name=op.f("pk_review_readings")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", _ROW_ID, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("manager_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_told_at", _INSTANT, nullable=True),
        sa.Column("talk_at", _INSTANT, nullable=True),
        sa.Column("talk_told", sa.String(length=255), nullable=True),
        sa.Column("shared_at", _INSTANT, nullable=True),
        sa.Column("acknowledged_at", _INSTANT, nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("person_signed_at", _INSTANT, nullable=True),
        sa.Column("manager_signed_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_manager_id", "reviews", ["workspace_id", "manager_id"])
    op.create_index("ix_reviews_person_id", "reviews", ["workspace_id", "person_id"])
    op.create_index("uq_reviews_person", "reviews", ["workspace_id", "cycle_id", "person_id"], unique=True)


def _contests() -> None:
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


def _privacy() -> None:
    op.create_table(
        "record_settings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kept_years", sa.Integer(), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_record_settings")),
    )


def upgrade() -> None:
    """Apply."""
    _db()
    _slack()
    _deliveries()
    _workspace()
    _drafts()
    _people()
    _teams()
    _notifications()
    _schedules()
    _ledger()
    _imports()
    _goals()
    _kudos()
    _feedback()
    _checkins()
    _metrics()
    _celebrations()
    _kudos_health()
    _leaderboards()
    _pulse()
    _reviews()
    _contests()
    _privacy()


def downgrade() -> None:
    """Take back."""
    for name in reversed(_TABLES):
        op.drop_table(name)
