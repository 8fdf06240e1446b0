"""Two nodes that tick at the same time, 10,000 ticks: is any due thing owed twice, or not at all?

    python -m bench.ticks [--ticks 10000]

Each tick is a minute of a simulated week, made by both nodes at once. Twelve people in twelve zones have
something due each working hour or so; what is owed is compared with what the calendar says.
"""

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bench.places import places
from bench.tables import show
from bot.common.cadences import Cadence, Every, Run
from bot.db.engine import make_engine
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import Notice
from bot.features.people.service import members as people
from bot.features.schedules.jobs import tick_once
from bot.framework.context import Contexts
from bot.framework.scheduled import Scheduled
from bot.registry import CATALOG

TEAM = "T1"
START = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Seoul",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
)
HOURS = (8, 10, 12, 14, 16)


@dataclass(frozen=True)
class TickMessage(Notice):
    """What is said to somebody on a day."""

    kind = "ticks.message"
    text: str


async def _say(_: Transaction, subject_id: str, run: Run, now: datetime) -> Notice | None:
    return TickMessage(f"{subject_id} {run.nominal} {run.at:%H:%M}")


DECLARED = {
    f"ticks.at{hour}": Scheduled(
        kind=f"ticks.at{hour}",
        title=f"At {hour}",
        description="",
        whom="people",
        cadence=Cadence(Every.weekday, time(hour)),
        write=_say,
    )
    for hour in HOURS
}


async def run(database_url: str, ticks: int) -> tuple[int, int, int]:
    """How many were owed, how many should have been, and how many of them twice."""
    nodes = [Contexts(make_engine(database_url), CATALOG) for _ in range(2)]
    await _settle_in(nodes[0])
    minutes = ticks // len(nodes)
    for minute in range(minutes):
        now = START + timedelta(minutes=minute)
        await asyncio.gather(*(tick_once(node, DECLARED, TEAM, now) for node in nodes))
    async with nodes[0].reading(TEAM) as transaction:
        rows = list(await transaction.session.scalars(select(Delivery)))
    for node in nodes:
        await node.close()
    said = Counter((row.kind, row.facts["text"]) for row in rows)
    end = START + timedelta(minutes=minutes)
    expected = sum(_due(zone, hour, end) for zone in ZONES for hour in HOURS)
    return len(rows), expected, sum(times - 1 for times in said.values())


def _due(zone: str, hour: int, end: datetime) -> int:
    """How often it is that hour on a weekday, by the machine's own time zones alone."""
    wanted = 0
    at = START
    while at < end:
        local = at.astimezone(ZoneInfo(zone))
        wanted += (local.hour, local.minute) == (hour, 0) and local.weekday() < 5
        at += timedelta(minutes=30)
    return wanted


async def _settle_in(db: Contexts) -> None:
    nothing = {"status_emoji": None, "status_until": None}
    facts = {"is_bot": False, "is_deactivated": False, "is_admin": False, **nothing}
    members = [{"user_id": f"U{n:03}", "name": zone, "zone": zone, **facts} for n, zone in enumerate(ZONES)]
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, members)


async def main() -> None:
    """Both engines."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ticks", type=int, default=10_000)
    given = parser.parse_args()
    rows = []
    async with places() as made:
        for kind in ("sqlite", "postgres"):
            outgoing, expected, twice = await run(await made.fresh(kind), given.ticks)
            rows.append((kind, f"{given.ticks:,}", str(expected), str(outgoing), str(twice)))
    show("Two nodes, ticking at once", ("database", "ticks", "due", "owed", "twice"), rows)


if __name__ == "__main__":
    asyncio.run(main())
