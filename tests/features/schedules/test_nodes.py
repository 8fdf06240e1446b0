"""Several nodes tick at once: each run is taken by one of them, whichever is first."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import Cadence, Every, Run, next_run
from bot.db.engine import make_engine
from bot.framework.context import Contexts
from bot.registry import CATALOG
from tests.common.somebody import Somebody
from tests.features.schedules.office import ANA, ASK, BEN, CLEO, POST, WINS, Office, at

pytestmark = pytest.mark.story  # whole weeks, or every door: not for a first look

PEOPLE = {ANA: "Europe/London", BEN: "Asia/Kolkata", CLEO: "America/New_York"}
CADENCES = {
    ASK: Cadence(Every.day, time(9)),
    "test.noon": Cadence(Every.weekday, time(12, 4)),
    "test.twice": Cadence(Every.week, time(16), frozenset({1, 4})),
    POST: Cadence(Every.week, time(17, 30), frozenset({0, 2, 4})),
}
MONDAY = at(23, 0)
WEEKEND = at(28, 5)
STEP = timedelta(minutes=3)
HOURS = timedelta(hours=4)
NODES = 2


@pytest.fixture
async def nodes(database_url: str) -> AsyncIterator[list[Office]]:
    """Two processes' worth of connections to one database, and one count of what was written."""
    databases = [Contexts(make_engine(database_url), CATALOG) for _ in range(NODES)]
    first = Office(databases[0])
    for kind, cadence in CADENCES.items():
        first.declares(cadence, kind, "channel" if kind == POST else "people")
    for who, zone in PEOPLE.items():
        await first.knows(who, zone)
    yield [replace(first, db=db) for db in databases]
    for db in databases:
        await db.close()


async def tick_together(nodes: list[Office], now: datetime) -> None:
    """All of them, at the same moment."""
    await asyncio.gather(*(node.ticks(now) for node in nodes))


def runs(since: datetime, until: datetime) -> Iterator[tuple[str, str, Run]]:
    """Every run that is due in between, with its kind and subject."""
    for kind, cadence in CADENCES.items():
        for who, zone in {WINS: "UTC"}.items() if kind == POST else PEOPLE.items():
            after, person = since.date() - timedelta(days=2), Somebody(ZoneInfo(zone))
            while (run := next_run(cadence, after, person)) is not None and run.at <= until:
                if run.at > since:
                    yield kind, who, run
                after = run.nominal


def expected(since: datetime, until: datetime) -> Counter[tuple[str, str, date]]:
    """The same, counted by kind, subject and day."""
    return Counter((kind, who, run.nominal) for kind, who, run in runs(since, until))


def instants(since: datetime, until: datetime) -> list[datetime]:
    """Every fourth hour, and every third minute around each run."""
    hours = [since + number * HOURS for number in range((until - since) // HOURS + 1)]
    near = [
        run.at - timedelta(minutes=run.at.minute % 3) + number * STEP
        for *_, run in runs(since, until)
        for number in (-1, 0, 1, 2)
    ]
    return sorted({*hours, *(now for now in near if since <= now <= until)})


async def test_a_working_week_of_two_nodes(nodes: list[Office]) -> None:
    """Every due run is written and owed exactly once; none is missed."""
    for now in instants(MONDAY, WEEKEND):
        await tick_together(nodes, now)

    due = expected(MONDAY, WEEKEND)
    assert nodes[0].written == due
    assert due.total() > 3 * (5 + 4 + 1)
    for kind in CADENCES:
        outgoing = await nodes[0].deliveries(kind)
        assert len(outgoing) == sum(number for (of, *_), number in due.items() if of == kind)
    assert await nodes[0].missed() == []


async def test_two_nodes_after_three_weeks(nodes: list[Office]) -> None:
    """Each missed run is written down once, and told once, however the turns fall to the nodes."""
    await tick_together(nodes, MONDAY)
    back = MONDAY + timedelta(days=21, hours=18)

    await tick_together(nodes, back)
    await tick_together(nodes, back + timedelta(seconds=15))

    due = expected(MONDAY, back)
    sent = +nodes[0].written
    assert sent.total() == len(sent) > 0
    assert len(await nodes[0].missed()) == due.total() - sent.total()
    (told,) = await nodes[0].deliveries()
    assert sum(number for _, number in told.facts["missed"]) == due.total() - sent.total()
