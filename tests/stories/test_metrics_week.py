"""Monday's summary: each rep's own week, the team's in its channel, the manager's with everybody in it."""

from datetime import date, timedelta

import pytest

from bot.demo.stage import Stage
from bot.emulator.state.world import SlackMessage
from bot.features.ledger.rules.records import DealStatus
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, quota, types

NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise; Ben and Grace carry quotas, Jamal ramps up, Kavya has nothing yet."""
    await with_team(stage)
    for name, amount in (("ben", 200_000), ("grace", 100_000), ("jamal", 90_000)):
        await quota(stage, name, amount)
    for week in range(8):
        day = date(2026, 9, 28) + timedelta(weeks=week, days=2)
        await booked(stage, "ben", deal(f"B{week}", 10_000, day))
        await booked(stage, "grace", deal(f"G{week}", 5_000 + 100 * week, day))
    await booked(stage, "jamal", deal("J1", 9_000, date(2026, 11, 4)))


def weeks(messages: list[SlackMessage]) -> list[SlackMessage]:
    """The summaries among these."""
    return [message for message in messages if "week of" in message.text]


async def at(stage: Stage, days: int, hour: int, minute: int = 0) -> None:
    """Go to that time after Monday, in London."""
    start = MONDAY.replace(hour=hour, minute=minute)
    await stage.emulator.move_clock(start + timedelta(days=days))


async def test_mondays_summary(stage: Stage) -> None:
    """Told once, in everybody's own morning; the channel hears no bottom; later changes are said openly."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await at(stage, 3, 12)
    await booked(stage, "ben", deal("B9", 30_000, date(2026, 11, 26), name="Acme"))
    await booked(stage, "ben", deal("L1", 1_000, date(2026, 11, 26), DealStatus.LOST))
    await at(stage, 7, 9, 35)
    (own,) = weeks(told(ben))
    for words in (
        "*Your week of 23 Nov: $30,000 booked (Acme); a usual week brings $10,000.*",
        "▰▰▰▰▰▱▱▱▱▱ 50% of the Q4 quota: $100,000 of $200,000.",
        "Pace 79% :large_yellow_circle: at risk: $4,167 a working day meets it.",
        "Win rate 90% in 90 days (10 deals).",
        "Numbers are from Thursday 12:00.",
    ):
        assert words in said(own)
    assert "data_visualization" not in said(own)

    (post,) = weeks(ana.sees("#sales"))
    assert "*Enterprise, week of 23 Nov: a strong week.* $30,000 booked; a usual week brings" in said(post)
    assert "Better than their usual week: Ben Walker." in said(post)
    for words in ("Grace", "Jamal", "Kavya", "Pace", "Win rate", "no quota", ":warning:"):
        assert words not in said(post)
    assert post.text.split("\n")[0].endswith("to go."), "a phone shows a sentence"
    assert "• 29 Nov: Booked $146,800" in post.text

    (mine,) = weeks(told(ana))
    assert "Jamal nothing, 10% :red_circle: off track" in said(mine)
    assert not weeks(stage.actor("cleo").goes_to("#general").sees("@Pacer"))

    await booked(stage, "ben", deal("B10", 2_000, date(2026, 11, 25), name="Late Ltd"))
    await at(stage, 11, 12)
    for name, amount in (("ben", 30_000), ("grace", 30_000)):
        await booked(stage, name, deal(f"{name} again", amount, date(2026, 12, 2)))
    await at(stage, 14, 9, 35)
    *_, post = weeks(ana.sees("#sales"))
    assert "Better than their usual week: Grace Kim." in said(post), "Ben was named a week ago"
    *_, restated = weeks(told(ben))
    assert "The week of 23 Nov is restated from $30,000 to $32,000 because Late Ltd came in late" in said(
        restated
    )


@pytest.mark.on_sqlite
async def test_weeks_that_begin_on_sunday(stage: Stage) -> None:
    """The summary tells of the last whole one, from Sunday to Saturday, and restates it as such."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ana, "/metrics settings")
    await ana.clicks("Change")
    await ana.submits({"A week begins on": "Sunday"})
    await ana.closes(clear=True)
    await at(stage, 6, 12)
    for name, day, amount in (("S1", 21, 1_000), ("S2", 22, 2_000), ("S3", 28, 4_000), ("S4", 29, 8_000)):
        await booked(stage, "ben", deal(name, amount, date(2026, 11, day)))
    await at(stage, 7, 9, 35)
    (own,) = weeks(told(ben))
    assert "Your week of 22 Nov" in said(own)
    assert "$6,000 booked (Deal S3 and Deal S2); a usual week brings $10,000." in said(own)
    await booked(stage, "ben", deal("S5", 500, date(2026, 11, 22), name="Late Ltd"))
    await at(stage, 14, 9, 35)
    restated = "The week of 22 Nov is restated from $6,000 to $6,500 because Late Ltd came in late"
    assert restated in said(weeks(told(ben))[-1])


async def test_a_correction_is_told_where_the_number_was_posted(stage: Stage) -> None:
    """The manager corrects a row: what was posted of that week says so, without a second message."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await at(stage, 3, 12)
    await booked(stage, "ben", deal("B9", 30_000, date(2026, 11, 26), name="Acme"))
    await at(stage, 7, 9, 35)
    (post,) = weeks(ana.sees("#sales"))
    await ana.goes_to("#sales").types("/metrics why bookings @ben")
    await ana.chooses("metrics.row", "Correct this row")
    await ana.submits({"What should stand there (USD)": "20000", "Why": "The rest is a renewal"})
    assert ana.modal is not None
    assert "It says so in 3 messages" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await stage.emulator.settled()
    assert "is restated from $30,000 to $20,000 because Acme was corrected" in said(post)
    (own,) = weeks(told(ben))
    assert "restated from $30,000 to $20,000" in said(own)
    await ana.goes_to("@Pacer").clicks("My team")
    assert "Ben Walker" in said(ana.sees()[-1])


async def test_a_goal_that_begins_later_follows_from_then(stage: Stage) -> None:
    """What the books knew on its first day is not waited for again."""
    ben = stage.actor("ben").goes_to("#sales")
    await booked(stage, "ben", deal("B9", 20_000, date(2026, 11, 26), name="Acme"))
    await at(stage, 0, 12)
    await ben.types("/goal Win $50k from 26 Nov by 31 Dec")
    await ben.types("/metrics feed G1 bookings")
    assert "follows *Bookings*" in said(ben.sees()[-1])
    await at(stage, 4, 12)
    await ben.types("/goal G1")
    assert "$20,000 of $50,000 · follows a metric" in said(ben.sees()[-1])


async def test_a_goal_follows_a_win_on_its_day(stage: Stage) -> None:
    """What is dated later moves nothing until its day, on which nobody has to tell of it again."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/goal Win $50k by 31 Dec")
    await ben.types("/metrics feed G1 bookings")
    await booked(stage, "ben", deal("B9", 20_000, date(2026, 11, 25), name="Acme"))
    await at(stage, 1, 12)
    await ben.types("/goal G1")
    assert "$0 of $50,000" in said(ben.sees()[-1])
    await at(stage, 2, 12)
    await ben.types("/goal G1")
    assert "$20,000 of $50,000 · follows a metric" in said(ben.sees()[-1])


async def test_a_goal_follows_the_books(stage: Stage) -> None:
    """Nobody has to report what the books know, and the check-in does not ask for it."""
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/goal Win $50k by 31 Dec")
    await ben.types("/metrics feed G1 bookings")
    assert "follows *Bookings*" in said(ben.sees()[-1])
    await ben.types("/goal update G1 +5k")
    assert "A metric writes the progress of" in said(ben.sees()[-1])
    await booked(stage, "ben", deal("B9", 20_000, date(2026, 11, 23), name="Acme"))
    await at(stage, 0, 12)
    await ben.types("/goal G1")
    assert "$20,000 of $50,000 · follows a metric" in said(ben.sees()[-1])
    await at(stage, 7, 9, 35)
    assert not [message for message in told(ben) if "check-in" in message.text.lower()]
    await booked(stage, "ben", deal("B10", 30_000, date(2026, 11, 30)))
    await at(stage, 7, 12)
    assert [message for message in told(ben) if "reached" in said(message)]
    await ben.goes_to("#sales").types("/metrics feed G1 by hand")
    assert "reported by hand again" in said(ben.sees()[-1])
