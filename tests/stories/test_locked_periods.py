"""A quarter that is locked says for good what it said, and what comes late is told in the next one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service.quotas import NewQuota, set_quota
from tests.contexts import acting

from .goals_office import with_team
from .metrics_office import booked, deal, person, shown, types

JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 20)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise; Ben has a quota since July, won one deal in September and lost one."""
    await with_team(stage)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        wanted = NewQuota(person(stage, "ben"), Decimal(100_000), Per.quarter, JULY)
        ana = acting(transaction, person(stage, "ana"), stage.emulator.clock.now(), "quota")
        await set_quota(ana, wanted)
    lost = deal("D2", None, SEPTEMBER, DealStatus.LOST)
    await booked(stage, "ben", deal("D1", 50_000, SEPTEMBER), lost)


async def test_a_locked_quarter_stays_as_it_was_known(stage: Stage) -> None:
    """Ben sees the same, whatever comes; the form refuses a quota of these days; unlocked, it is taken."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    assert "stays as it was reported" in await types(ana, "/metrics lock before 2026-10-01")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(days=1))
    late = deal("D3", 70_000, date(2026, 9, 28))
    await booked(stage, "ben", late, deal("D2", 30_000, SEPTEMBER))

    third, fourth = await types(ben, "/metrics me Q3"), await types(ben, "/metrics me Q4")
    for words in ("bookings $50,000", "50.0%"):
        assert words in third
    assert "locked period" not in third
    for words in ("bookings $100,000", "100.0%", ":warning: 2 deals dated in a locked period"):
        assert words in fourth
    await ben.types("/metrics why win rate Q3")
    assert "won: 1" in shown(ben)
    assert "lost: 1" in shown(ben)
    await ben.closes(clear=True)

    await types(ana, "/metrics quota @ben")
    await ana.clicks("Set a quota")
    await ana.submits({"Amount": "$25k", "Per": "a quarter", "From": "2026-07-01"})
    assert ana.modal is not None
    (refusal,) = ana.modal.errors.values()
    assert refusal.startswith("Q3 is locked since ")
    assert refusal.endswith(": let the quota begin on 1 Oct, or unlock it.")
    await ana.submits({"From": "2026-10-01"})
    await ana.closes(clear=True)
    assert "50.0%" in await types(ben, "/metrics me Q3")
    assert "400.0%" in await types(ben, "/metrics me Q4")

    assert "Nothing is locked" in await types(ana, "/metrics unlock")
    await booked(stage, "ben", deal("D4", 10_000, date(2026, 9, 29)))
    assert "bookings $60,000" in await types(ben, "/metrics me Q3")


async def test_nothing_is_locked_while_a_deal_waits(stage: Stage) -> None:
    """A rep wrote it down, and nobody has said yes or no."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    assert "“20/10” is not a day" in await types(ben, "/metrics log won 12k Kite on 20/10")
    await types(ben, "/metrics log won 12k Kite on 2026-10-20")
    assert "confirm or decline" in await types(ana, "/metrics lock before 2026-11-01")
    assert "stays as it was reported" in await types(ana, "/metrics lock before 2026-10-01")


async def test_before_the_books_begin_there_is_no_figure(stage: Stage) -> None:
    """The earliest day told, or the one that Ana sets; a quota there is."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    assert "n/a (no data before 20 Sep 2026)" in await types(ben, "/metrics me Aug 2026")
    assert "the data begin on" in await types(ben, "/metrics me Q3")
    await types(ana, "/metrics settings")
    await ana.clicks("Change")
    refused = await ana.submits({"The books begin on": "2027-06-01"})
    assert "cannot begin on a day to come" in str(refused.error)
    await ana.submits({"The books begin on": "2026-10-01"})
    await ana.closes(clear=True)
    assert "The books begin on *Thu 1 Oct*" in await types(ana, "/metrics settings")
    assert "n/a (no data before 1 Oct 2026)" in await types(ben, "/metrics me Q3")
    await ben.types("/metrics why quota Q3")
    assert "$100,000" in shown(ben)
