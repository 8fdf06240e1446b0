"""Acks of a `/kudos` that is recorded, against a bare Bolt listener that only acks, in the same run.

    python -m bench.acks [--requests 1000] [--rounds 3]

This process makes the load and plays Slack's Web API. Beside it run, in turn: `web`, Pacer's HTTP half
(every kudos is written with its deliveries, which a worker would send); `run`, everything in one process, so
that two deliveries a kudos are sent meanwhile by the same processor; and bare Bolt. Every request is signed.
"""

import argparse
import asyncio
import contextlib
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import uvicorn
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bench.acks_server import SECRET
from bench.tables import quantile, show
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.people.service import members as people

TEAM = "T0BENCH"
PEOPLE = 20_000
IN_FLIGHT = (1, 5, 20)
LATENCIES_MS = (0, 100)
PORTS = {"slack": 4620, "web": 4621, "run": 4622, "bare": 4623}
NAMES = {"web": "Pacer web, recorded", "run": "Pacer run, recorded and sent", "bare": "bare Bolt, ack only"}
_numbers = itertools.count(1)


class StandIn:
    """Slack's Web API, as slow as it is told to be."""

    def __init__(self) -> None:
        self.latency_ms = 0
        self.calls = 0

    async def answer(self, request: Request) -> Response:
        """Any method."""
        await asyncio.sleep(self.latency_ms / 1000)
        self.calls += 1
        about = {"team": "Bench", "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "user": "pacer"}
        told = {"members": [], "channel": "C0SALES", "ts": f"{next(_numbers)}.000100"}
        return JSONResponse({"ok": True, **about, **told})

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Serve while the block lasts."""
        app = Starlette(routes=[Route("/api/{method}", self.answer, methods=["GET", "POST"])])
        server = uvicorn.Server(uvicorn.Config(app, port=PORTS["slack"], log_config=None, access_log=False))
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        task = asyncio.create_task(server.serve())
        yield
        server.should_exit = True
        await task


async def prepare(database_url: str) -> None:
    """A schema, and enough people for everybody's five points to last."""
    db = Database(make_engine(database_url))
    await migrate(db.engine)
    facts = {"zone": "UTC", "is_bot": False, "is_deactivated": False, "is_admin": False}
    members = [{"user_id": f"U{n:05d}", "name": f"Person {n}", **facts} for n in range(PEOPLE)]
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, members)
    await db.close()


def command() -> tuple[str, dict[str, str]]:
    """One signed `/kudos`, by somebody else each time."""
    number = next(_numbers)
    body = urlencode(
        {
            "team_id": TEAM,
            "user_id": f"U{number % PEOPLE:05d}",
            "channel_id": f"C{number % 50:05d}",
            "channel_name": "sales",
            "command": "/kudos",
            "text": f"<@U{(number * 7 + 1) % PEOPLE:05d}|x> closed Acme, number {number}",
            "trigger_id": f"{number}.{time.time_ns()}",
            "response_url": "http://127.0.0.1:9/none",
            "api_app_id": "A0BENCH",
        }
    )
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": str(signature),
    }
    return body, headers


async def load(kind: str, requests: int, in_flight: int) -> tuple[float, list[float]]:
    """(acks a second, milliseconds of each)."""
    left = iter(range(requests))
    times: list[float] = []
    url = f"http://127.0.0.1:{PORTS[kind]}/slack/events"

    async def worker(session: aiohttp.ClientSession) -> None:
        for _ in left:
            body, headers = command()
            began = time.perf_counter()
            async with session.post(url, data=body, headers=headers) as response:
                text = await response.text()
            times.append((time.perf_counter() - began) * 1000)
            if response.status != 200 or (kind != "bare" and "left to give" not in text):
                raise RuntimeError(f"{kind} answered {response.status}: {text[:200]}")

    async with aiohttp.ClientSession() as session:
        started = time.perf_counter()
        await asyncio.gather(*(worker(session) for _ in range(in_flight)))
        return requests / (time.perf_counter() - started), times


@contextlib.contextmanager
def server(kind: str, database_url: str) -> Iterator[None]:
    """A server process, stopped by its own handle."""
    slack = f"http://127.0.0.1:{PORTS['slack']}/api/"
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.acks_server", kind, str(PORTS[kind]), slack, database_url]
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


async def until_up(kind: str) -> None:
    """Wait until the server takes connections."""
    for _ in range(200):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", PORTS[kind])
            writer.close()
            return
        await asyncio.sleep(0.1)
    raise RuntimeError(f"{kind} did not come up")


async def main(requests: int, rounds: int) -> None:
    """All combinations, the two servers in turn."""
    slack = StandIn()
    rows = []
    with tempfile.TemporaryDirectory(prefix="pacer-bench-") as folder:
        async with slack.serving(), AsyncExitStack() as stack:
            for kind in NAMES:
                database_url = f"sqlite:///{Path(folder) / kind}.db"
                await prepare(database_url)
                stack.enter_context(server(kind, database_url))
                await until_up(kind)
                await load(kind, 100, 1)
            for latency, in_flight in itertools.product(LATENCIES_MS, IN_FLIGHT):
                slack.latency_ms = latency
                rows += await compare(requests, rounds, in_flight, latency)
    show(
        "Acks",
        ("Slack ms", "in flight", "server", "acks/s", "p50 ms", "p99 ms", "of bare Bolt"),
        rows,
    )


async def compare(requests: int, rounds: int, in_flight: int, latency: int) -> list[list[str]]:
    """The medians over the rounds of the servers, measured in turn."""
    rates: dict[str, list[float]] = {kind: [] for kind in NAMES}
    times: dict[str, list[float]] = {kind: [] for kind in NAMES}
    for _ in range(rounds):
        for kind in rates:
            rate, taken = await load(kind, requests, in_flight)
            rates[kind].append(rate)
            times[kind] += taken
    bare = quantile(rates["bare"], 0.5)
    return [
        [
            str(latency),
            str(in_flight),
            NAMES[kind],
            f"{quantile(rates[kind], 0.5):.0f}",
            f"{quantile(times[kind], 0.5):.2f}",
            f"{quantile(times[kind], 0.99):.2f}",
            f"{quantile(rates[kind], 0.5) / bare:.2f}",
        ]
        for kind in rates
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.requests, arguments.rounds))
