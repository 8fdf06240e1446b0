"""Numbers that can be taken apart: quotas for kinds of deals, and figures by type, pipeline and the like."""

from datetime import date, timedelta

import pytest

from bot.demo.stage import Stage
from bot.features.ledger.rules.records import DealStatus

from .goals_office import told, with_team
from .metrics_office import booked, deal, quota, shown, types

DAY = date(2026, 11, 10)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise; Ben has a quota for new deals, and one for renewals."""
    await with_team(stage)
    await quota(stage, "ben", 100_000, category="New")
    await quota(stage, "ben", 50_000, category="Renewal")
    await booked(
        stage,
        "ben",
        deal("N", 60_000, DAY, category="New", pipeline="Partner", name="Initech"),
        deal("R", 45_000, DAY, category="Renewal", pipeline="Direct", name="Umbrella"),
        deal("E", 10_000, DAY, category="Expansion", pipeline="Direct"),
        deal("L", 5_000, DAY, DealStatus.LOST, category="New", pipeline="Partner", lost_reason="Price"),
    )


async def test_each_kind_has_its_own_line(stage: Stage) -> None:
    """And the overall one is the ratio of sums; Why? explains each with its own rows."""
    ben = stage.actor("ben")
    answer = await types(ben, "/metrics me")
    for words in ("*70.0%*", "bookings $105,000", "plus $10,000 of other types"):
        assert words in answer
    for words in ("New: Quota attainment *60.0%*", "Renewal: Quota attainment *90.0%* · Pace "):
        assert words in answer
    await ben.chooses("metrics.why", "Quota attainment: Renewal")
    reason = shown(ben)
    for words in ("*90.0%*", "quota for these days: $50,000", "Umbrella"):
        assert words in reason
    assert "Not counted: of a type without this quota" in reason.partition("Initech")[2]
    await ben.closes(clear=True)
    await ben.goes_to("#general").types("/metrics why attainment renewal")
    assert "*90.0%*" in shown(ben)
    await ben.closes(clear=True)
    board = await types(stage.actor("ana"), "/leaderboard attainment renewal")
    assert "90.0%" in board


async def test_figures_of_some_deals_alone(stage: Stage) -> None:
    """A type, a pipeline, for oneself and for the team; what is not known is answered with what is."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    answer = await types(ana, "/metrics team type renewal")
    for words in ("Enterprise, type Renewal", "*90.0%*", "n/a (activities have no type)"):
        assert words in answer
    assert "other types" not in answer
    answer = await types(ben, "/metrics me pipeline Partner Q4")
    for words in ("Your numbers, pipeline Partner: Q4 2026", "n/a (no quota for this cut)", "*50.0%*"):
        assert words in answer
    await ben.chooses("metrics.why", "Win rate")
    reason = shown(ben)
    assert "pipeline Partner: *50.0%*" in reason
    assert "Initech" in reason
    assert "Umbrella" not in reason
    await ben.closes(clear=True)
    wrong = await types(ben, "/metrics me type renewed")
    assert "“renewed” is no type of these deals. There is Expansion, New and Renewal." in wrong
    assert "No source tells the segment of these deals." in await types(ben, "/metrics me segment SMB")
    # The words of a metric stay its own.
    await ben.goes_to("#general").types("/metrics pipeline coverage")
    assert "pipeline coverage" in shown(ben)


async def test_a_figure_by_type(stage: Stage) -> None:
    """Each value with how many deals stand behind it; the last line is the whole."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    answer = await types(ben, "/metrics win rate by type")
    for words in (
        "Win rate by type: Ben Walker",
        "New: *50.0%* (1 of 2), take it lightly",
        "Renewal: *100.0%* (1 of 1), take it lightly",
        "*All: 75.0%* (3 of 4)",
    ):
        assert words in answer
    answer = await types(ana, "/metrics bookings by pipeline team")
    assert "Partner: *$60,000*" in answer
    assert "Direct: *$55,000*" in answer
    assert "*All: $115,000*" in answer
    # Of whom may be said before the figure or behind it.
    for words in ("win rate by type team", "team win rate by type", "team win rate by type Enterprise"):
        assert "Win rate by type: Enterprise" in await types(ana, f"/metrics {words}")
    for words in ("@ben win rate by type", "win rate by type @ben", "win rate @ben by type Q4"):
        assert "Win rate by type: Ben Walker" in await types(ana, f"/metrics {words}")
    for words in ("win rate @ben", "team win rate", "team bookings type new", "bookings @ben type new"):
        await ana.goes_to("#general").types(f"/metrics {words}")
        reason = shown(ana)
        assert ("Enterprise" if "team" in words else "Ben Walker") in reason, words
        assert ("type New: *$60,000*" if "new" in words else ": *75.0%*") in reason, words
        await ana.closes(clear=True)
    assert "a team or about one person" in await types(ana, "/metrics win rate team @ben")
    assert "“Nowhere” is no team of yours" in await types(ana, "/metrics team Nowhere")


async def test_the_form_of_a_quota_offers_the_types_in_the_books(stage: Stage) -> None:
    """Or another one is written; not both."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.goes_to("#general").types("/metrics quota @ben")
    await ana.clicks("Set a quota")
    refused = await ana.submits(
        {"Amount": "$20k", "Kind of deals": "Expansion", "Another kind of deals": "Services"}
    )
    assert "not both" in str(refused.error)
    await ana.submits({"Amount": "$20k", "Kind of deals": "Expansion", "Another kind of deals": ""})
    assert "for Expansion" in shown(ana)
    await ana.closes(clear=True)
    assert "Expansion: Quota attainment *" in await types(ben, "/metrics me")


async def test_a_cut_is_chosen_in_a_form(stage: Stage) -> None:
    """From the sheet's button: a sheet, a figure with its rows, one taken apart, other days."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/metrics me")
    await ben.clicks("Other days or deals")
    await ben.submits({"Of which deals": "type: Renewal"})
    for words in ("type Renewal", "*90.0%*"):
        assert words in shown(ben)
    await ben.chooses("metrics.why", "Deal size")
    assert "Umbrella" in shown(ben)
    assert "Initech" not in shown(ben)
    await ben.closes(clear=True)

    await types(ana, "/metrics team")
    await ana.clicks("Other days or deals")
    await ana.submits({"Which number": "Win rate", "Of which deals": "by pipeline", "When": "This year"})
    assert "Win rate by pipeline: Enterprise" in shown(ana)
    assert "Partner: *50.0%* (1 of 2)" in shown(ana)
    await ana.closes(clear=True)
    await ana.clicks("Other days or deals")
    await ana.submits({"Or a person": "ben", "Which number": "Bookings", "Or other days": "not a day"})
    assert "That names no days" in str(ana.modal and ana.modal.errors)
    await ana.submits({"Or other days": "1 Nov to 15 Nov"})
    assert "$115,000" in shown(ana)


async def test_a_cut_is_in_exports(stage: Stage) -> None:
    """In the name of the file, in its rows, and as columns of what is not cut."""
    ana = stage.actor("ana")
    await types(ana, "/metrics export rows team type renewal")
    await types(ana, "/metrics export deals team pipeline Partner")
    await types(ana, "/metrics export figures team type new")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(seconds=10))
    sent = [(each.name, (each.content or b"").decode()) for message in told(ana) for each in message.files]
    rows, deals, figures = sent
    assert rows[0] == "Enterprise rows type Renewal 2026-10-01 to 2026-12-31.csv"
    assert "Umbrella" in rows[1]
    assert "Initech" not in rows[1]
    assert "type,pipeline,segment" in deals[1]
    assert [line.split(",")[0] for line in deals[1].splitlines()[1:]] == ["Deal L", "Initech"]
    assert "type New" in figures[1]
