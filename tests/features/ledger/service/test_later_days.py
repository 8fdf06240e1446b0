"""What is dated later counts on its day, and not before, by every way there is to a figure."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.common.date_ranges import DateRange
from bot.db.transaction import Database
from bot.features.ledger.rules.facts import OpenFact
from bot.features.ledger.rules.records import DealStatus, StageEntry
from bot.features.ledger.service import aggregates, queries, won_deals
from bot.features.ledger.service.rows import changed_rows, closed_rows, credit_rows, open_rows
from bot.features.metrics.rules import deals
from tests.features.ledger.office import BEN, NORTH, Q4, at, booked, deal, facts_of, open_office, take

TOLD, DAY = date(2026, 11, 23), date(2026, 12, 20)
EVE = DAY - timedelta(days=1)
WHOSE = queries.of_person(BEN)
YEAR = DateRange(date(2026, 1, 1), date(2027, 2, 1))


async def every_count(db: Database, day: date) -> dict[str, int]:
    """How much of the books each way sees on that day."""
    now = at(day, 20)
    facts = await facts_of(db, YEAR, now)
    async with db.reading(NORTH) as reading:
        sums = await aggregates.booked(reading, {BEN: (YEAR,)}, now)
        counts = (await aggregates.decided(reading, {BEN: (YEAR,)}, now))[BEN]
        days = DateRange(day - timedelta(days=2), day + timedelta(days=1))
        wanted = won_deals.Wanted((10**6, 10**6), at(TOLD, 0), days, day)
        wins = await won_deals.wins_since(reading, wanted, now)
        rows = await credit_rows(reading, WHOSE, YEAR, now)
        changed = await changed_rows(reading, WHOSE, YEAR, at(TOLD, 0), now)
        closed = await closed_rows(reading, WHOSE, YEAR, now)
        still = await open_rows(reading, WHOSE, YEAR, now)
        with_stages = await queries.facts(reading, WHOSE, YEAR, now, with_stages=True)
    return {
        "credits": len(facts.credits),
        "closed": len(facts.closed),
        "closed among created": sum(not isinstance(each, OpenFact) for each in facts.created),
        "booked": int(sums[BEN]),
        "decided": counts.won + counts.lost,
        "celebrated": len(wins),
        "credit rows": rows.total,
        "changed rows": len(changed),
        "closed rows": closed.total,
        "closed stages": sum(not each.is_open for each in with_stages.stages),
        "open": len(facts.open),
        "open rows": still.total,
    }


async def test_a_win_counts_on_its_day(db: Database) -> None:
    """And is no open pipeline before; nor does a deal lost later count as lost."""
    await open_office(db)
    entered = (StageEntry("Demo", TOLD), StageEntry("Won", DAY))
    won = deal(90_000, DAY, external_id="W", created_on=TOLD, stages=entered)
    lost = deal(5_000, DAY, DealStatus.LOST, external_id="L", created_on=TOLD)
    await take(db, TOLD, won, lost)
    before, after = await every_count(db, EVE), await every_count(db, DAY)
    assert before == dict.fromkeys(before, 0)
    assert after == {
        "credits": 1,
        "closed": 2,
        "closed among created": 2,
        "booked": 90_000,
        "decided": 2,
        "celebrated": 1,
        "credit rows": 1,
        "changed rows": 1,
        "closed rows": 2,
        "closed stages": 2,
        "open": 0,
        "open rows": 0,
    }


@pytest.mark.parametrize(("day", "sum_"), [(EVE, 0), (DAY, 70_000)])
async def test_a_later_win_may_change_before_its_day(db: Database, day: date, sum_: int) -> None:
    """Neither the line nor its reversal counts until then."""
    await open_office(db)
    await take(db, TOLD, deal(90_000, DAY))
    await take(db, TOLD + timedelta(days=1), deal(70_000, DAY))
    assert await booked(db, Q4, at(day, 20)) == sum_


async def test_a_credit_note_is_booked_and_counted_nowhere(db: Database) -> None:
    """It lowers what is booked; rates, sizes, cycles and counts know nothing of it."""
    await open_office(db)
    ten = [deal(1_000 * n, TOLD, external_id=f"W{n}", created_on=date(2026, 11, 3)) for n in range(1, 11)]
    lost = deal(5_000, TOLD, DealStatus.LOST, external_id="L", created_on=TOLD)
    await take(db, TOLD, *ten, lost)
    plain = await facts_of(db, Q4, at(TOLD, 20))
    async with db.reading(NORTH) as reading:
        sizes = await won_deals.sizes(reading, Q4)
    await take(db, TOLD, deal(-4_000, TOLD, external_id="N", created_on=date(2026, 10, 1)))
    noted = await facts_of(db, Q4, at(TOLD, 21))
    assert await booked(db, Q4, at(TOLD, 21)) == 51_000
    assert (noted.closed, noted.created) == (plain.closed, plain.created)
    for metric in (deals.win_rate, deals.deal_size, deals.cycle):
        assert metric(noted, Q4).value == metric(plain, Q4).value
    async with db.reading(NORTH) as reading:
        assert (await aggregates.decided(reading, {BEN: (Q4,)}, at(TOLD, 21)))[BEN].won == 10
        assert await won_deals.sizes(reading, Q4) == sizes == (Decimal(6_000), Decimal(10_000))
        wanted = won_deals.Wanted((0, 0), at(TOLD, 0), Q4, DAY)
        assert not [
            win
            for win in await won_deals.wins_since(reading, wanted, at(TOLD, 21))
            if win.amount is not None and win.amount < 0
        ]
