"""Mixed load for minutes: do memory and open files of the bot grow, does anything fail?

    python -m bench.soak [--seconds 600] [--people 6] [--databases sqlite postgres]

A real `python -m bot run` with the demo's data, in the Slack emulator, which shares the machine. So many
people do one thing after another: kudos, goals, numbers, boards, Home, a form, words in a channel. "warm" is
what the process had after a fifth of the time.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from bench.places import places
from bench.tables import quantile, show
from bot.common.logs import configure_logs
from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import new_emulator, open_stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.search import NotSeen
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.socket_mode import CONNECTIONS

NAMES = ("ana", "ben", "grace", "hugo", "jamal", "kavya", "lucia", "emeka")
WORDS = (
    "/kudos me",
    "/metrics",
    "/metrics team",
    "/goal list",
    "/goal list team",
    "/leaderboard",
    "/pacer",
    "/feedback",
    "Acme signs on Friday.",
)
EVERY_S, WARM = 5.0, 0.2


@dataclass
class Seen:
    """What was measured: samples are seconds, MB of memory and open files."""

    took: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[float, float, int]] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)


@asynccontextmanager
async def _bot(emulator: Emulator, database_url: str, log: BinaryIO) -> AsyncIterator[int]:
    """Its process id, once it is connected."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_API_URL": emulator.api_url,
        "SLACK_BOT_TOKEN": emulator.bot_token(NORTHWIND),
        "SLACK_APP_TOKEN": emulator.app.app_token,
        "DATABASE_URL": database_url,
        "PORT": "0",
        "LOG_FORMAT": "json",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=log
    )
    try:
        await asyncio.wait_for(emulator.connected(CONNECTIONS), 120)
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


async def run(database_url: str, seconds: float, people: int) -> Seen:
    """So many people, for so long."""
    emulator = new_emulator(MovableClock(datetime.now(UTC)))
    async with open_stage(emulator, database_url, migrated=True) as stage:
        await seed(stage.pacer.db, emulator.world, datetime.now(UTC))
    emulator.settle = _nothing
    seen = Seen()
    with tempfile.TemporaryFile() as log:
        async with serve(emulator), _bot(emulator, database_url, log) as process_id:
            until = time.monotonic() + seconds
            watching = asyncio.create_task(_watch(process_id, seen))
            await asyncio.gather(*(_work(emulator.actor(name), until, seen) for name in NAMES[:people]))
            watching.cancel()
            seen.samples.append(_sample(process_id))
        log.seek(0)
        seen.levels.update(_level(line) for line in log)
    return seen


async def _nothing() -> None:
    """People here wait for nobody."""


async def _work(actor: Actor, until: float, seen: Seen) -> None:
    luck = random.Random(actor.user.id)
    actor.goes_to("#sales")
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            name = await _one(actor, luck)
        except NotSeen as missing:
            seen.failed[str(missing)] += 1
            name = None
        if name is not None:
            seen.failed[name] += 1
        seen.took.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(luck.random() * 0.2)


async def _one(actor: Actor, luck: random.Random) -> str | None:
    """One thing that somebody does; its name if it failed."""
    what = luck.randrange(len(WORDS) + 4)
    if what < len(WORDS):
        return None if (await actor.types(WORDS[what])).ok else WORDS[what]
    if what == len(WORDS):
        outcome = await actor.opens_home()
        actor.goes_to("#sales")
        return None if outcome.ok else "Home"
    other = luck.choice([name for name in NAMES if name != actor.user.name])
    if what == len(WORDS) + 1:
        words = f"/kudos @{other} helped with deal {luck.randrange(10**9)}"
        return None if (await actor.types(words)).ok else "kudos"
    if what == len(WORDS) + 2:
        words = f"/goal Call {luck.randrange(10**6)} customers by eoq"
        return None if (await actor.types(words)).ok else "goal"
    await actor.types("/kudos")
    await actor.waits_until(lambda: actor.modal, within_s=10)
    outcome = await actor.closes(clear=True)
    return None if outcome.ok else "form"


async def _watch(process_id: int, seen: Seen) -> None:
    while True:
        seen.samples.append(_sample(process_id))
        await asyncio.sleep(EVERY_S)


def _sample(process_id: int) -> tuple[float, float, int]:
    status = Path(f"/proc/{process_id}/status").read_text()
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return time.monotonic(), kilobytes / 1024, len(list(Path(f"/proc/{process_id}/fd").iterdir()))


def _level(line: bytes) -> str:
    try:
        said = json.loads(line)
    except ValueError:
        return f"no line of a log: {line[:80].decode()}"
    level = str(said.get("level"))
    return level if level in ("info", "debug") else f"{level}: {said.get('event')}"


def _row(kind: str, seen: Seen, seconds: float) -> tuple[str, ...]:
    warm = seen.samples[int(len(seen.samples) * WARM)]
    last = seen.samples[-1]
    bad = {name: count for name, count in seen.levels.items() if name not in ("info", "debug")}
    return (
        kind,
        f"{len(seen.took):,}",
        f"{len(seen.took) / seconds:.1f}",
        f"{quantile(seen.took, 0.5):.0f}, {quantile(seen.took, 0.95):.0f}, {max(seen.took):.0f}",
        f"{warm[1]:.1f}, {last[1]:.1f}",
        f"{warm[2]}, {last[2]}, {max(sample[2] for sample in seen.samples)}",
        ", ".join(f"{count} {name}" for name, count in seen.failed.items()) or "none",
        ", ".join(f"{count} {name}" for name, count in bad.items()) or "none",
    )


async def main(databases: Sequence[str], seconds: float, people: int) -> None:
    """A row a database."""
    configure_logs("ERROR", "console")
    rows = []
    async with places() as made:
        for kind in databases:
            seen = await run(await made.fresh(kind), seconds, people)
            rows.append(_row(kind, seen, seconds))
    columns = (
        "database",
        "done",
        "a second",
        "p50, p95, longest ms",
        "MB warm, last",
        "open files warm, last, most",
        "failed",
        "logged",
    )
    show(f"{people} people for {seconds:g} s", columns, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgres"])
    given = parser.parse_args()
    asyncio.run(main(given.databases, given.seconds, given.people))
