"""kill -9 at random moments while 1,000 direct messages go out: who got one, two, none?

    python -m bench.kills [--people 1000] [--kills 20] [--seed 7]

Each process is killed after a random number of posts and a random fraction of a second, and followed by the
next. What they left is sent from here. The stand-in for Slack counts.
"""

import argparse
import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from bench.places import places
from bench.sending import AheadClock, owe, send
from bench.slack_stub import SlackStub
from bench.tables import show
from bot.common.asgi_server import listening
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.leases import LEASE
from bot.deliveries.models import Delivery
from bot.deliveries.notices import SENT

TEAM = "T1"


@dataclass(frozen=True)
class Outcome:
    """What became of the messages. `mid_send`: deliveries in hand when their process was killed."""

    once: int
    twice: int
    never: int
    written_down: int
    kills: int
    mid_send: int


async def run(database_url: str, people: int, kills: int, seed: int, linger: float = 0.02) -> Outcome:
    """Send to so many people, killing so often."""
    dice = random.Random(seed)
    targets = [f"U{number:09}" for number in range(people)]
    db = Database(make_engine(database_url))
    await owe(db, TEAM, targets, AheadClock(0).now())
    stub = SlackStub()
    mid_send = 0
    async with listening(stub) as base_url:
        for number in range(kills):
            ahead = number * 2 * LEASE.total_seconds()
            posts = dice.randrange(1, max(2, people // kills))
            await _killed(database_url, f"{base_url}/api/", ahead, stub, posts, dice.random() * linger)
            async with db.reading(TEAM) as transaction:
                in_hand = await transaction.session.scalars(
                    select(Delivery.id).where(Delivery.state == "sending")
                )
                mid_send += len(in_hand.all())
        for again in range(3):  # What was in doubt is looked for after a short wait, on a clock set forward.
            ahead = (kills + again) * 2 * LEASE.total_seconds() + again * 600
            await send(database_url, f"{base_url}/api/", ahead, until_empty=True, embedded=False)
    async with db.reading(TEAM) as transaction:
        states = Counter(await transaction.session.scalars(select(Delivery.state)))
    await db.close()
    told = Counter(len(stub.posts[TEAM, f"D{target}"]) for target in targets)
    twice = sum(number for times, number in told.items() if times > 1)
    return Outcome(told[1], twice, told[0], states.total() - states[SENT], kills, mid_send)


async def _start(database_url: str, slack_url: str, ahead: float) -> asyncio.subprocess.Process:
    words = ("--database", database_url, "--slack", slack_url, "--ahead", str(ahead), "--until-empty")
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.sending", *words)


async def _killed(
    database_url: str, slack_url: str, ahead: float, stub: SlackStub, posts: int, linger: float
) -> None:
    enough = asyncio.Event()
    wanted = stub.count + posts
    stub.on_post = lambda count: enough.set() if count >= wanted else None
    process = await _start(database_url, slack_url, ahead)
    waiting = asyncio.create_task(enough.wait())
    ended = asyncio.create_task(process.wait())
    await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.sleep(linger)
    if process.returncode is None:
        process.kill()
    await ended
    waiting.cancel()


async def main() -> None:
    """Both engines."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    rows = []
    async with places() as made:
        for kind in ("sqlite", "postgres"):
            url = await made.fresh(kind)
            found = await run(url, given.people, given.kills, given.seed)
            numbers = (found.kills, found.mid_send, found.once, found.twice, found.never, found.written_down)
            rows.append((kind, *map(str, numbers)))
    columns = ("database", "kills", "in hand when killed", "got one", "got two", "got none", "written down")
    show(f"{given.people:,} people, kill -9 at random moments", columns, rows)


if __name__ == "__main__":
    asyncio.run(main())
