"""Revision 0043: a lock of before has an instant; what was told later counts on the day it was told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, text

from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.ledger.rules.locking.locks import BookLock
from bot.features.ledger.service.locking.locks import locks_of

pytestmark = pytest.mark.fresh_database

LOCKED, AFTER = datetime(2026, 10, 5, 12, tzinfo=UTC), datetime(2026, 10, 7, 12, tzinfo=UTC)
SEPTEMBER, OCTOBER = date(2026, 9, 20), date(2026, 10, 6)
BEFORE = datetime(2026, 9, 21, tzinfo=UTC)
# Deal, status, closed, recorded, replaced, and the day on which it counts.
VERSIONS: tuple[tuple[int, str, date | None, datetime, datetime | None, date | None], ...] = (
    (1, "won", SEPTEMBER, BEFORE, AFTER, SEPTEMBER),
    (1, "won", SEPTEMBER, AFTER, None, SEPTEMBER),
    (2, "lost", SEPTEMBER, BEFORE, AFTER, SEPTEMBER),
    (2, "won", SEPTEMBER, AFTER, None, AFTER.date()),
    (3, "won", SEPTEMBER, AFTER, None, AFTER.date()),
    (4, "won", OCTOBER, AFTER, None, OCTOBER),
    (5, "open", None, BEFORE, None, None),
)


def go_back_and_fill(connection: Connection) -> None:
    """To the version before, with a lock among the settings and deals of before and after it."""
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    command.downgrade(config, "0042")
    metadata = MetaData()
    metadata.reflect(connection, only=["settings", "deals", "deal_versions"])
    is_sqlite = connection.dialect.name == "sqlite"

    def instant(value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=None) if value is not None and is_sqlite else value

    lock = {"locked_before": "2026-10-01", "currency": "USD"}
    told = {"value": lock, "changed_by": "U1", "changed_at": instant(LOCKED)}
    connection.execute(
        metadata.tables["settings"].insert(), [{"workspace_id": "T1", "name": "ledger", **told}]
    )
    deals = [{"id": n, "workspace_id": "T1", "source": "crm", "external_id": str(n)} for n in range(1, 6)]
    connection.execute(metadata.tables["deals"].insert(), deals)
    empty: dict[str, Any] = dict.fromkeys(("name", "account", "owner_name", "stage", "category"), "")
    empty |= {"currency": "USD", "splits": [], "origin": "crm", "is_confirmed": True}
    rows = [
        {
            **empty,
            "workspace_id": "T1",
            "deal_id": deal,
            "status": status,
            "closed_on": closed,
            "recorded_at": instant(recorded),
            "replaced_at": instant(replaced),
        }
        for deal, status, closed, recorded, replaced, _ in VERSIONS
    ]
    connection.execute(metadata.tables["deal_versions"].insert(), rows)


async def test_a_lock_of_before_has_an_instant(database_url: str) -> None:
    """That at which the settings were last changed."""
    engine = make_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(go_back_and_fill)
    await migrate(engine)
    db = Database(engine)
    async with db.reading("T1") as reading:
        assert await locks_of(reading) == (BookLock(date(2026, 10, 1), LOCKED),)
        found = await reading.session.execute(text("SELECT counted_on FROM deal_versions ORDER BY id"))
        days = [None if day is None else date.fromisoformat(str(day)) for (day,) in found]
    assert days == [counted for *_, counted in VERSIONS]
    async with db.reading("T2") as reading:
        assert await locks_of(reading) == ()
    await db.close()
