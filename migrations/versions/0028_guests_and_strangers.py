"""Guests and people of other workspaces are told from members; kudos may be opened to guests."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_OWED = sa.table(
    "deliveries",
    sa.column("kind", sa.String),
    sa.column("target", sa.String),
    sa.column("state", sa.String),
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("is_guest", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("is_foreign", sa.Boolean(), nullable=False, server_default=sa.false()))
    # What was owed to a bot's eyes alone has no addressee: it would be posted for all to see.
    for_nobody = sa.and_(_OWED.c.kind == "kudos.whisper", ~_OWED.c.target.like("%/%/_%"))
    op.execute(_OWED.update().where(for_nobody, _OWED.c.state == "waiting").values(state="cancelled"))
    with op.batch_alter_table("kudos_settings") as table:
        table.add_column(sa.Column("open_to_guests", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("kudos_settings") as table:
        table.drop_column("open_to_guests")
    with op.batch_alter_table("members") as table:
        table.drop_column("is_foreign")
        table.drop_column("is_guest")
