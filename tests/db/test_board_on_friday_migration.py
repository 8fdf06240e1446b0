"""Revision 0066: the board of a workspace that never chose its time joins Friday's post."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from bot.common.cadences import Cadence, Every
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.leaderboards.jobs.weekly import SCHEDULED
from bot.features.schedules.repository import ScheduleRepository, cadence_of

pytestmark = pytest.mark.fresh_database

KIND = SCHEDULED[0].kind
WEDNESDAY = {"at": time(9), "weekdays": "2", "version": 4, "changed_by": "U1"}
# What was changed of Thursday at ten, by workspace; and what it is afterwards: its time and its version.
ROWS: dict[str, tuple[dict[str, Any], tuple[time, frozenset[int], int]]] = {
    "T1": ({}, (time(16), frozenset({4}), 2)),
    "T2": (WEDNESDAY, (time(9), frozenset({2}), 4)),
    "T3": ({"changed_by": "U1", "is_on": False, "version": 2}, (time(10), frozenset({3}), 2)),
    "T4": ({"kind": "kudos.nudge"}, (time(10), frozenset({3}), 1)),
}


def go_back_and_fill(connection: Connection) -> None:
    """To the version before, with the schedules of its default."""
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    command.downgrade(config, "0065")
    metadata = MetaData()
    metadata.reflect(connection, only=["schedules"])
    instant = datetime(2026, 11, 2, tzinfo=None if connection.dialect.name == "sqlite" else UTC)
    default = {
        "kind": KIND,
        "is_on": True,
        "every": "week",
        "at": time(10),
        "weekdays": "3",
        "weeks": 1,
        "day": 1,
        "anchor": date(2024, 1, 1),
        "zone": "workspace",
        "channel_id": None,
        "version": 1,
        "changed_at": instant,
        "changed_by": None,
    }
    rows = [default | {"workspace_id": name} | changed for name, (changed, _) in ROWS.items()]
    connection.execute(metadata.tables["schedules"].insert(), rows)


async def test_the_default_moves_and_a_choice_stays(database_url: str) -> None:
    """It becomes what a new workspace begins with; chosen by hand, or another kind, it is as it was."""
    engine = make_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(go_back_and_fill)
    await migrate(engine)
    db = Database(engine)
    for name, (changed, (at, weekdays, version)) in ROWS.items():
        async with db.reading(name) as reading:
            row = (await ScheduleRepository(reading).schedules())[changed.get("kind", KIND)]
            found = cadence_of(row)
            assert (found.at, found.weekdays, row.version) == (at, weekdays, version), name
            if name == "T1":
                assert (found.every, found.at, found.weekdays) == _times(SCHEDULED[0].cadence)
    await db.close()


def _times(cadence: Cadence) -> tuple[Every, time, frozenset[int]]:
    return cadence.every, cadence.at, cadence.weekdays
