"""A cycle of reviews in Ana's team, and what somebody does in it, for the tests of use cases."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.common.date_ranges import DateRange
from bot.common.errors import Refusal
from bot.db.transaction import Database, Transaction
from bot.features.people.service import members as people
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import CyclePlan
from bot.features.reviews.service import action_items, cycles, peers, queries, sign_off, transitions, writing
from bot.features.teams import service as teams
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, CLEO, COACH, MATE, NORTH, NOW, TODAY, open_office
from tests.features.ledger.office import key
from tests.features.members import member

DUE = TODAY + timedelta(days=21)
LATER = DUE + timedelta(days=7)
WORDS = {"well": "Clear demos", "better": "Listening", "next": "Two calls a week"}
ReviewCall = Callable[[Transaction, int, str], Awaitable[object]]


async def begun(db: Database, due: date = DUE) -> dict[str, int]:
    """Ana's team is in a cycle with every part; the parts of Ben's review by kind, and the review itself."""
    await open_office(db)
    plan = CyclePlan("Q4", 1, DateRange(date(2026, 10, 1), date(2027, 1, 1)), tuple(PartKind), TODAY, due)
    async with db.transaction(NORTH) as transaction:
        org_chart = await teams.load_org_chart(transaction)
        team = org_chart.named("Enterprise")
        assert team is not None
        cycle = await cycles.plan(acting(transaction, ANA, NOW, key()), replace(plan, team_id=team.id))
    async with db.transaction(NORTH) as transaction:
        for turn in await transitions.due(transaction, NOW):
            await transitions.deal_with(acting(transaction, "", NOW), turn)
    async with db.transaction(NORTH) as transaction:
        part_repository = ReviewPartRepository(transaction)
        repository = ReviewRepository(transaction)
        review = next(each for each in await repository.of_cycle(cycle.id) if each.person_id == BEN)
        await peers.nominate(acting(transaction, ANA, NOW, key()), review.id, [MATE])
        parts = await part_repository.parts([review.id])
        return {"cycle": cycle.id, "review": review.id, **{each.kind: each.id for each in parts}}


async def do(db: Database, action: ReviewCall, target: int, actor: str) -> bool:
    """Whether it was done; a refusal leaves nothing behind."""
    try:
        async with db.transaction(NORTH) as transaction:
            await action(transaction, target, actor)
    except Refusal:
        return False
    return True


def submit(transaction: Transaction, part: int, actor: str) -> Awaitable[object]:
    """Somebody submits."""
    return writing.submit(acting(transaction, actor, NOW, key()), part, WORDS)


def share(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody shares."""
    return sign_off.share(acting(transaction, actor, NOW, key()), review)


def acknowledge(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody acknowledges."""
    return sign_off.acknowledge(acting(transaction, actor, NOW, key()), review, "Thank you")


def sign(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody signs what is there."""
    return _sign_all(transaction, review, actor)


async def _sign_all(transaction: Transaction, review: int, actor: str) -> None:
    agreed = [each.id for each in await ReviewRepository(transaction).actions(review)]
    await sign_off.sign(acting(transaction, actor, NOW, key()), review, agreed)


def agree(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody agrees an action."""
    return action_items.agree(acting(transaction, actor, NOW, key()), review, "Read one book")


def extend(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody gives more time."""
    return cycles.extend(acting(transaction, actor, NOW, key()), review, LATER)


def nominate(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody names a peer, whom nobody has named yet."""
    peer = CLEO if actor == ANA else COACH
    return peers.nominate(acting(transaction, actor, NOW, key()), review, [peer])


def approve(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody approves peers."""
    return peers.approve(acting(transaction, actor, NOW, key()), review, [COACH], [COACH])


def look(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
    """Somebody opens it."""
    return queries.shown(transaction, review, actor)


def cancel(transaction: Transaction, cycle: int, actor: str) -> Awaitable[object]:
    """Somebody ends the cycle."""
    return cycles.cancel(acting(transaction, actor, NOW, key()), cycle)


async def leaves(db: Database, who: str, at: datetime = NOW) -> None:
    """Somebody leaves, and the clock goes on."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who, is_deactivated=True)])
    async with db.transaction(NORTH) as transaction:
        for turn in await transitions.due(transaction, at):
            await transitions.deal_with(acting(transaction, "", at), turn)
