"""What two agreed on in a review, and is a coaching item, becomes an action of their 1:1s."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DUE_LATER = timedelta(days=30)


def _tables(*names: str) -> list[sa.Table]:
    metadata = sa.MetaData()
    metadata.reflect(op.get_bind(), only=names)
    return [metadata.tables[name] for name in names]


def _now() -> datetime:
    now = datetime.now(UTC)
    return now.replace(tzinfo=None) if op.get_bind().dialect.name == "sqlite" else now


def upgrade() -> None:
    """Makes an open action of each coaching item that is not done, in the 1:1s of its two people."""
    op.add_column("review_actions", sa.Column("coaching_action_id", ROW_ID, nullable=True))
    names = ("review_actions", "reviews", "coaching_series", "coaching_actions")
    actions, reviews, series, items = _tables(*names)
    rows = op.get_bind().execute(
        sa.select(
            actions.c.id, actions.c.text, reviews.c.workspace_id, reviews.c.person_id, reviews.c.manager_id
        )
        .join(reviews, sa.and_(reviews.c.id == actions.c.review_id))
        .where(actions.c.is_coaching.is_(True), actions.c.is_done.is_(False), reviews.c.state != "cancelled")
        .order_by(actions.c.id)
    )
    for action_id, text, workspace_id, person_id, manager_id in rows.all():
        pair = {"workspace_id": workspace_id, "manager_id": manager_id, "person_id": person_id}
        item = {
            "workspace_id": workspace_id,
            "series_id": _series_of(series, pair),
            "talk_id": None,
            "owner_id": person_id,
            "author_id": manager_id,
            "text": text,
            "skill": "",
            "due_on": (_now() + DUE_LATER).date(),
            "slips": 0,
            "state": "open",
            "origin": "review",
            "made_at": _now(),
            "done_at": None,
        }
        found = op.get_bind().execute(items.insert().values(item).returning(items.c.id)).scalar_one()
        op.get_bind().execute(
            actions.update().where(actions.c.id == action_id).values(coaching_action_id=found)
        )
    op.drop_column("review_actions", "is_coaching")


def _series_of(series: sa.Table, pair: dict[str, Any]) -> int:
    """The 1:1s of the two that have not ended; they begin without a rhythm where there are none."""
    is_pair = [series.c[name] == value for name, value in pair.items()]
    live = sa.select(series.c.id).where(*is_pair, series.c.state != "ended")
    found = op.get_bind().execute(live).scalar()
    if found is not None:
        return int(found)
    begun = {
        **pair,
        "state": "unscheduled",
        "weekday": None,
        "weeks": 1,
        "at": None,
        "anchor": None,
        "minutes": 30,
        "zone": "UTC",
        "next_at": None,
        "version": 1,
        "paused_until": None,
        "begun_at": _now(),
        "ended_at": None,
    }
    return int(op.get_bind().execute(series.insert().values(begun).returning(series.c.id)).scalar_one())


def downgrade() -> None:
    """Actions that are open become coaching items again."""
    op.add_column(
        "review_actions", sa.Column("is_coaching", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    actions, items = _tables("review_actions", "coaching_actions")
    of_reviews = sa.select(actions.c.coaching_action_id).where(actions.c.coaching_action_id.is_not(None))
    is_open = sa.select(items.c.id).where(items.c.id.in_(of_reviews), items.c.state == "open")
    op.get_bind().execute(
        actions.update().where(actions.c.coaching_action_id.in_(is_open)).values(is_coaching=True)
    )
    done = sa.select(items.c.id).where(items.c.id.in_(of_reviews), items.c.state == "done")
    op.get_bind().execute(actions.update().where(actions.c.coaching_action_id.in_(done)).values(is_done=True))
    op.get_bind().execute(items.delete().where(items.c.id.in_(of_reviews)))
    op.drop_column("review_actions", "coaching_action_id")
