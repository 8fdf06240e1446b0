"""Locked days stay as they were known when they were locked, and what comes late counts later."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import event

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.features.imports.rules.parking import ParkedFor, Parking
from bot.features.imports.service.waiting import parking
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service import aggregates, holds, quotas
from bot.features.ledger.service.by_hand import manual_entries
from bot.features.ledger.service.locking.locks import locks_of
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import closed_rows
from bot.features.ledger.service.settings import lock_before
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.facts import data_notes
from bot.features.metrics.rules.figures import words
from bot.features.metrics.service import locks
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    NORTH,
    Q3,
    Q4,
    at,
    deal,
    facts_of,
    key,
    open_office,
    take,
)

AUGUST, SEPTEMBER = date(2026, 8, 12), date(2026, 9, 20)
LOCKED, LATE, LATER = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)
END = at(date(2026, 11, 2))


async def lock(db: Database, before: date | None, on: date) -> None:
    async with db.transaction(NORTH) as transaction:
        await lock_before(acting(transaction, ADA, at(on, 12), key()), before)


async def set_quota(db: Database, amount: int, starts_on: date, on: date) -> None:
    async with db.transaction(NORTH) as transaction:
        new = quotas.NewQuota(BEN, Decimal(amount), Per.quarter, starts_on)
        await quotas.set_quota(acting(transaction, ANA, at(on, 12), key()), new)


async def third_quarter(db: Database) -> None:
    """A quota of 100,000, one won with 50,000, one lost, locked on 5 Oct."""
    await open_office(db, at(Q3.start))
    await set_quota(db, 100_000, Q3.start, date(2026, 7, 1))
    await take(db, AUGUST, deal(50_000, AUGUST), deal(None, SEPTEMBER, DealStatus.LOST, external_id="D2"))
    await lock(db, Q3.end, LOCKED)


async def comes_late(db: Database) -> None:
    """One more of September, the lost one was won, and the quota is a quarter of what it was."""
    await take(db, LATE, deal(70_000, date(2026, 9, 28), external_id="D3"))
    await take(db, LATER, deal(30_000, SEPTEMBER, external_id="D2"))
    await set_quota(db, 25_000, Q4.start, LATER)


FIGURES = ("bookings", "deals_won", "win_rate", "attainment")


async def figures(db: Database, days: object, *, team: str = "") -> list[str]:
    found = await facts_of(db, days, END, team=team)  # type: ignore[arg-type]
    return [words(BY_KEY[name].figure(found, days), "USD") for name in FIGURES]  # type: ignore[arg-type]


async def test_a_locked_quarter_stays_and_the_next_takes_what_comes_late(db: Database) -> None:
    """In the figures of a person and of their team, in sums for boards, and in the rows behind them."""
    await third_quarter(db)
    await comes_late(db)

    for team in ("", "Enterprise"):
        assert await figures(db, Q3, team=team) == ["$50,000", "1", "50.0%", "50.0%"]
        assert (await figures(db, Q4, team=team))[:3] == ["$100,000", "2", "100.0%"]
    facts = await facts_of(db, Q4, END)
    assert "2 deals dated in a locked period" in str(data_notes(facts, Q4, is_in_charge=False))
    assert facts.as_of == END
    async with db.reading(NORTH) as reading:
        for days, won, lost, amount in ((Q3, 1, 1, 50_000), (Q4, 2, 0, 100_000)):
            parts = {BEN: (days,)}
            assert (await aggregates.decided(reading, parts, END))[BEN] == aggregates.Decided(won, lost)
            assert (await aggregates.booked(reading, parts, END))[BEN] == amount
            page = await closed_rows(reading, of_person(BEN), days, END)
            assert sorted(row.status for row in page.rows) == sorted(["won"] * won + ["lost"] * lost)


async def test_the_year_reads_each_of_its_days_as_it_was_known(db: Database) -> None:
    """Half of the year is locked, half is not."""
    await third_quarter(db)
    await comes_late(db)
    year = type(Q3)(date(2026, 1, 1), date(2027, 1, 1), "2026")
    facts = await facts_of(db, year, END)
    booked, rate = BY_KEY["bookings"].figure(facts, year), BY_KEY["win_rate"].figure(facts, year)
    assert booked.value == 150_000
    assert rate.n == 4
    assert BY_KEY["quota"].figure(facts, Q3).value == 100_000
    assert BY_KEY["quota"].figure(facts, Q4).value == 25_000


async def test_what_counts_there_already_counts_once(db: Database) -> None:
    """Told with another amount, gone and back: the difference is booked, the deal is not counted again."""
    await third_quarter(db)
    await take(db, LATE, deal(55_000, AUGUST))
    await take(db, LATER, deal(55_000, None, DealStatus.GONE))
    await take(db, date(2026, 10, 8), deal(60_000, AUGUST))
    assert (await figures(db, Q3))[:3] == ["$50,000", "1", "50.0%"]
    assert (await figures(db, Q4))[:2] == ["$10,000", "0"]


async def test_unlocking_lets_what_comes_restate_it_again(db: Database) -> None:
    """What came while it was locked stays where it was told."""
    await third_quarter(db)
    await take(db, LATE, deal(70_000, date(2026, 9, 28), external_id="D3"))
    await lock(db, None, LATER)
    await take(db, date(2026, 10, 8), deal(5_000, date(2026, 9, 29), external_id="D4"))
    assert (await figures(db, Q3))[:2] == ["$55,000", "2"]
    assert (await figures(db, Q4))[:2] == ["$70,000", "1"]


async def test_the_earliest_lock_of_a_day_counts(db: Database) -> None:
    """October is locked later: the third quarter stays as of 5 Oct, and opening October leaves it so."""
    await third_quarter(db)
    november = date(2026, 11, 1)
    await lock(db, november, november)
    async with db.reading(NORTH) as reading:
        both = {lock.before: lock.locked_at for lock in await locks_of(reading)}
    assert both == {Q3.end: at(LOCKED, 12), november: at(november, 12)}
    await lock(db, Q3.end, date(2026, 11, 2))
    async with db.reading(NORTH) as reading:
        assert [(each.before, each.locked_at) for each in await locks_of(reading)] == [
            (Q3.end, at(LOCKED, 12))
        ]


async def test_a_figure_of_before_the_lock_is_what_it_was_then(db: Database) -> None:
    """A report that is run again says what it said."""
    await third_quarter(db)
    facts = await facts_of(db, Q3, at(date(2026, 9, 1)))
    assert words(BY_KEY["win_rate"].figure(facts, Q3), "USD") == "100.0%"


async def test_no_quota_begins_in_a_locked_period(db: Database) -> None:
    """It says since when it is locked, and what to do; the same quota told again changes nothing."""
    await third_quarter(db)
    sentence = "^Q3 is locked since 5 Oct: let the quota begin on 1 Oct, or unlock it.$"
    with pytest.raises(BadInput, match=sentence) as refused:
        await set_quota(db, 25_000, Q3.start, LATER)
    assert refused.value.field == "starts_on"
    await set_quota(db, 100_000, Q3.start, LATER)
    await lock(db, None, LATER)
    await set_quota(db, 25_000, Q3.start, LATER)
    assert (await figures(db, Q3))[3] == "200.0%"


async def test_no_employment_begins_or_ends_in_a_locked_period(db: Database) -> None:
    """Somebody who comes in an open period can be written down, and the locked days stay as they were."""
    await third_quarter(db)

    async def employ(first: date | None, last: date | None) -> None:
        async with db.transaction(NORTH) as transaction:
            await quotas.set_employment(acting(transaction, ANA, at(LATER), key()), BEN, first, last)

    with pytest.raises(BadInput, match="let the employment begin on 1 Oct, or unlock it"):
        await employ(AUGUST, None)
    with pytest.raises(BadInput, match="is locked since 5 Oct"):
        await employ(None, AUGUST)
    await employ(LATER, None)
    assert (await figures(db, Q3))[3] == "50.0%"
    facts = await facts_of(db, Q4, END)
    (ben,) = facts.sellers
    assert [ben.is_employed_on(day) for day in (AUGUST, LATE, LATER)] == [True, False, True]
    assert BY_KEY["quota"].figure(facts, Q4).value == Fraction(100_000 * (92 - 6), 92)


async def test_nothing_is_locked_that_is_ahead_or_half_read(db: Database) -> None:
    """A day to come, an own entry without a nod, a file that is being read in."""
    await open_office(db)
    with pytest.raises(BadInput, match="not over"):
        await lock(db, Q4.end, LOCKED)
    async with db.transaction(NORTH) as transaction:
        entry = manual_entries.ManualWin("Kite", Decimal(12_000), "USD", date(2026, 9, 30))
        await manual_entries.log_won(acting(transaction, BEN, at(date(2026, 9, 30)), key()), entry)
    with pytest.raises(BadInput, match="confirm or decline Kite first"):
        await lock(db, Q3.end, LOCKED)
    await lock(db, date(2026, 9, 30), LOCKED)
    async with db.transaction(NORTH) as transaction:
        await holds.hold(transaction, "file:1", at(LATE, 12))
    with pytest.raises(BadInput, match="being read in"):
        await lock(db, date(2026, 9, 29), LATE)


async def test_nothing_is_locked_that_waits_for_an_answer(db: Database) -> None:
    """Rows of files that nobody has answered are named; those of later days do not matter."""
    await open_office(db)
    told = [
        Parking(deal(9_000, day, external_id=str(n), name=f"Deal {n}"), ParkedFor.PERSON, "sue")
        for n, day in enumerate((AUGUST, SEPTEMBER, LATE), 1)
    ]
    async with db.transaction(NORTH) as transaction:
        await parking.park(transaction, "hubspot", told, ANA, at(LATE))
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="wait for an answer: Deal 1 and Deal 2"):
            await locks.lock_before(acting(transaction, ADA, at(LATER), key()), Q3.end)
        with pytest.raises(NotAllowed):
            await locks.lock_before(acting(transaction, ANA, at(LATER), key()), Q3.end)
        await locks.lock_before(acting(transaction, ADA, at(LATER), key()), Q3.start)


async def test_a_lock_costs_one_statement(db: Database) -> None:
    """That which reads the locks, for all that is read in a locked and an open slice."""
    await third_quarter(db)
    counts = []
    for before in (None, Q3.end):
        await lock(db, before, LATER)
        heard: list[str] = []

        def hear(_connection: Any, _cursor: Any, statement: str, *_: Any, into: list[str] = heard) -> None:
            into.append(statement)

        engine = db.engine.sync_engine
        event.listen(engine, "before_cursor_execute", hear)
        await facts_of(db, Q4, END, team="Enterprise")
        event.remove(engine, "before_cursor_execute", hear)
        counts.append(len(heard))
    assert counts[1] == counts[0] + 1
