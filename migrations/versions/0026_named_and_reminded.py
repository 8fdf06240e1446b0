"""Peers whom the person named are told from those whom the manager asked; one reminder names many parts."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_PARTS = sa.table(
    "review_parts",
    sa.column("told", sa.String),
    sa.column("reminded", sa.String),
    sa.column("state", sa.String),
    sa.column("seen_as", sa.String),
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("review_parts") as table:
        table.add_column(sa.Column("reminded", sa.String(length=80), nullable=False, server_default=""))
        table.add_column(sa.Column("seen_as", sa.String(length=12), nullable=False, server_default=""))
        table.create_index("ix_review_parts_reminded", ["workspace_id", "reminded"])
    op.execute(_PARTS.update().values(reminded=_PARTS.c.told))
    # Of those who write already nobody knows any more who named them.
    waiting = _PARTS.c.state.in_(("nominated", "refused"))
    op.execute(_PARTS.update().where(waiting).values(seen_as=_PARTS.c.state))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("review_parts") as table:
        table.drop_index("ix_review_parts_reminded")
        table.drop_column("seen_as")
        table.drop_column("reminded")
