"""Which version of a deal counts: the newest of its source, wherever and however often it is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.ledger.rules.records import ActivityRecord, DealRecord, DealStatus, Gone, PersonRef
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.activities import MatchedActivity, book_activities
from bot.features.ledger.service.posting import PostingSource
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import closed_rows, credit_rows, open_rows
from bot.features.ledger.service.settings import lock_before
from bot.features.metrics.rules import deals
from tests.contexts import acting
from tests.databases import SQLITE_FIRST
from tests.features.ledger.office import (
    ADA,
    BEN,
    NORTH,
    Q3,
    Q4,
    at,
    booked,
    deal,
    facts_of,
    key,
    open_office,
    take,
)

DAY = date(2026, 10, 12)
LATER = DAY + timedelta(days=30)
END = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; Ada is admin."""
    await open_office(db)


def gone(external_id: str = "D1", why: Gone = Gone.DELETED, hour: int | None = None) -> DealRecord:
    """A deal that is there no longer, by its id alone."""
    told_at = None if hour is None else at(LATER, hour)
    return DealRecord(external_id=external_id, status=DealStatus.GONE, gone_as=why, source_at=told_at)


def told_at(hour: int, record: DealRecord) -> DealRecord:
    """The deal as it was modified at that hour."""
    return replace(record, source_at=at(LATER, hour))


async def test_an_older_version_never_overwrites_a_newer_one(db: Database) -> None:
    """It is counted as older; one of the same time that came later counts."""
    await take(db, DAY, told_at(10, deal(20, DAY)))
    assert await take(db, LATER, told_at(9, deal(10, DAY))) == Tally(older=1)
    assert await booked(db, Q4, END) == 20
    assert await take(db, LATER, told_at(10, deal(30, DAY))) == Tally(changed=1)
    assert await take(db, LATER, deal(40, DAY)) == Tally(changed=1)
    assert await booked(db, Q4, END) == 40


async def test_the_same_told_again_is_as_new_as_it_says(db: Database) -> None:
    """What was modified in between and comes late is older."""
    await take(db, DAY, told_at(9, deal(20, DAY)))
    assert await take(db, LATER, told_at(12, deal(20, DAY))) == Tally(same=1)
    assert await take(db, LATER, told_at(11, deal(10, DAY))) == Tally(older=1)


async def test_of_a_batch_the_newest_counts_wherever_it_stands(db: Database) -> None:
    """The others are older; without times the last one counts."""
    batch = [told_at(hour, deal(amount, DAY)) for hour, amount in ((11, 30), (9, 10), (10, 20))]
    assert await take(db, DAY, *batch) == Tally(new=1, older=2)
    assert await booked(db, Q4, END) == 30
    assert await take(db, DAY, deal(1, DAY, external_id="D2"), deal(2, DAY, external_id="D2")) == Tally(
        new=1, older=1
    )
    assert await booked(db, Q4, END) == 32


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_messages_in_any_order_and_twice_give_the_same_books(db: Database) -> None:
    """Created, won, deleted and restored; the deletion may come before the creation."""
    story = [
        told_at(8, deal(10, None, DealStatus.OPEN, external_id="D")),
        told_at(9, deal(10, DAY, external_id="D")),
        gone("D", hour=10),
        told_at(11, deal(12, DAY, external_id="D")),
    ]
    for number, order in enumerate(permutations(story)):
        for each in (*order, *reversed(order)):
            await take(db, LATER, replace(each, external_id=f"D{number}"))
        assert await booked(db, Q4, END) == 12 * (number + 1)
    assert deals.deals_won(await facts_of(db, Q4, END), Q4).value == 24


async def test_a_deletion_before_the_creation_wins(db: Database) -> None:
    """The deal comes in late and is in no figure, until something newer is told."""
    assert await take(db, DAY, gone(hour=10)) == Tally(gone=1)
    assert await take(db, LATER, told_at(9, deal(10, DAY))) == Tally(older=1)
    assert await booked(db, Q4, END) == 0
    assert await take(db, LATER, told_at(11, deal(10, DAY))) == Tally(changed=1)
    assert await booked(db, Q4, END) == 10


async def test_a_gone_deal_is_reversed_and_in_no_count(db: Database) -> None:
    """58,000 in 4 wins, one of 10,000 gone: 48,000 in 3, a reversal under the deal's day."""
    amounts = {"A": 20_000, "B": 18_000, "C": 10_000, "D": 10_000}
    for each, amount in amounts.items():
        await take(db, DAY, deal(amount, DAY, external_id=each))
    assert await take(db, LATER, gone("D", Gone.MISSING)) == Tally(gone=1)
    assert await take(db, LATER, gone("D")) == Tally(same=1)
    facts = await facts_of(db, Q4, END)
    assert await booked(db, Q4, END) == 48_000
    assert deals.deals_won(facts, Q4).value == 3
    assert deals.win_rate(facts, Q4).n == 3
    assert not [fact for fact in facts.created if fact.amount == 0]
    before = await facts_of(db, Q4, at(DAY))
    assert deals.deals_won(before, Q4).value == 4
    async with db.reading(NORTH) as reading:
        lines = (await credit_rows(reading, of_person(BEN), Q4, END)).rows
        listed = (await closed_rows(reading, of_person(BEN), Q4, END)).rows
    assert f"{lines[0].kind} {lines[0].amount} {lines[0].credit_date}" == f"reversal -10000 {DAY}"
    assert len(listed) == 3


async def test_what_goes_in_a_locked_quarter_is_taken_from_this_one(db: Database) -> None:
    """The locked one stays as it was reported."""
    july = date(2026, 7, 9)
    await take(db, july, deal(50, july))
    async with db.transaction(NORTH) as transaction:
        await lock_before(acting(transaction, ADA, at(DAY), key()), Q4.start)
    await take(db, LATER, gone())
    assert await booked(db, Q3, END) == 50
    assert await booked(db, Q4, END) == -50


async def test_a_merged_deal_is_the_other_one(db: Database) -> None:
    """The survivor decides the money; the merged one is told in vain from then on."""
    await take(db, DAY, deal(10, DAY, external_id="A"), deal(20, DAY, external_id="B"))
    survivor = deal(25, DAY, external_id="B", merged_ids=("A", "B"))
    assert await take(db, LATER, survivor) == Tally(changed=1)
    assert await booked(db, Q4, END) == 25
    assert await take(db, LATER, deal(99, DAY, external_id="A")) == Tally(same=1)
    assert await take(db, LATER, survivor) == Tally(same=1)
    assert await booked(db, Q4, END) == 25
    assert await take(db, LATER, deal(30, DAY, external_id="N", merged_ids=("B", "A"))) == Tally(new=1)
    assert await take(db, LATER, gone("A")) == Tally(same=1)
    assert await booked(db, Q4, END) == 30


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("hour", [None, 9, 11])
async def test_a_merged_deal_that_is_told_beside_the_survivor_counts_once(
    db: Database, order: int, hour: int | None
) -> None:
    """In one batch, wherever it stands and whatever its time; a merge is for good."""
    survivor, other = (
        told_at(10, deal(25, DAY, external_id="B", merged_ids=("A",))),
        deal(5, DAY, external_id="A"),
    )
    batch = [survivor, told_at(hour, other) if hour else other][::order]
    assert await take(db, DAY, *batch) == Tally(new=1, same=1)
    assert await booked(db, Q4, END) == 25
    await take(db, DAY, told_at(12, deal(7, DAY, external_id="C")))
    stale = told_at(8, deal(1, DAY, external_id="B", merged_ids=("C",)))
    assert await take(db, LATER, stale) == Tally(older=1)
    assert await booked(db, Q4, END) == 25


async def test_merges_that_come_round_leave_one_deal(db: Database) -> None:
    """Told at once, in a ring of three, or the other way round later: the survivor is told on as before."""
    ring = [
        deal(amount, DAY, external_id=each, merged_ids=(other,))
        for each, other, amount in (("A", "B", 1), ("B", "C", 2), ("C", "A", 4))
    ]
    assert await take(db, DAY, *ring, deal(2, DAY, external_id="B", merged_ids=("A",))) == Tally(
        new=1, same=3
    )
    assert await booked(db, Q4, END) == 1
    assert await take(db, LATER, deal(9, DAY, external_id="B", merged_ids=("A",))) == Tally(same=1)
    assert await take(db, LATER, deal(3, DAY, external_id="A")) == Tally(changed=1)
    assert await take(db, LATER, deal(9, DAY, external_id="C")) == Tally(same=1)
    assert await booked(db, Q4, END) == 3


async def test_what_is_not_told_stays(db: Database) -> None:
    """Also the day of a deal that is told to be won already; a won deal of no day is refused."""
    await take(db, DAY, deal(10, DAY, currency="USD", category="New", stage="Signed"))
    bare = DealRecord(
        external_id="D1",
        status=DealStatus.WON,
        amount=Decimal(12),
        untold=frozenset({"name", "account", "owner", "stage", "currency", "closed_on", "category"}),
    )
    assert await take(db, LATER, bare, owner=None) == Tally(changed=1)
    assert await booked(db, Q4, END) == 12
    async with db.reading(NORTH) as reading:
        row = (await closed_rows(reading, of_person(BEN), Q4, END)).rows[0]
    assert (row.deal, row.stage, row.day) == ("Acme", "Signed", DAY)
    with pytest.raises(BadInput, match="whose deal"):
        await take(db, LATER, replace(bare, external_id="D2"))
    with pytest.raises(BadInput, match="without a close date"):
        await take(db, LATER, replace(bare, external_id="D2", untold=frozenset({"closed_on"})))
    state_alone = replace(bare, untold=bare.untold | {"status"}, amount=Decimal(13))
    assert await take(db, LATER, state_alone, owner=None) == Tally(changed=1)
    assert await booked(db, Q4, END) == 13


async def test_an_archived_deal_leaves_the_pipeline(db: Database) -> None:
    """Won and lost ones stay where they are."""
    still = deal(10, None, DealStatus.OPEN, external_id="O", is_archived=True)
    await take(db, DAY, still, deal(20, DAY, is_archived=True))
    facts = await facts_of(db, Q4, END)
    assert not facts.open
    assert await booked(db, Q4, END) == 20
    async with db.reading(NORTH) as reading:
        assert not (await open_rows(reading, of_person(BEN), Q4, END)).rows
    await take(db, LATER, replace(still, is_archived=False))
    assert len((await facts_of(db, Q4, END)).open) == 1


async def test_activities_have_versions_too(db: Database) -> None:
    """Deleted before it was created, told late, restored."""
    call = ActivityRecord(external_id="C", kind="call", person=PersonRef(name="Ben"), happened_on=DAY)

    async def tell(hour: int, **more: object) -> Tally:
        record = replace(call, source_at=at(LATER, hour), **more)  # type: ignore[arg-type]
        async with db.transaction(NORTH) as transaction:
            entry = PostingSource("crm", "crm", confirms=True, now=at(LATER, hour), today=LATER)
            return await book_activities(transaction, [MatchedActivity(record, BEN)], entry)

    async def counted() -> int:
        return sum(each.how_many for each in (await facts_of(db, Q4, END)).activities)

    assert await tell(10, gone_as=Gone.DELETED) == Tally(gone=1)
    assert await tell(9) == Tally(older=1)
    assert await counted() == 0
    assert await tell(11) == Tally(changed=1)
    assert await counted() == 1
    assert await tell(12, gone_as=Gone.DELETED, kind="", person=PersonRef()) == Tally(gone=1)
    assert await counted() == 0
