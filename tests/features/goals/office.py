"""People, a team, and goals on a real database, for the tests of use cases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from sqlalchemy import select

from bot.common.numbers import NumberChange
from bot.db.transaction import Database, Transaction
from bot.deliveries.models import Delivery
from bot.features.goals.models import GoalRow
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import Goal, GoalKind
from bot.features.goals.rules.state_machine import GoalAction, GoalState
from bot.features.goals.service import actions, progress
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.members import member

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY, DUE = NOW.date(), date(2026, 12, 31)
NORTH = "T0NORTH"
ANA, BEN, CLEO, ADA, MATE, COACH, HEAD = "U0ANA", "U0BEN", "U0CLEO", "U0ADA", "U0MATE", "U0COACH", "U0HEAD"
EVERYBODY = (ANA, BEN, CLEO, ADA, MATE, COACH, HEAD)
TERMS = Terms("Win $300k", Decimal(0), Decimal(300_000), TODAY, DUE)
LESS = replace(TERMS, title="Win $250k", target=Decimal(250_000))
_keys = count(1)


async def open_office(db: Database, now: datetime = NOW) -> None:
    """Ana leads Ben and a mate; Ada is admin; Head leads another team with Cleo in it."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who, is_admin=who == ADA) for who in EVERYBODY])
        await teams.save(
            acting(transaction, ADA, now, "t1"), TeamForm("Enterprise", ANA, (BEN, MATE), "C0SALES"), None
        )
        await teams.save(acting(transaction, ADA, now, "t2"), TeamForm("Support", HEAD, (CLEO,)), None)


def by(transaction: Transaction, actor_id: str | None, now: datetime = NOW, key: str = "") -> Context:
    """An occasion of its own; None: the clock acts."""
    return acting(transaction, actor_id or "", now, key or f"k{next(_keys)}")


async def set_goal(
    db: Database,
    actor_id: str = ANA,
    owner_id: str | None = BEN,
    terms: Terms = TERMS,
    now: datetime = NOW,
    key: str = "",
    team_id: int | None = None,
    **arrangement: object,
) -> Goal:
    """Ana sets a goal for Ben, unless told otherwise."""
    wanted = Arrangement(**arrangement)  # type: ignore[arg-type]
    draft = Draft(terms, GoalKind.money, "USD", owner_id, team_id, wanted)
    async with db.transaction(NORTH) as transaction:
        return await actions.propose(by(transaction, actor_id, now, key), draft)


async def act(
    db: Database, goal_id: int, actor_id: str | None, action: GoalAction, now: datetime = NOW, **more: object
) -> Goal:
    """One action in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await actions.act(by(transaction, actor_id, now), goal_id, action, **more)  # type: ignore[arg-type]


async def report(
    db: Database,
    goal_id: int,
    number: int,
    actor_id: str = BEN,
    *,
    adds: bool = False,
    now: datetime = NOW,
) -> progress.Reported:
    """A report of progress."""
    async with db.transaction(NORTH) as transaction:
        change = NumberChange(Decimal(number), adds)
        return await progress.report(by(transaction, actor_id, now), goal_id, change=change)


async def put_into(transaction: Transaction, goal_id: int, state: GoalState) -> None:
    """As if the two had come that far."""
    row = await transaction.session.get_one(GoalRow, goal_id)
    row.state = state.value
    row.counter = None
    row.coach_ids = [COACH] if state is GoalState.concern else []
    if state is GoalState.countered:
        row.counter = {**_kept(TERMS), "target": "250000"}
    await transaction.session.flush()


def _kept(terms: Terms) -> dict[str, str]:
    return {
        "title": terms.title,
        "start": str(terms.start),
        "target": str(terms.target),
        "begins": terms.begins.isoformat(),
        "due": terms.due.isoformat(),
    }


async def outgoing(db: Database) -> list[tuple[str, str, str]]:
    """What is owed to whom, and whether it still is."""
    async with db.reading(NORTH) as transaction:
        rows = await transaction.session.execute(
            select(Delivery.kind, Delivery.target, Delivery.state).order_by(Delivery.id)
        )
        return [(row.kind, row.target, row.state) for row in rows]
