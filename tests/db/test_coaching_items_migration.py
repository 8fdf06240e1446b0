"""Revision 0053: coaching items of reviews become actions of 1:1s, and back."""

from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, select

from bot.db.engine import make_engine

pytestmark = pytest.mark.fresh_database

# (text, is done, is a coaching item): only the first is open.
ITEMS = (("Read a book", False, True), ("Call more", True, True), ("Write less", False, False))


def _config(connection: Connection) -> Config:
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    return config


def _table(connection: Connection, name: str) -> Table:
    metadata = MetaData()
    metadata.reflect(connection, only=[name])
    return metadata.tables[name]


def _there_and_back(connection: Connection) -> None:
    command.downgrade(_config(connection), "0052")
    day = date(2026, 11, 23)
    reviews, actions = _table(connection, "reviews"), _table(connection, "review_actions")
    review = {
        "id": 1,
        "workspace_id": "T1",
        "cycle_id": 1,
        "person_id": "U1",
        "manager_id": "U2",
        "state": "signed",
        "due_on": day,
    }
    needed = {
        column.name: "" for column in reviews.columns if not column.nullable and column.name not in review
    }
    connection.execute(reviews.insert(), [needed | review])
    connection.execute(
        actions.insert(),
        [
            {
                "workspace_id": "T1",
                "review_id": 1,
                "text": text,
                "is_done": is_done,
                "is_coaching": is_coaching,
                "position": place,
            }
            for place, (text, is_done, is_coaching) in enumerate(ITEMS)
        ],
    )
    command.upgrade(_config(connection), "head")
    items, series = _table(connection, "coaching_actions"), _table(connection, "coaching_series")
    columns = (items.c.text, items.c.owner_id, items.c.author_id, items.c.state, items.c.origin)
    assert connection.execute(select(*columns)).all() == [("Read a book", "U1", "U2", "open", "review")]
    assert connection.execute(select(series.c.manager_id, series.c.person_id, series.c.state)).all() == [
        ("U2", "U1", "unscheduled")
    ]
    actions = _table(connection, "review_actions")
    linked = connection.execute(
        select(actions.c.text).where(actions.c.coaching_action_id.is_not(None))
    ).scalars()
    assert linked.all() == ["Read a book"]
    command.downgrade(_config(connection), "0052")
    actions = _table(connection, "review_actions")
    found = connection.execute(
        select(actions.c.text, actions.c.is_coaching).order_by(actions.c.position)
    ).all()
    assert found == [("Read a book", True), ("Call more", False), ("Write less", False)]
    assert connection.execute(select(_table(connection, "coaching_actions").c.id)).all() == []
    command.upgrade(_config(connection), "head")


async def test_items_become_actions_and_back(database_url: str) -> None:
    """What is open goes there and back; what was done or no coaching item stays as it is."""
    engine = make_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(_there_and_back)
    await engine.dispose()
