"""Revision 0038: what people said of won and lost stages is kept, for every source."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.imports.rules.stages.mapping import StageMeaning
from bot.features.imports.service.stage_answers import meanings_of

pytestmark = pytest.mark.fresh_database

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
# The later of two counts; one that was open may have been a guess.
LAYOUTS: tuple[dict[str, Any], ...] = (
    {"kind": "deals", "stages": {"Signed ": "lost", "Demo": "open", "Verloren": "lost"}},
    {"kind": "deals", "stages": {"signed": "won"}},
    {"kind": "quotas", "stages": {}},
    {"kind": "rates"},
)


def go_back_and_fill(connection: Connection) -> None:
    """To the version before, with layouts that people have confirmed."""
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    command.downgrade(config, "0037")
    metadata = MetaData()
    metadata.reflect(connection, only=["known_layouts"])
    zone = None if connection.dialect.name == "sqlite" else UTC
    rows = [
        {
            "workspace_id": "T1",
            "signature": str(number) * 64,
            "layout": layout,
            "confirmed_by": "U1",
            "confirmed_at": NOON.replace(hour=number, tzinfo=zone),
        }
        for number, layout in enumerate(LAYOUTS)
    ]
    connection.execute(metadata.tables["known_layouts"].insert(), rows)


async def test_what_was_said_is_kept(database_url: str) -> None:
    """Folded, once a word, and for no other workspace."""
    engine = make_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(go_back_and_fill)
    await migrate(engine)
    db = Database(engine)
    for workspace_id, expected in (
        ("T1", {("", "signed"): StageMeaning.WON, ("", "verloren"): StageMeaning.LOST}),
        ("T2", {}),
    ):
        async with db.reading(workspace_id) as reading:
            assert (await meanings_of(reading, "hubspot")).said == expected
    await db.close()
