"""Records that wait for an answer: the newest version of each, so many a source, out again as they were."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.db.transaction import Database
from bot.features.imports.rules import parking as rules
from bot.features.imports.rules.parking import ParkedFor, Parking, SourceStopped
from bot.features.imports.service.waiting import parking
from bot.features.ledger.rules.records import (
    ActivityRecord,
    DealRecord,
    DealStatus,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
    SplitRecord,
    StageEntry,
)
from tests.features.goals.office import NORTH, NOW

ZOE = PersonRef("12", "zoe@northwind.example", "Zoe Park")
ASKED = "id/hubspot:12"
HOUR = timedelta(hours=1)
DAY = date(2026, 11, 20)
RECORDS: tuple[Record, ...] = (
    DealRecord(
        external_id="D-1",
        name="Acme <&>",
        owner=ZOE,
        status=DealStatus.WON,
        amount=Decimal("41000.123456"),
        currency="EUR",
        closed_on=DAY,
        probability=Decimal("12.5"),
        splits=(SplitRecord(ZOE, Decimal("33.333333")), SplitRecord(PersonRef("U1"), Decimal(50), True)),
        stages=(StageEntry("Demo", DAY),),
    ),
    ActivityRecord(external_id="A-1", kind="call", person=ZOE, happened_on=DAY),
    QuotaRecord(person=ZOE, amount=Decimal(1), starts_on=DAY, ends_on=DAY + timedelta(30)),
    RateRecord(currency="EUR", since=DAY, rate=Decimal("1.0843217")),
)


def deal(external_id: str, amount: int = 1, at: datetime | None = None) -> Parking:
    """A deal that waits for its owner."""
    record = DealRecord(external_id=external_id, owner=ZOE, amount=Decimal(amount), source_at=at)
    return Parking(record, ParkedFor.PERSON, ASKED)


async def park(db: Database, *parkings: Parking, now: datetime = NOW, source: str = "hubspot") -> None:
    """They are kept."""
    async with db.transaction(NORTH) as transaction:
        await parking.park(transaction, source, parkings, "U0ANA", now)


async def amounts(db: Database) -> dict[str, Decimal | None]:
    """What waits, by id."""
    async with db.reading(NORTH) as reading:
        found = await parking.find(reading, ParkedFor.PERSON, [ASKED])
    records = [each.parking.record for each in found]
    return {each.external_id: each.amount for each in records if isinstance(each, DealRecord)}


async def test_what_comes_out_is_what_went_in(db: Database) -> None:
    """Every kind of record, to the last digit; once it is out, nothing waits."""
    await park(db, *(Parking(each, ParkedFor.PERSON, ASKED) for each in RECORDS))
    async with db.transaction(NORTH) as transaction:
        assert await parking.release(transaction, ParkedFor.PERSON, [ASKED, "id/hubspot:13"]) == 4
        assert await parking.release(transaction, ParkedFor.PERSON, [ASKED]) == 0
        found = await parking.next_released(transaction, ParkedFor.ANSWERED, 3) + await parking.next_released(
            transaction, ParkedFor.ANSWERED, 3
        )
        assert await parking.next_released(transaction, ParkedFor.ANSWERED, 3) == []
    assert {each.parking.record for each in found} == set(RECORDS)
    assert {(each.source, each.keeper_id, each.first_at) for each in found} == {("hubspot", "U0ANA", NOW)}


async def test_only_what_is_asked_for_comes_out(db: Database) -> None:
    """Not what waits for another answer, nor another workspace's."""
    other = DealRecord(external_id="D-2")
    await park(db, deal("D-1"), Parking(other, ParkedFor.STAGE, ASKED), Parking(other, ParkedFor.TWIN, "7"))
    async with db.transaction("T0ELSEWHERE") as transaction:
        assert await parking.release(transaction, ParkedFor.PERSON, [ASKED]) == 0
    assert await amounts(db) == {"D-1": 1}
    async with db.transaction(NORTH) as transaction:
        assert await parking.release(transaction, ParkedFor.TWIN, ["7", "8"]) == 1
        (found,) = await parking.next_released(transaction, ParkedFor.ANSWERED, 9)
    assert found.parking.record == other


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (None, None, 2),
        (NOW, None, 2),
        (None, NOW, 2),
        (NOW, NOW + HOUR, 2),
        (NOW, NOW, 2),
        (NOW, NOW - HOUR, 1),
    ],
    ids=["untold", "told first", "told then", "newer", "equal", "older"],
)
async def test_the_newest_version_waits(
    db: Database, first: datetime | None, second: datetime | None, kept: int
) -> None:
    """Within one batch and in two; without a told version, the later one to arrive."""
    await park(db, deal("D-1", 1, first))
    await park(db, deal("D-1", 2, second), now=NOW + HOUR)
    await park(db, deal("D-2", 1, first), deal("D-2", 2, second), now=NOW + HOUR)
    assert await amounts(db) == {"D-1": kept, "D-2": kept}
    async with db.reading(NORTH) as reading:
        since = {each.first_at for each in await parking.find(reading, ParkedFor.PERSON, [ASKED])}
    assert since == {NOW, NOW + HOUR}


async def test_what_came_in_since_waits_no_longer(db: Database) -> None:
    """Its owner may be another by now; a newer version that waits stays."""
    await park(db, deal("D-1", at=NOW), deal("D-2", at=NOW), deal("D-3"))
    taken = [deal("D-1", at=NOW - HOUR).record, deal("D-2", at=NOW).record, deal("D-3", at=NOW).record]
    async with db.transaction(NORTH) as transaction:
        await parking.forget(transaction, "salesforce", taken)
        await parking.forget(transaction, "hubspot", taken)
    assert await amounts(db) == {"D-1": 1}


async def test_a_source_of_which_too_much_waits_stops(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the batch is kept; versions of what waits already are, and other sources go on."""
    monkeypatch.setattr(parking, "MOST_PARKED", 3)
    await park(db, deal("D-1"), deal("D-2"))
    with pytest.raises(SourceStopped, match="of hubspot wait for an answer already"):
        await park(db, deal("D-1", 9), deal("D-3"), deal("D-4"))
    await park(db, deal("D-1", 2), deal("D-3"))
    await park(db, deal("D-3", 3))
    await park(db, deal("D-4"), source="salesforce")
    assert await amounts(db) == {"D-1": 2, "D-2": 1, "D-3": 3, "D-4": 1}
    assert rules.MOST_PARKED == 5_000
