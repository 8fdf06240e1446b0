"""What people decided about messages to them, and how many they had."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _of_a_person(name: str, *columns: sa.Column[object], more_keys: tuple[str, ...] = ()) -> None:
    keys = ("workspace_id", "user_id", *more_keys)
    op.create_table(
        name,
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:
    """Apply."""
    _of_a_person(
        "attention_choices",
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("workdays", sa.String(length=7), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
    )
    _of_a_person(
        "time_off",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=512), nullable=False),
        more_keys=("day",),
    )
    _of_a_person("muted_kinds", sa.Column("kind", sa.String(length=64), nullable=False), more_keys=("kind",))
    _of_a_person(
        "attention_spent",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        more_keys=("day",),
    )


def downgrade() -> None:
    """Take back."""
    for name in ("attention_spent", "muted_kinds", "time_off", "attention_choices"):
        op.drop_table(name)
