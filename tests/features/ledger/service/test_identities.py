"""What was booked under 18 signs before is the deal that all doors tell of by now."""

from datetime import UTC, date, datetime

import pytest

from bot.db.transaction import Database
from bot.features.ledger.rules.records import ActivityRecord, PersonRef
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.activities import MatchedActivity, book_activities
from bot.features.ledger.service.identities import unify
from bot.features.ledger.service.posting import PostingSource
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.rules import deals
from tests.features.ledger.office import BEN, NORTH, Q4, at, booked, deal, facts_of, open_office, take

DAY = date(2026, 10, 12)
LATER = date(2026, 11, 12)
END = datetime(2026, 12, 31, tzinfo=UTC)
SHORT, LONG, SHOUTED = "0065f00000HqTzb", "0065f00000HqTzbAAF", "0065F00000HQTZBAAF"
FOREIGN = "0065f00000HqTzbBAF"


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben."""
    await open_office(db)


async def once(db: Database) -> int:
    """The job has its turn."""
    async with db.transaction(NORTH) as transaction:
        return await unify(transaction, at(LATER))


async def test_a_deal_is_renamed_once(db: Database) -> None:
    """The next time it is told it is known; what only looks like Salesforce's stays."""
    await take(db, DAY, deal(10, DAY, external_id=LONG), deal(5, DAY, external_id=FOREIGN))
    assert await once(db) == 1
    assert await take(db, LATER, deal(10, DAY, external_id=SHORT)) == Tally(same=1)
    assert await take(db, LATER, deal(5, DAY, external_id=FOREIGN)) == Tally(same=1)
    assert await once(db) == 0


@pytest.mark.parametrize(
    ("first", "second"), [(SHORT, LONG), (LONG, SHORT), (LONG, SHOUTED), (SHOUTED, LONG)]
)
async def test_of_two_of_one_deal_the_younger_is_reversed(db: Database, first: str, second: str) -> None:
    """Whichever spelling came first: the elder is told from then on, the other one is in no figure."""
    await take(db, DAY, deal(10, DAY, external_id=first))
    await take(db, DAY, deal(12, DAY, external_id=second))
    assert await booked(db, Q4, END) == 22
    assert await once(db) > 0
    assert await booked(db, Q4, END) == 10
    assert deals.deals_won(await facts_of(db, Q4, END), Q4).value == 1
    async with db.reading(NORTH) as reading:
        newest = (await credit_rows(reading, of_person(BEN), Q4, END)).rows[0]
    assert f"{newest.kind} {newest.amount} {newest.note}" == "reversal -12 the same deal as Acme"
    assert await take(db, LATER, deal(15, DAY, external_id=SHORT)) == Tally(changed=1)
    assert await booked(db, Q4, END) == 15
    assert await once(db) == 0


async def test_activities_are_renamed_too(db: Database) -> None:
    """Of two of one call the younger counts no more."""

    async def tell(*ids: str) -> Tally:
        person = PersonRef(name="Ben")
        calls = [
            ActivityRecord(external_id=each, kind="call", person=person, happened_on=DAY) for each in ids
        ]
        async with db.transaction(NORTH) as transaction:
            entry = PostingSource("crm", "crm", confirms=True, now=at(DAY), today=DAY)
            return await book_activities(transaction, [MatchedActivity(each, BEN) for each in calls], entry)

    assert await tell(SHORT, LONG, SHOUTED) == Tally(new=3)
    assert await once(db) == 2
    assert sum(each.how_many for each in (await facts_of(db, Q4, END)).activities) == 1
    assert await tell(SHORT) == Tally(same=1)
    assert await once(db) == 0
