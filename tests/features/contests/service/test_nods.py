"""Deals that nobody has confirmed win no contest; on the last day for it, who decides is reminded."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.contests.rules.planning import ContestRules, rules_from
from bot.features.contests.service import lifecycle, nods
from bot.features.contests.service.scoreboard import score
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.metrics.notices import OwnEntriesWait
from tests.contexts import acting
from tests.features.leaderboards.office import set_up
from tests.features.ledger.office import ANA, BEN, NORTH, at, key

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 30)
# Two working days later, and the midnight after that is the cut-off.
EVE, CLOSED = date(2026, 12, 2), date(2026, 12, 3)


async def test_a_nod_before_the_cutoff_counts(db: Database) -> None:
    """One deal is confirmed on the last day, after a reminder, and one too late."""
    await set_up(db)
    rules = ContestRules("Sprint", Measure("bookings", Engine.raw), FIRST, LAST, team_ids=(1,), late_days=2)
    start, deal_ids = at(date(2026, 11, 23)), []
    async with db.transaction(NORTH) as transaction:
        planned = await lifecycle.plan(acting(transaction, ANA, start, key()), rules, "C0SALES", None)
        contest = await lifecycle.launch(acting(transaction, ANA, start, key()), planned.id)
        for hour, amount in ((10, 5_000), (11, 7_000)):
            won = manual_entries.ManualWin(f"Deal {amount}", Decimal(amount), closed_on=LAST)
            ctx = acting(transaction, BEN, at(LAST, hour), key())
            deal_ids.append((await manual_entries.log_won(ctx, won)).deal_id)
    for now, due in ((at(EVE, 1), []), (at(EVE, 12), [contest.id]), (at(EVE, 13), [])):
        async with db.transaction(NORTH) as transaction:
            assert await nods.due(transaction, now) == due
            await nods.remind(acting(transaction, "", now, key()), contest.id) if due else None
    async with db.transaction(NORTH) as transaction:
        waits = Delivery.kind == OwnEntriesWait.kind
        (reminder,) = (await transaction.session.execute(select(Delivery).where(waits))).scalars()
        assert (reminder.target, reminder.facts["before"]) == (ANA, "*Sprint*")
        await own_decisions.confirm(acting(transaction, ANA, at(EVE, 14), key()), deal_ids[0])
        await own_decisions.confirm(acting(transaction, ANA, at(CLOSED, 10), key()), deal_ids[1])
        cutoff = at(CLOSED, 0) - timedelta(microseconds=1)
        found = await score(transaction, rules_from(contest.rules), frozenset(), cutoff)
    assert [(each.id, int(each.score)) for each in found.ranked.placed if each.score] == [(BEN, 5_000)]
