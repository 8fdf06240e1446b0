"""“Why?” lists the rows that count under what they count as, and the others with the reason."""

from datetime import date
from decimal import Decimal

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.ledger.rules.records import DealStatus

from .goals_office import with_team
from .metrics_office import booked, deal, quota, shown

DAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
async def books(stage: Stage) -> None:
    """Ben has won, lost and open deals; Grace has a quota, too."""
    await with_team(stage)
    await quota(stage, "ben", 240_000)
    await quota(stage, "grace", 60_000)
    await booked(stage, "grace", deal("G1", 30_000, DAY))
    won = [deal(f"W{n}", 12_000, DAY) for n in range(8)]
    lost = deal("L1", 5_000, DAY, DealStatus.LOST)
    await booked(stage, "ben", *won, deal("FREE", None, DAY), lost)
    ahead = {"probability": Decimal(50), "expected_on": date(2026, 12, 10)}
    still = [
        deal("AHEAD", 40_000, None, DealStatus.OPEN, **ahead),
        deal("PAST", 20_000, None, DealStatus.OPEN, **ahead | {"expected_on": date(2026, 11, 16)}),
        deal("NODATE", 50_000, None, DealStatus.OPEN, **ahead | {"expected_on": None}),
    ]
    await booked(stage, "ben", *still)


async def why(actor: Actor, what: str) -> str:
    """What the explanation says, over all its pages."""
    await actor.types(f"/metrics why {what}")
    seen = shown(actor)
    while "metrics.page:next" in shown(actor) or "'Older'" in shown(actor):
        await actor.clicks("Older")
        seen += shown(actor)
    await actor.closes(clear=True)
    return seen


async def test_ben_looks_at_what_counts(stage: Stage) -> None:
    """Won with an amount and without; the counted pipeline and its holes; both parts of a rate."""
    ben = stage.actor("ben")
    size = await why(ben, "deal size")
    assert "*Rows* (9): 8 won · 1 not counted" in size
    assert "Not counted: won, without amount" in size
    assert "Page 2 of 2" in size
    coverage = await why(ben, "coverage")
    assert "Not counted: 1 past their date $20,000 · 1 without a date $50,000" in coverage
    assert "1 open · 8 booked · 2 not counted" in coverage
    assert "Not counted: past their date" in coverage
    assert "9 won · 1 lost" in await why(ben, "win rate")
    assert "8 booked" in await why(ben, "attainment")


async def test_ana_takes_the_quota_of_her_team_apart(stage: Stage) -> None:
    """A line a person, their sums below, and the segments of each behind Open."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.types("/metrics why attainment team")
    seen = shown(ana)
    assert "quota $240,000 · booked $96,000 · 40.0%" in seen
    assert "quota $60,000 · booked $30,000 · 50.0%" in seen
    assert "*Together*\\nquota $300,000 · booked $126,000 · 42.0%" in seen
    await ana.clicks("Open")
    assert "Quota segments" in shown(ana)
    assert "1 Oct to 31 Dec: $240,000" in shown(ana)
    await ana.closes(clear=True)
    await ben.types("/metrics why attainment team")
    assert "*Together*" not in shown(ben)
