"""Ana's team and its books on a real database, for the tests of use cases."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import count

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service import queries
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.metrics.rules import quota as quotas
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace.rules.books import BookRules
from tests.features.goals.office import ADA, ANA, BEN, CLEO, EVERYBODY, HEAD, MATE, NORTH, open_office

__all__ = ["ADA", "ANA", "BEN", "CLEO", "EVERYBODY", "HEAD", "MATE", "NORTH", "open_office"]
Q2 = DateRange(date(2026, 4, 1), date(2026, 7, 1), "Q2 2026")
Q3 = DateRange(date(2026, 7, 1), date(2026, 10, 1), "Q3 2026")
Q4 = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
_keys = count(1)


def at(day: date, hour: int = 9) -> datetime:
    """An hour of that day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def key() -> str:
    """A request of its own."""
    return f"ledger {next(_keys)}"


def deal(
    amount: int | str | None,
    closed_on: date | None,
    status: DealStatus = DealStatus.WON,
    *,
    external_id: str = "D1",
    **more: object,
) -> DealRecord:
    """A deal of Ben's as the CRM tells it."""
    facts: dict[str, object] = {"name": "Acme", "owner": PersonRef(name="Ben")} | more
    value = None if amount is None else Decimal(amount)
    return DealRecord(
        external_id=external_id,
        amount=value,
        closed_on=closed_on,
        status=status,
        **facts,  # type: ignore[arg-type]
    )


async def take(
    db: Database,
    on: date,
    *records: DealRecord,
    owner: str | None = BEN,
    splits: Sequence[Split] = (),
    source: str = "crm",
) -> Tally:
    """The CRM tells of these deals on that day."""
    async with db.transaction(NORTH) as transaction:
        entry = PostingSource(source, source, confirms=True, now=at(on), today=on)
        matched = [MatchedDeal(record, owner, tuple(splits)) for record in records]
        return await book(transaction, matched, entry, await settings_of(transaction, BookRules))


async def facts_of(
    db: Database, days: DateRange, as_of: datetime, person: str = BEN, *, team: str = ""
) -> Facts:
    """What is known of somebody, or of a team, at that instant."""
    async with db.reading(NORTH) as reading:
        whose = queries.of_person(person)
        if team:
            found = (await teams.load_org_chart(reading)).named(team)
            assert found is not None
            whose = await queries.of_team(reading, found.id, as_of)
        return await queries.facts(reading, whose, days, as_of)


async def booked(
    db: Database, days: DateRange, as_of: datetime, person: str = BEN, *, team: str = ""
) -> Fraction:
    """What the books say was booked in these days."""
    return quotas.picture(await facts_of(db, days, as_of, person, team=team), days).bookings
