"""10,000 direct messages to 500 people in 5 workspaces: how long, how fair, at what cost?

    python -m bench.throughput [--messages 10000] [--channels 500] [--workspaces 5]

Slack's limits allow a burst and then a message a second in each channel: the theoretical time. One workspace
owes half of everything, and first. The stand-in for Slack answers at once, and shares the machine.
"""

import argparse
import asyncio
import resource
import sys
from collections.abc import Sequence

from bench.places import places
from bench.sending import AheadClock, owe
from bench.slack_stub import Post, SlackStub
from bench.tables import quantile, show
from bot.common.asgi_server import listening
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.rate_limits import BURST

LONGEST_SECONDS = 600


async def run(name: str, database_url: str, workers: int, given: argparse.Namespace) -> tuple[str, ...]:
    """One run on a fresh database."""
    db = Database(make_engine(database_url))
    lists = _targets(given.messages, given.channels, given.workspaces)
    for team, targets in lists.items():
        await owe(db, team, targets, AheadClock(0).now())
    await db.close()
    stub = SlackStub()
    done = asyncio.Event()
    stub.on_post = lambda count: done.set() if count >= given.messages else None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    async with listening(stub) as base_url:
        words = ("--database", database_url, "--slack", f"{base_url}/api/")
        processes = [
            await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.sending", *words)
            for _ in range(workers)
        ]
        await asyncio.wait_for(done.wait(), LONGEST_SECONDS)
        for process in processes:
            process.terminate()
            await process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return (name, str(workers), *_figures(stub, spent, given))


def _targets(messages: int, channels: int, workspaces: int) -> dict[str, list[str]]:
    """The first workspace owes half of the messages, the others share the rest; each to its own people."""
    people = channels // workspaces
    counts = [messages // 2, *[messages // 2 // (workspaces - 1)] * (workspaces - 1)]
    return {
        f"T{team}": [f"U{team}{number % people:06}" for number in range(count)]
        for team, count in enumerate(counts)
    }


def _figures(stub: SlackStub, spent: float, given: argparse.Namespace) -> tuple[str, ...]:
    posts = [post for channel in stub.posts.values() for post in channel]
    began = min(post.at for post in posts)
    longest = max(len(channel) for channel in stub.posts.values())
    theory = max(0, longest - BURST)
    took = max(post.at for post in posts) - began
    teams = sorted({post.team for post in posts})
    half = [_half(posts, team) - began for team in teams]
    burst = max(_burst([post.at for post in channel]) for channel in stub.posts.values())
    cost = spent / given.messages * 1000
    return (
        f"{theory:.0f}",
        f"{took:.1f}",
        f"{len(posts) / took:,.0f}",
        f"{cost:.1f}",
        f"{half[0]:.1f}",
        f"{quantile(half[1:], 0.5):.1f}",
        f"{burst:.1f}",
    )


def _half(posts: Sequence[Post], team: str) -> float:
    return quantile([post.at for post in posts if post.team == team], 0.5)


def _burst(times: Sequence[float]) -> float:
    """The largest burst above a message a second that the channel has seen: five are asked for."""
    level = worst = 0.0
    previous = None
    for at in sorted(times):
        level = max(0.0, level - (at - previous)) if previous is not None else 0.0
        level += 1
        worst = max(worst, level)
        previous = at
    return worst


async def main() -> None:
    """SQLite with its one process, Postgres with one, two and four."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--channels", type=int, default=500)
    parser.add_argument("--workspaces", type=int, default=5)
    given = parser.parse_args()
    rows = []
    async with places() as made:
        for name, workers in (("sqlite", 1), ("postgres", 1), ("postgres", 2), ("postgres", 4)):
            rows.append(await run(name, await made.fresh(name), workers, given))
    columns = (
        "database",
        "processes",
        "theory s",
        "took s",
        "messages/s",
        "ms of processor each",
        "half of the greedy workspace s",
        "half of the others s (median)",
        "largest burst in a channel",
    )
    show(f"{given.messages:,} messages to {given.channels} people", columns, rows)


if __name__ == "__main__":
    asyncio.run(main())
