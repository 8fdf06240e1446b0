"""What waits for who decides about numbers, and whose pace is off."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.quotas import NewQuota, set_quota
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.service import disputes, own_entries
from bot.features.metrics.service.disputes import Ruling
from bot.features.metrics.service.needs import needs_of
from bot.features.people.service import members as people
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    MATE,
    NORTH,
    Q4,
    at,
    deal,
    key,
    open_office,
    take,
)
from tests.features.members import member
from tests.features.needs.office import needs_by, told

DAY = date(2026, 11, 23)
NOW = at(DAY)
OTHERS = (ADA, BEN, CLEO, HEAD, MATE)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben and a mate; the CRM knows a deal of Ben's."""
    await open_office(db)
    await take(db, date(2026, 11, 2), deal(1_000, date(2026, 11, 2), external_id="first", name="First"))


async def of(db: Database, who: str, day: date = DAY) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, at(day)))


async def test_a_deal_waits_to_be_confirmed(db: Database) -> None:
    """For whoever leads its rep, and nobody else, until it is decided."""
    async with db.transaction(NORTH) as transaction:
        won = ManualWin("Acme", Decimal(90_000))
        entry = await own_entries.log_won(acting(transaction, BEN, NOW, key()), won)
    needs = await needs_by(db, needs_of, ANA, NOW)
    assert list(needs) == [f"metrics.confirm:{entry.deal_id}"]
    assert told(needs) == ["Ben logged Acme, $90,000 [Confirm]"]
    for other in OTHERS:
        assert await of(db, other) == [], other

    async with db.transaction(NORTH) as transaction:
        await own_entries.confirm(acting(transaction, ANA, NOW, key()), entry.deal_id)
    assert await of(db, ANA) == []


async def test_without_a_manager_admins_decide(db: Database) -> None:
    """They stand in for one who has left."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(ANA, is_deactivated=True)])
        won = ManualWin("Acme", Decimal(90_000))
        await own_entries.log_won(acting(transaction, BEN, NOW, key()), won)
    (need,) = (await needs_by(db, needs_of, ADA, NOW)).values()
    assert (need.text, need.about_id) == ("Ben logged Acme, $90,000", "")


async def test_a_dispute_waits_to_be_decided(db: Database) -> None:
    """Whoever is asked can open it; nobody else reads its reason."""
    async with db.transaction(NORTH) as transaction:
        (row,) = (await credit_rows(transaction, of_person(BEN), Q4, NOW)).rows
        await disputes.raise_dispute(acting(transaction, BEN, NOW, key()), row.id, "It was more")
    needs = await needs_by(db, needs_of, ANA, NOW)
    assert told(needs) == ["Ben disputes a line [Decide]"]
    dispute_id = int(next(iter(needs.values())).value)
    for other in OTHERS:
        assert await of(db, other) == [], other
        async with db.reading(NORTH) as reading:
            with pytest.raises(NotAllowed):
                await disputes.to_decide(reading, dispute_id, other, NOW)
    async with db.reading(NORTH) as reading:
        shown = await disputes.to_decide(reading, dispute_id, ANA, NOW)
        assert (shown.who, shown.deal, shown.reason) == ("Ben", "First", "It was more")

    async with db.transaction(NORTH) as transaction:
        ruling = Ruling("As the contract says")
        await disputes.decide(acting(transaction, ANA, NOW, key()), dispute_id, ruling)
    assert await of(db, ANA) == []


async def test_a_pace_below_seventy_percent(db: Database) -> None:
    """Told to whoever leads them, not before a fifth of the quarter, and not once it is better."""
    async with db.transaction(NORTH) as transaction:
        quota = NewQuota(BEN, Decimal(100_000), Per.quarter, Q4.start)
        await set_quota(acting(transaction, ANA, at(Q4.start), key()), quota)
    needs = await needs_by(db, needs_of, ANA, NOW)
    assert told(needs) == ["Ben's pace is 2% [Numbers]"]
    (need,) = needs.values()
    assert (need.value, need.about_id) == (BEN, BEN)
    for other in OTHERS:
        assert await of(db, other) == [], other
    assert await of(db, ANA, Q4.start + timedelta(days=9)) == []

    await take(db, DAY, deal(60_000, DAY, external_id="second", name="Second"))
    assert await of(db, ANA, DAY + timedelta(days=1)) == []
