"""Anonymous pulses."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
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


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_pulses_state", table_name="pulses")

    op.drop_table("pulses")
    op.drop_table("pulse_tickets")
    op.drop_index("ix_pulse_answers_pulse", table_name="pulse_answers")

    op.drop_table("pulse_answers")
