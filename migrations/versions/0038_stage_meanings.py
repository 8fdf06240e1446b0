"""What stages mean, as people have said it: once for each word, and no more with each file's header."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_LONGEST = 120


def upgrade() -> None:
    """Adds the table, with what is kept of won and lost stages; it holds for every source and pipeline.

    A stage kept as open may have been guessed so, and is asked about where its deals look closed.
    """
    op.create_table(
        "stage_meanings",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("pipeline", sa.String(_LONGEST), nullable=False),
        sa.Column("word", sa.String(_LONGEST), nullable=False),
        sa.Column("meaning", sa.String(10), nullable=False),
        sa.Column("said_by", sa.String(32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "source", "pipeline", "word", name="pk_stage_meanings"),
    )
    layouts = sa.table(
        "known_layouts",
        sa.column("workspace_id", sa.String),
        sa.column("layout", _JSON),
        sa.column("confirmed_by", sa.String),
        sa.column("confirmed_at", sa.DateTime(timezone=True)),
    )
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    kept = op.get_bind().execute(sa.select(*layouts.c).order_by(layouts.c.confirmed_at))
    for workspace_id, layout, said_by, said_at in kept:
        stages = (json.loads(layout) if isinstance(layout, str) else layout).get("stages") or {}
        for stage, meaning in stages.items():
            word = " ".join(stage.casefold().split())[:_LONGEST]
            if meaning in ("won", "lost") and word:
                rows[workspace_id, word] = {
                    "workspace_id": workspace_id,
                    "source": "",
                    "pipeline": "",
                    "word": word,
                    "meaning": meaning,
                    "said_by": said_by,
                    "said_at": said_at,
                }
    meanings = sa.table(
        "stage_meanings",
        *(sa.column(name, sa.String) for name in ("workspace_id", "source", "pipeline", "word")),
        *(sa.column(name, sa.String) for name in ("meaning", "said_by")),
        sa.column("said_at", sa.DateTime(timezone=True)),
    )
    if rows:
        op.bulk_insert(meanings, list(rows.values()))


def downgrade() -> None:
    """Takes the table away; the layouts have their words still."""
    op.drop_table("stage_meanings")
