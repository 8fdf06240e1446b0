"""The forms of numbers, and what goes out as a file."""

from datetime import date, timedelta

import pytest

from bot.demo.stage import Stage

from .goals_office import told, with_team
from .metrics_office import booked, deal, shown, types


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def test_a_quota_with_ramp_and_relief(stage: Stage) -> None:
    """Ana sets it by a form; a mistake is said beside its field; Ben sees what is in force."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    assert "No quota is set" in await types(ben, "/metrics quota")
    assert "Set a quota" not in await types(ben, "/metrics quota")
    await types(ana, "/metrics quota @ben")
    await ana.clicks("Set a quota")
    refused = await ana.submits(
        {"Amount": "$70k", "Per": "a month", "From": "2026-10-01", "Ramp by month": "0, 250"}
    )
    assert "percents from 0 to 100" in str(refused.error)
    far = await ana.submits({"From": "9999-12-31", "Ramp by month": "0, 50"})
    assert "“9999-12-31” is too far away" in str(far.error)
    await ana.submits(
        {
            "From": "2026-10-01",
            "Last day": "2026-09-30",
            "Amount": "40%",
            "Relief for leave or illness": "much",
        }
    )
    assert ana.modal is not None
    assert ana.modal.errors == {
        "amount": "“40%” is a percentage: write an amount of money, such as $48k.",
        "relief": "“much” is no percentage: write it as 25 or 25%.",
    }
    await ana.submits({"Amount": "$70k", "Relief for leave or illness": "20%"})
    assert ana.modal.errors == {"last_day": "The last day is before the first one."}
    await ana.submits({"Last day": None, "Ramp by month": "0, 50, 100", "Why": "New patch"})
    assert "*$70,000* a month" in shown(ana)
    await ana.closes(clear=True)
    answer = await types(ben, "/metrics quota")
    for words in ("ramp 0, 50, 100%", "relief 20%", "_New patch_"):
        assert words in answer
    assert "quota for these days $84,000" in await types(ben, "/metrics me")
    await types(ana, "/metrics quota @ben")
    await ana.clicks("Set a quota")
    await ana.submits({"Amount": "€90k", "Per": "a month", "From": "2026-12-01"})
    assert "There is no EUR rate" in str(ana.modal and ana.modal.errors)
    await ana.closes(clear=True)
    assert "1 EUR = 1.1 USD" in await types(ana, "/metrics rate EUR 1.1 from 1 Nov")
    assert "Only the managers of teams" in await types(ben, "/metrics rate EUR 2")


async def test_what_a_team_follows(stage: Stage) -> None:
    """Ana defines a metric and chooses it with a target and a reason; Ben sees all three."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await booked(stage, "ben", deal("D1", 10_000, date(2026, 11, 20)))
    # Without a quota bookings lead, and what has no value comes last.
    first = "Your numbers, Q4 2026: Bookings $10,000; Win rate 100.0%; Deal size $10,000"
    assert first in await types(ben, "/metrics")
    await types(ana, "/metrics define")
    await ana.clicks("Define a metric")
    refused = await ana.submits({"Name": "Half", "Formula": "won / salary", "Why it matters": "To see"})
    assert "I do not know “salary”" in str(refused.error)
    await ana.submits({"Formula": "won * 50 / 100"})
    assert "*Half* is `won * 50 / 100`" in shown(ana)
    await ana.closes(clear=True)
    await types(ana, "/metrics define")
    await ana.clicks("Choose metrics")
    await ana.submits({"Metrics": ["Quota attainment", "Half"]})
    await ana.submits({"Half: target": "ten"})
    assert "not a number" in str(ana.modal and ana.modal.errors)
    await ana.submits({"Half: target": "0.4", "Half: why it matters to us": "It is ours"})
    await ana.closes(clear=True)
    answer = await types(ben, "/metrics")
    for words in (":white_check_mark: Half: *0.5* (target 0.4)", "_It is ours_", "n/a (no quota)"):
        assert words in answer
    assert "Deal size" not in answer
    assert "Choose" not in await types(ben, "/metrics define")
    await ben.types("/metrics why half")
    assert "• won: 1" in shown(ben)
    await ben.closes(clear=True)
    await types(ana, "/metrics define")
    await ana.chooses("metrics.own_retire", "Retire Half")
    assert "Half" not in await types(ben, "/metrics")


async def test_exports_hold_what_one_may_see(stage: Stage) -> None:
    """Ben gets his rows and the team's sums, Ana the team's rows; no cell is a formula."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await booked(stage, "ben", deal("D1", 10_000, date(2026, 11, 20), name="=cmd|calc"))
    await booked(stage, "grace", deal("D2", 7_000, date(2026, 11, 20)))
    assert "comes to our direct message" in await types(ben, "/metrics export rows")
    assert "Only the manager of Enterprise" in await types(ben, "/metrics export rows team")
    await types(ben, "/metrics export team Q4 xlsx")
    await types(ana, "/metrics export deals team")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(seconds=10))
    files = [file for message in told(ben) for file in message.files]
    rows = (files[0].content or b"").decode("utf-8-sig")
    assert "'=cmd|calc" in rows
    assert "Deal D2" not in rows
    assert files[1].name.endswith(".xlsx")
    (deals,) = [file for message in told(ana) for file in message.files]
    assert "Deal D2" in (deals.content or b"").decode("utf-8-sig")


async def test_how_it_is_counted(stage: Stage) -> None:
    """An admin sets the fiscal year and the stages; locked periods stay as they were reported."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    assert "Change" not in await types(ben, "/metrics settings")
    await types(ana, "/metrics settings")
    await ana.clicks("Change")
    await ana.submits(
        {"The fiscal year begins in": "February", "Stages in their order": "Prospecting\nEngaging"}
    )
    await ana.closes(clear=True)
    assert "Q4 FY2027" in await types(ben, "/metrics me")
    await ben.types("/metrics why conversion from prospecting")
    assert "deals that got further" in shown(ben)
    await ben.closes(clear=True)
    assert "stays as it was reported" in await types(ana, "/metrics lock before 2026-11-01")
    assert "Only an admin" in await types(ben, "/metrics lock before 2026-11-01")
    await booked(stage, "ben", deal("D1", 500, date(2026, 10, 20)))
    for period, booked_then in (("since 1 Nov", "$500"), ("October", "$0")):
        await ben.types(f"/metrics why bookings {period}")
        assert f"Your *bookings*: *{booked_then}*" in shown(ben)
        await ben.closes(clear=True)
    assert "Nothing is locked" in await types(ana, "/metrics unlock")


async def test_a_retail_calendar(stage: Stage) -> None:
    """An admin sets the retail federation's years; periods in words, quotas and weeks are cut by it."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ana, "/metrics settings")
    await ana.clicks("Change")
    retail = {
        "The fiscal year begins in": "February",
        "Months": "Weeks 4-5-4",
        "Day of that month": "31",
        "A week begins on": "Sunday",
        "The fiscal year is named by": "The year in which it begins",
    }
    await ana.submits(retail)
    assert "February has 29 days" in str(ana.modal and ana.modal.errors)
    await ana.submits({"Months": "Calendar months", "Day of that month": "2"})
    assert "Calendar months begin on the 1st" in str(ana.modal and ana.modal.errors)
    await ana.submits({"Months": "Weeks 4-5-4", "Day of that month": "1"})
    assert "Saved. FY2026: 1 Feb 2026 to 30 Jan 2027, 52 weeks." in shown(ana)
    await ana.closes(clear=True)
    told_now = await types(ben, "/metrics settings")
    assert "begins on the Sunday nearest to *1 February*; months: weeks 4-5-4, a 53rd in month 12" in told_now
    assert "named by the year in which it begins; weeks begin on Sunday" in told_now

    for name, day in (("A", 31), ("B", 1), ("C", 15), ("D", 21)):
        month = 10 if day == 31 else 11
        await booked(stage, "ben", deal(name, day * 1_000, date(2026, month, day)))
    for period, booked_then in (
        ("Q4 2026", "$37,000"),
        ("Q3 2026", "$31,000"),
        ("October", "$31,000"),
        ("November", "$37,000"),
        ("FY2026", "$68,000"),
        ("last week", "$36,000"),
    ):
        await ben.types(f"/metrics why bookings {period}")
        assert f"Your *bookings*: *{booked_then}*" in shown(ben), period
        await ben.closes(clear=True)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("help", "/metrics why win rate"),
        ("why sunshine", "is no metric that I know"),
        ("me since never", "is no metric that I know"),
        ("until 31 Dec 9999", "“dec 9999” is too far away: write a year from 1900 to 2199"),
        ("me 1 Jan 0001", "“jan 0001” is too far away"),
        ("Q4 9999", "“q4 9999” is too far away"),
        ("lock 0001-01-01", "“0001-01-01” is too far away"),
        ("rate EUR 1 from 31 Dec 9999", "“31 Dec 9999” is too far away"),
        ("log won 5k Acme on 31 Dec 9999", "“31 Dec 9999” is too far away"),
        ("team Nowhere", "is no team of yours"),
        ("log lost 5 Acme", "/metrics log won $48k Acme"),
        ("log won 1,5 Acme", "can be read in two ways"),
        ("rate XXX 1", "/metrics rate EUR 1.084"),
        ("lock soon", "Write the first day that stays open"),
        ("feed Acme", "/metrics feed G4 bookings"),
        ("feed G99 bookings", "no goal G99"),
        ("undo", "nothing of the last 24 hours"),
        ("@ben @grace", "one person at a time"),
    ],
)
async def test_what_cannot_be_read_says_how_to_write_it(stage: Stage, words: str, answer: str) -> None:
    assert answer in await types(stage.actor("ana"), f"/metrics {words}")


async def test_home_shows_ones_own_numbers(stage: Stage) -> None:
    """Of those who sell; the reason is one tap away."""
    ben = stage.actor("ben")
    await booked(stage, "ben", deal("D1", 10_000, date(2026, 11, 20)))
    await ben.opens_home()
    assert ben.home is not None
    assert "*Q4*" in str(ben.home.blocks)
    await ben.clicks("Why?")
    assert "Your *bookings*: *$10,000*" in shown(ben)
    cleo = stage.actor("cleo")
    await cleo.opens_home()
    assert cleo.home is not None
    assert "*Q4*" not in str(cleo.home.blocks)
