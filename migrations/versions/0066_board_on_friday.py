"""A team's board comes on Friday with the week's thanks, where nobody chose its time by hand."""

from datetime import time

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

_SCHEDULES = sa.table(
    "schedules",
    sa.column("kind", sa.String(64)),
    sa.column("every", sa.String(16)),
    sa.column("at", sa.Time()),
    sa.column("weekdays", sa.String(7)),
    sa.column("version", sa.Integer()),
    sa.column("changed_by", sa.String(32)),
)
_THURSDAY, _FRIDAY = {"at": time(10), "weekdays": "3"}, {"at": time(16), "weekdays": "4"}


def upgrade() -> None:
    """Moves the time that was the default; its next run is planned anew, since the version grows."""
    columns = _SCHEDULES.c
    is_default = [columns[name] == value for name, value in _THURSDAY.items()]
    untouched = sa.and_(
        columns.kind == "leaderboards.post",
        columns.every == "week",
        columns.changed_by.is_(None),
        *is_default,
    )
    op.execute(_SCHEDULES.update().where(untouched).values(version=columns.version + 1, **_FRIDAY))


def downgrade() -> None:
    """Friday stays: the version before posts the board whenever it is told to."""
