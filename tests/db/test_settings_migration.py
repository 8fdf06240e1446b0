"""Revision 0031: what admins decided before is decided afterwards, and back again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.date_ranges import Fiscal, Pattern
from bot.db.engine import make_engine
from bot.db.migrate import migrate, require_current
from bot.db.transaction import Database
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationSettings, CelebrationTone
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.leaderboards.rules.facts import BoardSettings
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.people.service.settings import settings_of
from bot.features.privacy.rules import RecordSettings
from bot.features.workspace.rules.books import BookRules
from bot.features.workspace.rules.calendar import CalendarSettings
from bot.framework.settings import SettingsGroup

pytestmark = pytest.mark.fresh_database

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
# Rows of two workspaces: everything chosen, and as little as there can be.
ROWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "workspace_calendars": (
        {
            "opens": time(7, 45),
            "closes": time(16),
            "workdays": [0, 1, 2, 3, 6],
            "country": "GB",
            "subdivision": "SCT",
            "daily_limit": 2,
        },
        {
            "opens": time(9),
            "closes": time(17, 30),
            "workdays": [0],
            "country": None,
            "subdivision": None,
            "daily_limit": 5,
        },
    ),
    "books": (
        {
            "currency": "EUR",
            "first_month": 4,
            "pattern": "4-4-5",
            "by_working_days": True,
            "locked_before": date(2026, 10, 1),
            "stages": ["Démo", "R&amp;D"],
        },
        {
            "currency": "USD",
            "first_month": 1,
            "pattern": "calendar",
            "by_working_days": False,
            "locked_before": None,
            "stages": [],
        },
    ),
    "kudos_settings": (
        {
            "channel_id": "C1",
            "emoji": "taco",
            "allowances": {"rep": 3, "manager": 9, "admin": 0},
            "min_reason": 10,
            "private_allowed": False,
            "open_to_guests": True,
            "values": ["teamwork", "größe"],
        },
        {
            "channel_id": None,
            "emoji": "taco",
            "allowances": {},
            "min_reason": 1,
            "private_allowed": True,
            "open_to_guests": False,
            "values": [],
        },
    ),
    "celebration_rules": (
        {
            "rules": {
                "kinds": ["birthday", "deal"],
                "tone": "playful",
                "channel_id": "C2",
                "show_amounts": False,
                "posts_a_day": 4,
                "quiet_weekdays": [4, 5],
                "quiet_days": ["2026-12-24"],
                "images": ["https://example.com/a.png"],
                "renewal_words": [],
                "medium": "10.50",
                "large": "1000",
            }
        },
        {
            "rules": {
                "kinds": [],
                "tone": "plain",
                "channel_id": None,
                "show_amounts": True,
                "posts_a_day": 2,
                "quiet_weekdays": [],
                "quiet_days": [],
                "images": [],
                "renewal_words": [],
                "medium": None,
                "large": None,
            }
        },
    ),
    "board_rules": ({"tier_by": "attainment"}, {"tier_by": "tenure"}),
    "record_settings": ({"kept_years": 3}, {"kept_years": 0}),
}
ALL_CHOSEN: tuple[SettingsGroup, ...] = (
    CalendarSettings(time(7, 45), time(16), frozenset({0, 1, 2, 3, 6}), "GB", "SCT", 2),
    BookRules("EUR", Fiscal(4, Pattern.weeks_445), True, date(2026, 10, 1), ("Démo", "R&amp;D")),
    KudosSettings("C1", "taco", {"rep": 3, "manager": 9, "admin": 0}, 10, False, True, ("teamwork", "größe")),
    CelebrationSettings(
        frozenset({CelebrationKind.birthday, CelebrationKind.deal}),
        CelebrationTone.playful,
        "C2",
        False,
        4,
        frozenset({4, 5}),
        frozenset({date(2026, 12, 24)}),
        ("https://example.com/a.png",),
        (),
        Decimal("10.50"),
        Decimal(1000),
    ),
    BoardSettings(TierBy.attainment),
    RecordSettings(3),
)
LITTLE_CHOSEN: tuple[SettingsGroup, ...] = (
    CalendarSettings(workdays=frozenset({0})),
    BookRules(),
    KudosSettings(emoji="taco", allowances={}, min_reason=1, values=()),
    CelebrationSettings(kinds=frozenset(), tone=CelebrationTone.plain, renewal_words=()),
    BoardSettings(),
    RecordSettings(),
)


@pytest.fixture
async def engine(database_url: str) -> Any:
    """A database of the version before, with rows in each of the six tables."""
    made = make_engine(database_url)
    await run(made, go_back)
    await run(made, fill)
    yield made
    await made.dispose()


def go_back(connection: Connection) -> None:
    """To the version before."""
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    command.downgrade(config, "0030")


async def run(engine: AsyncEngine, work: Callable[[Connection], object]) -> Any:
    """Do something in a transaction of its own."""
    async with engine.begin() as connection:
        return await connection.run_sync(work)


def old_tables(connection: Connection) -> MetaData:
    """The six tables as they are in the database."""
    metadata = MetaData()
    metadata.reflect(connection, only=list(ROWS))
    return metadata


def fill(connection: Connection) -> None:
    """A row of T1 and one of T2 in each table."""
    instant = NOON if connection.dialect.name == "postgresql" else NOON.replace(tzinfo=None)
    for name, table in old_tables(connection).tables.items():
        by, at = ("set_by", "set_at") if "set_by" in table.c else ("changed_by", "changed_at")
        rows = [
            {**row, "workspace_id": f"T{number}", by: f"U{number}", at: instant}
            for number, row in enumerate(ROWS[name], start=1)
        ]
        connection.execute(table.insert(), rows)


def everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of the six tables, by workspace."""
    return {
        name: [dict(row) for row in connection.execute(table.select().order_by("workspace_id")).mappings()]
        for name, table in old_tables(connection).tables.items()
    }


async def test_what_was_decided_is_decided(engine: AsyncEngine) -> None:
    """Each field of each group, by workspace, with who changed it and when; the old tables are gone."""
    await migrate(engine)

    await require_current(engine)
    db = Database(engine)
    for workspace_id, expected in (("T1", ALL_CHOSEN), ("T2", LITTLE_CHOSEN)):
        async with db.reading(workspace_id) as transaction:
            assert tuple([await settings_of(transaction, type(each)) for each in expected]) == expected
    async with db.reading("T3") as transaction:
        assert [await settings_of(transaction, type(each)) for each in ALL_CHOSEN] == [
            type(each)() for each in ALL_CHOSEN
        ]
    query = text("SELECT DISTINCT changed_by, changed_at FROM settings ORDER BY changed_by")
    async with engine.connect() as connection:
        found = (await connection.execute(query)).all()
    assert [(who, str(when)[:26]) for who, when in found] == [
        ("U1", "2026-11-23 12:00:00.123456"),
        ("U2", "2026-11-23 12:00:00.123456"),
    ]
    assert not set(ROWS) & set(await run(engine, lambda connection: inspect(connection).get_table_names()))


async def test_and_back(engine: AsyncEngine) -> None:
    """Who goes back to the version before has the same rows as then."""
    before = await run(engine, everything)
    await migrate(engine)

    await run(engine, go_back)

    assert await run(engine, everything) == before


async def test_a_database_that_lacked_something(engine: AsyncEngine) -> None:
    """As some did before the first release: what is there is taken over, the rest has its defaults."""
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE kudos_settings DROP COLUMN open_to_guests"))
        await connection.execute(text("DROP TABLE record_settings"))

    await migrate(engine)

    async with Database(engine).reading("T1") as transaction:
        kudos = await settings_of(transaction, KudosSettings)
        assert (kudos.emoji, kudos.open_to_guests) == ("taco", False)
        assert await settings_of(transaction, RecordSettings) == RecordSettings()
