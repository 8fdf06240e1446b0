"""Boards over the wire: asked for in words and forms, posted in the team's channel, restated."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.state.world import SlackMessage
from bot.features.ledger.rules.records import DealStatus
from bot.features.schedules.models import ScheduledRun
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, quota

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise: four with quotas and eight weeks of deals behind them."""
    await with_team(stage)
    for name, amount in (("ben", 200_000), ("grace", 100_000), ("jamal", 90_000), ("kavya", 80_000)):
        await quota(stage, name, amount)
    for week in range(8):
        day = date(2026, 9, 28) + timedelta(weeks=week, days=2)
        await booked(stage, "ben", deal(f"B{week}", 10_000, day))
        await booked(stage, "grace", deal(f"G{week}", 5_000 + 1_000 * week, day))
        await booked(stage, "jamal", deal(f"J{week}", 3_000, day))
        await booked(stage, "kavya", deal(f"K{week}", 2_000, day))


def boards(messages: list[SlackMessage]) -> list[SlackMessage]:
    """The boards among these."""
    return [message for message in messages if message.text.startswith("Quota attainment")]


async def at(stage: Stage, hour: int, minute: int = 0, days: int = 0) -> None:
    """Go to that time after Friday, in London."""
    start = FRIDAY.replace(hour=hour, minute=minute)
    await stage.emulator.move_clock(start + timedelta(days=days))


async def test_asking(stage: Stage) -> None:
    """The top by name, one's own place for oneself; whoever leads the team sees everybody."""
    ana, ben, cleo = stage.actor("ana"), stage.actor("ben"), stage.actor("cleo")
    await ben.goes_to("#general").types("/leaderboard")
    board = said(ben.sees()[-1])
    assert "*Grace Kim*  63.0%" in board
    assert "You are number 2 with 35.0%; about $56,000 more to reach number 1." in board
    for name in ("Ben Walker", "Jamal", "Kavya"):
        assert name not in board
    await ana.goes_to("#general").types("/leaderboard")
    assert "4. *Kavya Rao*  17.5%" in said(ana.sees()[-1])
    for words in ("", "company", "teams", "win rate company"):
        await cleo.goes_to("#general").types(f"/leaderboard {words}")
        assert "Only people who are in a team" in said(cleo.sees()[-1])
        assert "Grace" not in said(cleo.sees()[-1])
    await cleo.types("/leaderboard enterprise")
    assert "is no metric, team or period that I know" in said(cleo.sees()[-1])
    for words in ("until 31 Dec 9999", "kudos 31 Dec 9999", "1 Jan 0001"):
        await cleo.types(f"/leaderboard {words}")
        assert "is too far away: write a year from 1900 to 2199" in said(cleo.sees()[-1])
    assert not [message for message in cleo.sees("#general") if "Grace Kim" in said(message)]


async def test_switching_and_the_form(stage: Stage) -> None:
    """The same days by another measure; another board by a form, with errors beside their fields."""
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/leaderboard last week")
    await ben.clicks("Most improved")
    assert "Most improved: bookings · Enterprise" in said(ben.sees()[-1])
    await ben.clicks("Another board")
    await ben.submits({"Which days?": "florp"})
    assert ben.modal is not None
    assert "is no period" in str(ben.modal.errors)
    await ben.submits({"By what?": "Kudos", "Counted how?": "Against quota or target", "Which days?": ""})
    assert "Kudos have no quota" in str(ben.modal.errors)
    await ben.submits({"By what?": "Deals won", "Counted how?": "The plain number", "Which days?": "Q4"})
    assert "Deals won · Enterprise" in str(ben.modal.blocks)


@pytest.mark.on_sqlite
async def test_the_weekly_board(stage: Stage) -> None:
    """On Friday in the team's channel: no bottom, nobody pinged; one's own place by a button."""
    ana, ben = stage.actor("ana"), stage.actor("ben").goes_to("#sales")
    await at(stage, 15, 55)
    assert not boards(ana.sees("#sales"))
    await at(stage, 16, 5)
    (post,) = boards(ana.sees("#sales"))
    assert "*Grace Kim*  63.0%" in said(post)
    assert "Most improved last week: *Grace Kim*" in said(post)
    assert "*Enterprise* together: ▰▰▰▱▱▱▱▱▱▱ *35.7%*" in said(post)
    assert "up to 26 Nov" in said(post)
    for name in ("Ben", "Jamal", "Kavya", "<@"):
        assert name not in said(post)
    await ben.clicks("My place")
    assert "You are number 2 with 35.0%" in said(ben.sees()[-1])
    assert ben.sees()[-1].ephemeral_to == stage.emulator.world.named("ben", "T0NORTHWND").id
    await at(stage, 17)
    assert len(boards(ana.sees("#sales"))) == 1
    await booked(stage, "grace", deal("MORE", 1_000, date(2026, 12, 2)))
    await at(stage, 17, days=7)
    assert len(boards(ana.sees("#sales"))) == 1, "the same names in the same places: no second post"
    await booked(stage, "ben", deal("LARGE", 100_000, date(2026, 12, 9)))
    await at(stage, 17, days=14)
    assert "*Ben Walker*" in said(boards(ana.sees("#sales"))[-1])


async def test_thanks_and_board_are_one_post(stage: Stage) -> None:
    """Due on Friday at four in one channel: one message; where the board is as it was, thanks alone."""
    ana = stage.actor("ana")
    await ana.goes_to("#general").types("/pacer settings")
    await ana.submits({"Channel for shout-outs": "#sales"})
    for days in (0, 7):
        await at(stage, 12, days=days)
        await stage.actor("ben").goes_to("#general").types("/kudos @grace who explained the pricing")
        before = len(ana.sees("#sales"))
        await at(stage, 16, 5, days=days)
        (post,) = [each for each in ana.sees("#sales")[before:] if "thanks" in each.text]
        assert "*Grace Kim*  1 point" in said(post)
        assert ("Quota attainment" in said(post)) is (days == 0)
        assert len([each for each in ana.sees("#sales")[before:] if "Quota attainment" in each.text]) <= 1


async def test_a_posted_board_stays_and_says_what_changed(stage: Stage) -> None:
    """A late deal of last week restates it, in place; a deal of today does not."""
    ana = stage.actor("ana")
    await at(stage, 16, 5)
    await booked(stage, "ben", deal("NEW", 50_000, date(2026, 11, 27)))
    await at(stage, 16, 10)
    (post,) = boards(ana.sees("#sales"))
    assert "Restated" not in said(post)
    await booked(stage, "ben", deal("LATE", 100_000, date(2026, 11, 20)))
    await at(stage, 16, 15)
    (post,) = boards(ana.sees("#sales"))
    assert "*Grace Kim*  63.0%" in said(post)
    assert "*Restated on 27 Nov*: the books say by now 1. Ben Walker 85.0%" in said(post)
    await booked(stage, "ben", deal("LATE", None, None, DealStatus.OPEN))
    await at(stage, 16, 20)
    (post,) = boards(ana.sees("#sales"))
    assert "Restated" not in said(post)


async def test_a_week_without_anything_to_rank(stage: Stage) -> None:
    """By a metric that nobody has a number for, the channel hears nothing of it, and the turn is taken."""
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/leaderboard settings")
    await ana.clicks("leaderboards.team")
    await ana.submits({"By what?": "Goals", "Counted how?": "Against quota or target"})
    await ana.closes(clear=True)
    await at(stage, 16, 5)
    (post,) = [m for m in ana.sees("#sales") if m.text.startswith("Goals")]
    assert "Most improved last week" in said(post)
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        turns = await reading.session.scalars(
            select(ScheduledRun).where(ScheduledRun.kind == "leaderboards.post")
        )
        assert all(turn.done == FRIDAY.date() for turn in turns)


async def test_hiding(stage: Stage) -> None:
    """Grace is not named any more and keeps her place; with three names left there is a total only."""
    ben, grace = stage.actor("ben").goes_to("#general"), stage.actor("grace").goes_to("#general")
    await grace.types("/leaderboard hide")
    assert "You keep your place, and nobody moves" in said(grace.sees()[-1])
    await ben.types("/leaderboard")
    board = said(ben.sees()[-1])
    assert "Grace" not in board
    assert "there is a total and no ranking" in board
    assert "You are number 2 with 35.0%" in board
    await grace.clicks("Show me again")
    await ben.types("/leaderboard")
    assert "*Grace Kim*" in said(ben.sees()[-1])


async def test_what_the_channel_gets(stage: Stage) -> None:
    """The manager chooses; who leads nothing has nothing to choose, and a forged form is refused."""
    ana, ben = stage.actor("ana").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ana.types("/leaderboard settings")
    await ana.clicks("leaderboards.team")
    await ana.submits(
        {"By what?": "Bookings", "Counted how?": "The plain number", "Which days?": "this month"}
    )
    assert ana.modal is not None
    await ana.closes(clear=True)
    await at(stage, 16, 5)
    (post,) = [message for message in ana.sees("#sales") if message.text.startswith("Bookings")]
    assert "Nov 2026, up to 26 Nov" in said(post)
    await ben.types("/leaderboard settings")
    assert "Change" not in said(ben.sees()[-1])
    await ana.goes_to("#general").types("/leaderboard settings")
    await ana.clicks("leaderboards.team")
    await ana.submits({"Weekly board": []})
    await ana.closes(clear=True)
    await at(stage, 16, 5, days=7)
    assert len([m for m in ana.sees("#sales") if m.text.startswith("Bookings")]) == 1
    assert not [message for message in told(ben) if "leaderboard" in message.text.lower()]


async def test_home(stage: Stage) -> None:
    """One's own place in the App Home, and the board behind the button."""
    ben = stage.actor("ben")
    await ben.opens_home()
    assert ben.home is not None
    assert ":round_pushpin: 2nd of 4 in Enterprise" in str(ben.home.blocks)
