"""What was told once can be told again: the same instant gives the same bytes, whatever came later."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.common.cadences import Run
from bot.db.transaction import Database
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.metrics.service import summary
from bot.features.metrics.views import summary as summary_views
from tests.contexts import acting
from tests.features.ledger.office import ANA, BEN, MATE, NORTH, at, deal, key, open_office, take

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


class _Undo(Exception):
    """Nothing of it stays."""


async def told(db: Database, who: str) -> str:
    """What Monday's summary says, to the byte; nothing is written."""
    message = None
    try:
        async with db.transaction(NORTH) as transaction:
            facts = await summary.write(transaction, who, Run(MONDAY.date(), MONDAY), MONDAY)
            assert facts is not None
            message = summary_views.summary(facts)
            raise _Undo
    except _Undo:
        assert message is not None
        return json.dumps([message.text, message.blocks])


async def quota(db: Database, amount: int, on: date) -> None:
    """Ana sets Ben's quota on that day."""
    new = quotas.NewQuota(BEN, Decimal(amount), Per.quarter, date(2026, 10, 1))
    async with db.transaction(NORTH) as transaction:
        await quotas.set_quota(acting(transaction, ANA, at(on), key()), new)


async def test_the_same_instant_gives_the_same_bytes(db: Database) -> None:
    """Late deals, re-opened ones, a quota, a rate, a nod, an older history: told only after they came."""
    await open_office(db)
    await quota(db, 100_000, date(2026, 10, 1))
    for week in range(8):
        day = date(2026, 10, 5) + timedelta(weeks=week)
        await take(db, day, deal(10_000, day, external_id=f"B{week}"))
        await take(db, day, deal(4_000, day, external_id=f"M{week}"), owner=MATE)
    await take(db, date(2026, 11, 24), deal(900, date(2026, 11, 24), external_id="EUR1", currency="EUR"))
    async with db.transaction(NORTH) as transaction:
        won = manual_entries.ManualWin("Own", Decimal(77_000), closed_on=date(2026, 11, 26))
        own = await manual_entries.log_won(acting(transaction, BEN, at(date(2026, 11, 27)), key()), won)
    before = [await told(db, who) for who in (BEN, ANA)]
    assert "77,000" not in before[0]
    assert "1 deal to confirm" in before[1]
    assert "1 line waits for a EUR rate" in before[0]

    later = date(2026, 12, 3)
    await quota(db, 300_000, later)
    await take(db, later, deal(55_000, date(2026, 11, 26), external_id="late"))
    await take(db, later, deal(10_000, None, DealStatus.OPEN, external_id="B7"))
    await take(db, later, deal(1, date(2025, 1, 5), external_id="old"))
    async with db.transaction(NORTH) as transaction:
        await exchange_rates.set_rate(
            acting(transaction, ANA, at(later), key()), "EUR", Decimal("1.1"), date(2026, 11, 1)
        )
        await own_decisions.confirm(acting(transaction, ANA, at(later), key()), own.deal_id)
        await quotas.set_employment(acting(transaction, ANA, at(later), key()), MATE, None, date(2026, 10, 9))
    assert [await told(db, who) for who in (BEN, ANA)] == before
