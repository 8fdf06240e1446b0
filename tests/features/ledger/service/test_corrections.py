"""What is known to be otherwise later: corrections that go with their deal, people who move, activities."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.ledger.rules.records import ActivityRecord, DealStatus, PersonRef
from bot.features.ledger.service import exchange_rates
from bot.features.ledger.service.activities import MatchedActivity, book_activities
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.ledger.service.posting import PostingSource
from bot.features.ledger.service.queries import of_team
from bot.features.ledger.service.rows import closed_rows, credit_rows, open_rows
from bot.features.ledger.service.settings import lock_before
from bot.features.metrics.rules import deals
from bot.features.metrics.rules.productivity import activities_of
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    MATE,
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

AUGUST = date(2026, 8, 5)
END = datetime(2026, 12, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; Ada is admin; Head leads Cleo."""
    await open_office(db)


async def correct(db: Database, amount: int, on: date, other_id: str = "") -> None:
    """Ana says what Ben should have of the only deal in the books."""
    async with db.transaction(NORTH) as transaction:
        whose = (await facts_of(db, Q3, END)).credits
        wanted = manual_entries.Correction(whose[-1].deal_id, BEN, Decimal(amount), "as agreed", other_id)
        await manual_entries.adjust(acting(transaction, ANA, at(on), key()), wanted)


async def test_a_correction_goes_with_its_deal(db: Database) -> None:
    """It stays while the deal is worth something; re-opened, nobody has anything of it."""
    await take(db, AUGUST, deal(50_000, AUGUST))
    await correct(db, 48_000, AUGUST, MATE)
    await take(db, AUGUST + timedelta(days=1), deal(50_000, AUGUST, name="Acme Inc."))
    assert await booked(db, Q3, END) == 48_000
    reopened = AUGUST + timedelta(days=2)
    await take(db, reopened, deal(50_000, None, DealStatus.OPEN))
    assert await booked(db, Q3, END) == 0
    assert await booked(db, Q3, END, MATE) == 0
    await take(db, AUGUST + timedelta(days=3), deal(45_000, AUGUST + timedelta(days=3)))
    assert await booked(db, Q3, END) == 45_000
    assert await booked(db, Q3, at(AUGUST + timedelta(days=1)), MATE) == 2_000


async def test_what_a_source_takes_over_it_takes_whole(db: Database) -> None:
    """A rep's entry that the manager has corrected is not corrected twice once the source tells of it."""
    async with db.transaction(NORTH) as transaction:
        own = await manual_entries.log_won(
            acting(transaction, BEN, at(AUGUST), key()), manual_entries.ManualWin("Acme", Decimal(50_000))
        )
        await own_decisions.confirm(acting(transaction, ANA, at(AUGUST), key()), own.deal_id)
    await correct(db, 48_000, AUGUST)
    await take(db, AUGUST + timedelta(days=1), deal(48_000, AUGUST))
    assert await booked(db, Q3, END) == 48_000


async def test_the_newest_entry_is_taken_back(db: Database) -> None:
    """Also when an older one was confirmed since, which does not make it newer."""
    later = at(AUGUST) + timedelta(hours=20)
    async with db.transaction(NORTH) as transaction:
        old = await manual_entries.log_won(
            acting(transaction, BEN, at(AUGUST), key()), manual_entries.ManualWin("Acme", Decimal(5))
        )
        await manual_entries.log_won(
            acting(transaction, BEN, later, key()), manual_entries.ManualWin("Bolt", Decimal(7))
        )
        await own_decisions.confirm(acting(transaction, ANA, later + timedelta(hours=1), key()), old.deal_id)
        assert (
            await manual_entries.undo(acting(transaction, BEN, later + timedelta(hours=2), key())) == "Bolt"
        )
        with pytest.raises(BadInput, match="last 24 hours"):
            await manual_entries.undo(acting(transaction, BEN, later + timedelta(hours=5), key()))
    assert await booked(db, Q3, END) == 5


async def test_who_has_moved_counts_where_they_are(db: Database) -> None:
    """Their open deals go with them; the old manager sees the rows of the days that were theirs alone."""
    moved, after = date(2026, 11, 25), date(2026, 11, 27)
    still = deal(9, None, DealStatus.OPEN, external_id="D2", created_on=AUGUST, expected_on=END.date())
    await take(db, date(2026, 11, 20), deal(100, date(2026, 11, 20)), still)
    async with db.transaction(NORTH) as transaction:
        ids = {team.name: team.id for team in (await teams.load_org_chart(transaction)).teams}
        for form in (TeamForm("Enterprise", ANA, (MATE,)), TeamForm("Support", HEAD, (CLEO, BEN))):
            await teams.save(acting(transaction, ADA, at(moved), key()), form, ids[form.name])
    born = deal(1, None, DealStatus.OPEN, external_id="D4", created_on=after, expected_on=END.date())
    await take(db, after, deal(70, after, external_id="D3", created_on=moved), born)
    seen = {}
    for name in ids:
        facts = await facts_of(db, Q4, END, team=name)
        async with db.reading(NORTH) as reading:
            whose = await of_team(reading, ids[name], END)
            pages = (
                await credit_rows(reading, whose, Q4, END),
                await closed_rows(reading, whose, Q4, END),
                await open_rows(reading, whose, Q3, END),
            )
        rows = [sorted(row.external_id for row in page.rows) for page in pages]
        created = len(deals.created_in(facts, Q4)), len(deals.created_in(facts, DateRange(AUGUST, Q4.start)))
        seen[name] = (len(facts.open), created[0], rows)
    assert seen["Enterprise"] == (0, 0, [["D1"], ["D1"], []])
    assert seen["Support"] == (2, 2, [["D3"], ["D3"], ["D2", "D4"]])


async def test_nothing_is_locked_that_waits_for_a_rate(db: Database) -> None:
    """It would change what was reported; only admins hear of it."""
    await take(db, AUGUST, deal(100, AUGUST, currency="EUR"))
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed):
            await lock_before(acting(transaction, ANA, at(AUGUST), key()), Q4.start)
        with pytest.raises(BadInput, match="wait for a EUR rate"):
            await lock_before(acting(transaction, ADA, at(AUGUST), key()), Q4.start)
        await lock_before(acting(transaction, ADA, at(AUGUST), key()), AUGUST)
        with pytest.raises(BadInput, match="more than zero"):
            await exchange_rates.set_rate(
                acting(transaction, ANA, at(AUGUST), key()), "EUR", Decimal("0.0000000000001"), None
            )
        await exchange_rates.set_rate(
            acting(transaction, ANA, at(AUGUST), key()), "EUR", Decimal("1.1"), AUGUST
        )
        await lock_before(acting(transaction, ADA, at(Q4.start), key()), Q4.start)
    assert await booked(db, Q3, END) == 110


async def test_an_activity_that_is_told_otherwise_is_not_overwritten(db: Database) -> None:
    """A call that turns out to have been a meeting: before, it was a call."""

    async def told(kind: str, on: date) -> tuple[int, int, int]:
        record = ActivityRecord(external_id="A1", kind=kind, person=PersonRef(name="Ben"), happened_on=AUGUST)
        async with db.transaction(NORTH) as transaction:
            entry = PostingSource("crm", "crm", confirms=True, now=at(on), today=on)
            tally = await book_activities(transaction, [MatchedActivity(record, BEN)], entry)
        return tally.new, tally.changed, tally.same

    later = AUGUST + timedelta(days=1)
    assert await told("call", AUGUST) == (1, 0, 0)
    assert await told("meeting", later) == (0, 1, 0)
    assert await told("meeting", later) == (0, 0, 1)
    before, now = await facts_of(db, Q3, at(AUGUST)), await facts_of(db, Q3, END)
    assert (activities_of(before, Q3, "call"), activities_of(before, Q3, "meeting")) == (1, 0)
    assert (activities_of(now, Q3, "call"), activities_of(now, Q3, "meeting")) == (0, 1)


async def test_what_is_finer_than_the_books_is_the_same_again(db: Database) -> None:
    """A third of a percent is no change in either database."""
    third = Decimal(100) / 3
    record = deal(1, None, DealStatus.OPEN, probability=third, expected_on=END.date())
    await take(db, AUGUST, record)
    assert (await take(db, AUGUST + timedelta(days=1), record)).same == 1
