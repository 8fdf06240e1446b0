"""Colleagues of whom some offer help, for the tests of mentors."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.db.transaction import Database
from bot.features.mentors.rules.matching import shortlists
from bot.features.mentors.service import clockwork, offers
from bot.features.people.service import members as people
from bot.features.skills.models import SkillAgreedRow, SkillRoundRow
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, CLEO, HEAD, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.members import member

T = TypeVar("T")
MIA, NOE = "U0MIA", "U0NOE"
MORNING = NOW + timedelta(days=1)


async def did(db: Database, actor_id: str, work: Callable[[Context], Awaitable[T]], now: datetime = NOW) -> T:
    """What somebody does, in a transaction of its own."""
    async with db.transaction(NORTH) as transaction:
        return await work(acting(transaction, actor_id, now, key()))


async def open_mentors(db: Database) -> None:
    """Ana leads Ben and Mate; Head leads Cleo, Mia and Noe, of whom Mia and Cleo teach discovery."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who) for who in (MIA, NOE)])
        ctx = acting(transaction, ADA, NOW, key())
        await teams.save(ctx, TeamForm("Other", HEAD, (MIA, NOE)), None)
        for number, who in enumerate((MIA, CLEO, ANA), 1):
            transaction.session.add(_round(number, who))
            await transaction.session.flush()
            transaction.session.add(_level(number))
    for who in (MIA, CLEO, ANA):
        await did(db, who, lambda ctx: offers.offer(ctx, "discovery", 1))


def _round(number: int, who: str) -> SkillRoundRow:
    facts = {"opened_by": who, "opened_at": NOW, "due_on": NOW.date(), "person_at": NOW, "manager_at": NOW}
    return SkillRoundRow(
        id=number,
        workspace_id=NORTH,
        person_id=who,
        manager_id=HEAD,
        role="ae",
        lines={},
        state="closed",
        person_ended=True,
        manager_ended=True,
        shown_at=NOW,
        closed_at=NOW,
        **facts,
    )


def _level(number: int) -> SkillAgreedRow:
    return SkillAgreedRow(
        workspace_id=NORTH, round_id=number, skill="discovery", level=4, by=HEAD, confirmed_at=NOW
    )


async def assigned(db: Database, now: datetime = MORNING) -> bool:
    """The clock assigns what is due, as the job does; False where nothing was."""
    async with db.reading(NORTH) as reading:
        found = await clockwork.to_assign(reading, now)
    if found is None:
        return False
    async with db.transaction(NORTH) as transaction:
        await clockwork.keep(acting(transaction, "", now), found, shortlists(found.candidates))
    return True


async def turned(db: Database, now: datetime) -> list[str]:
    """The clock does what is due; what it did, by kind."""
    async with db.reading(NORTH) as reading:
        found = await clockwork.due(reading, now)
    for each in found:
        async with db.transaction(NORTH) as transaction:
            await clockwork.take_turn(acting(transaction, "", now), each)
    return [each.kind.value for each in found]


__all__ = ["ANA", "BEN", "CLEO", "HEAD", "MATE", "NORTH", "NOW"]
