"""Several workers on one Postgres, one of them killed in the middle: none lost, none doubled, how soon?

    python -m bench.workers [--people 2000] [--workers 2 4]

Each message goes to a person of its own. Slack answers after 50 ms, so that a killed worker has messages in
hand. "picked up": from the kill until the last message is out, less what the run would have taken anyway.
"""

import argparse
import asyncio
import contextlib
import signal
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator

from sqlalchemy import func, select

from bench.places import places
from bench.sending import AheadClock, owe
from bench.slack_stub import SlackStub
from bench.tables import show
from bot.common.asgi_server import listening
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import SENT, WAITING

TEAM = "T1"
SLACK_SECONDS = 0.05
LONGEST_SECONDS = 180


@contextlib.asynccontextmanager
async def _workers(number: int, database_url: str, slack_url: str) -> AsyncIterator[list[Process]]:
    words = ("--database", database_url, "--slack", slack_url)
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.sending", *words)
        for _ in range(number)
    ]
    try:
        yield processes
    finally:
        for process in processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            await process.wait()


async def run(database_url: str, people: int, number: int) -> tuple[str, ...]:
    """One run, one worker killed half-way."""
    targets = [f"U{each:09}" for each in range(people)]
    db = Database(make_engine(database_url))
    stub = SlackStub(SLACK_SECONDS)
    half = asyncio.Event()
    stub.on_post = lambda count: half.set() if count >= people // 2 else None
    async with listening(stub) as base_url, _workers(number, database_url, f"{base_url}/api/") as processes:
        await owe(db, TEAM, targets, AheadClock(0).now())  # Their jobs are written by the workers' own watch.
        await asyncio.wait_for(half.wait(), LONGEST_SECONDS)
        processes[0].kill()
        killed_at = time.monotonic()
        await asyncio.sleep(0.2)
        in_hand = await _count(db, "sending")
        await asyncio.wait_for(_empty(db), LONGEST_SECONDS)
        after = time.monotonic() - killed_at
    told = Counter(len(stub.posts[TEAM, f"D{target}"]) for target in targets)
    sent = await _count(db, SENT)
    await db.close()
    twice = sum(each for times, each in told.items() if times > 1)
    numbers = (number, in_hand, told[1], twice, told[0], people - sent)
    return (*map(str, numbers), f"{after:.1f}")


async def _count(db: Database, state: str) -> int:
    async with db.reading(TEAM) as transaction:
        query = select(func.count()).where(Delivery.state == state)
        return await transaction.session.scalar(query) or 0


async def _empty(db: Database) -> None:
    while await _count(db, WAITING) or await _count(db, "sending"):  # noqa: ASYNC110 - of other processes
        await asyncio.sleep(0.1)


async def main() -> None:
    """Each number of workers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 4])
    given = parser.parse_args()
    async with places() as made:
        rows = [await run(await made.fresh("postgres"), given.people, number) for number in given.workers]
    columns = (
        "workers",
        "in hand after the kill",
        "got one",
        "got two",
        "got none",
        "not sent",
        "s from the kill until all were out",
    )
    show(f"{given.people:,} messages on Postgres, one worker killed half-way", columns, rows)


if __name__ == "__main__":
    asyncio.run(main())
