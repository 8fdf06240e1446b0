"""Seven Account Executives on a real database, of whom Ana leads Ben and Mate, for the tests of skills."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from bot.db.transaction import Database
from bot.features.ledger.rules.records import DealRecord, DealStatus, StageEntry
from bot.features.people.service import members as people
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import making, roles
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.ledger.office import ADA, ANA, BEN, CLEO, HEAD, MATE, NORTH, deal, key, open_office, take
from tests.features.members import member

__all__ = ["ADA", "ANA", "BEN", "CLEO", "HEAD", "MATE", "NORTH"]
LIKE_BEN = tuple(f"U0AE{number}" for number in range(6))
# A Monday, at six: the cards of the week are due.
NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
MONDAY = NOW.date()
MORNING = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


async def open_skills(db: Database) -> None:
    """Head leads six who are like Ben; all seven sell to enterprises."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who) for who in LIKE_BEN])
        ctx = acting(transaction, ADA, NOW, key())
        await teams.save(ctx, TeamForm("Alike", HEAD, LIKE_BEN), None)
    await sell(db, (BEN, *LIKE_BEN))


async def sell(
    db: Database, ids: Iterable[str], role: str = "ae", segment: str = "Enterprise", by: str = ADA
) -> int:
    """An admin says what these people sell."""
    async with db.transaction(NORTH) as transaction:
        wanted = [SellerProfile(who, role, segment) for who in ids]
        return await roles.set_roles(acting(transaction, by, NOW, key()), wanted)


def decided(
    who: str, won: int, lost: int, *, size: int = 20_000, last: date = MONDAY, stages: tuple[str, ...] = ()
) -> list[DealRecord]:
    """So many deals of somebody, one every other day up to the day before `last`; the won ones first."""
    found = []
    for number in range(won + lost):
        day = last - timedelta(days=1 + 2 * (number % 80))
        status = DealStatus.WON if number < won else DealStatus.LOST
        entries = tuple(StageEntry(stage, day - timedelta(days=20)) for stage in stages)
        found.append(
            deal(
                size, day, status, external_id=f"{who} {last} {number}", name=f"Deal {number}", stages=entries
            )
        )
    return found


async def tell(db: Database, who: str, won: int, lost: int, **more: object) -> None:
    """The CRM tells of them."""
    await take(db, MONDAY - timedelta(days=1), *decided(who, won, lost, **more), owner=who)  # type: ignore[arg-type]


async def tell_of_all(db: Database) -> None:
    """Ben wins 6 of 60, the others 30 of 60 each."""
    await tell(db, BEN, 6, 54)
    for who in LIKE_BEN:
        await tell(db, who, 30, 30)


async def by_the_clock(db: Database, now: datetime = NOW) -> int:
    """What the job of Monday does; the number of cards that it made."""
    async with db.reading(NORTH) as reading:
        batches = await making.due(reading, now)
        assert not batches or await making.next_due(reading), "due, and the clock does not look"
    for batch in batches:
        async with db.transaction(NORTH) as transaction:
            await making.keep(acting(transaction, "", now), batch)
    return sum(map(len, batches))
