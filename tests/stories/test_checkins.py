"""The weekly ritual: asked on Monday, answered by taps, summed up a day after; a quarter of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor, NotSeen
from bot.emulator.state.world import SlackMessage
from tests.stages import leaps

from .goals_office import said, told, with_team
from .people import newest

# The first Monday after the stage's own.
MONDAY = date(2026, 11, 30)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of London's winter."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise; Ben and Grace have goals that were agreed on."""
    await with_team(stage)
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/goal Win $900k by eoq for team")
    await ana.types("/goal Win $300k by eoq for @ben under G1")
    await ana.types("/goal Win $400k by eoq for @grace under G1")
    await ana.types("/goal Win $250k by eoq for @kavya under G1")
    # In Seoul it is evening: Grace answers what has not reached her yet.
    for name in ("ben", "grace"):
        await stage.actor(name).goes_to("#sales").types("/goal accept")


def questions(actor: Actor) -> list[SlackMessage]:
    """The check-ins that somebody was asked for."""
    return [m for m in told(actor) if "goal:" in str(m.blocks) or "checkins.menu" in str(m.blocks)]


def summaries(ana: Actor) -> list[SlackMessage]:
    """What Ana was told of check-ins."""
    return [m for m in told(ana) if "checked in." in m.text]


async def test_blocked_is_written_at_the_tap(stage: Stage) -> None:
    """And then a window asks what by; its words are the manager's to read, and may be left out."""
    ben = stage.actor("ben")
    await stage.emulator.move_clock(at(MONDAY, 9, 1))
    (asked,) = questions(ben)

    await ben.clicks("checkins.mood:blocked", within=asked)
    assert ":no_entry: blocked" in said(asked)
    assert ben.modal is not None
    assert (ben.modal.title, ben.modal.close) == ("What blocks you?", "Not now")
    await ben.submits({})
    assert "checkins.blocked" not in str(ben.modal)

    for words in ("legal <!here> is slow", "x" * 300, "y" * 300, "z" * 300):
        await ben.clicks("checkins.mood:blocked", within=asked)
        await ben.submits({"In a few words": words})
        await ben.closes(clear=True)
    assert "legal &lt;!here&gt; is slow" in said(asked)
    await ben.clicks("checkins.mood:blocked", within=asked)
    await ben.submits({"In a few words": "x" * 300})
    assert "shorten it" in str(ben.modal.errors)


async def test_a_monday(stage: Stage) -> None:
    """Each at their own nine o'clock, only those who accepted; taps, a form, an edit; late is called late."""
    ana, ben, grace, kavya = (stage.actor(name) for name in ("ana", "ben", "grace", "kavya"))
    await stage.emulator.move_clock(at(MONDAY, 9, 1))
    (asked,) = questions(ben)
    assert "$0 of $300,000" in said(asked)
    (early,) = questions(grace)
    assert float(early.ts) == pytest.approx(at(MONDAY, 0).timestamp(), abs=60)  # nine in Seoul
    assert questions(kavya) == []

    await ben.clicks("checkins.mood:at_risk", within=asked)
    assert ":large_yellow_circle: at risk" in said(asked)
    assert "Checked in, thank you" in said(asked)
    await ben.goes_to("#sales").types("/goal update G2 $5k")
    await ben.clicks("Change my answers", within=asked)
    await ben.submits({})
    await ben.closes()
    assert "$5,000 of $300,000" in said(asked)
    await ben.clicks("Report progress", within=asked)
    await ben.submits({"Win $300k": "+60k", "How does it go?": ":no_entry: Blocked"})
    await ben.closes()
    assert "$65,000 of $300,000" in said(asked)
    await ben.clicks("Change my answers", within=asked)
    await ben.submits({"Blockers": "Legal at St. Mary's", "Wins": "Two <!channel> demos"})
    await ben.closes()
    assert ">Two &lt;!channel&gt; demos" in said(asked)

    await stage.emulator.move_clock(at(MONDAY + timedelta(days=1), 10, 1))
    (summary,) = summaries(ana)
    assert "*1 of 2 checked in.* Not yet: Grace." in said(summary)
    assert "*Ben* is blocked on *Win $300k*: “Legal at St. Mary's”" in said(summary)
    assert "*Win $400k* (Grace): 0% done, 20% due" in said(summary)
    assert "data_visualization" not in said(summary)
    assert not [m for m in ana.sees("#sales") if "this week" in m.text]
    assert len([m for m in told(grace) if "still waits" in said(m)]) == 1
    assert not [m for m in told(ben) if "still waits" in said(m)]

    await ana.clicks("Help", within=summary)
    offer = said(ben.sees("mpdm-ana--ben--pacer-1")[-1])
    assert "*Ana Silva* would like to help *Ben Walker* with *Win $300k*" in offer
    assert ">Legal at St. Mary's" in offer
    with pytest.raises(NotSeen):
        grace.sees("mpdm-ana--ben--pacer-1")

    await grace.clicks("checkins.mood:on_track", within=early)
    assert "Checked in (late), thank you" in said(early)


async def test_as_the_team_wants_it(stage: Stage) -> None:
    """Ana moves it to Wednesday at two and lets the channel know; private goals stay out of it."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer checkins")
    assert "Change" not in newest(ben.sees())
    await ben.types("/goal private Learn to negotiate 5 hours by eoq")
    await ana.types("/pacer checkins")
    await ana.clicks("Change check-ins")
    await ana.submits(
        {
            "Which day?": "Wednesday",
            "At what time? (each one's own)": "14:00",
            "Team channel": ["Post the team's progress"],
        }
    )
    await ana.closes()

    await stage.emulator.move_clock(at(MONDAY + timedelta(days=2), 13, 59))
    before = questions(ben)
    assert len(before) == 1  # of the Wednesday in between
    await stage.emulator.move_clock(at(MONDAY + timedelta(days=2), 14, 1))
    (_, asked) = questions(ben)
    await ben.goes_to("@Pacer").clicks("All at once", within=asked)
    await ben.submits({"Learn to negotiate 5 hours": "+2", "Win $300k": "$80k", "Wins": "between us"})
    await ben.closes()
    await stage.emulator.move_clock(at(MONDAY + timedelta(days=3), 15, 1))
    post = [m for m in ana.sees("#sales") if "Enterprise this week" in m.text][-1]
    assert "$0 → $80,000" in said(post)
    assert "negotiate" not in said(post)
    assert "between us" not in said(post)
    assert "<@" not in said(post)
    assert "*1 of 2 checked in.*" in said(summaries(ana)[-1])


async def test_a_sum_is_not_reported(stage: Stage) -> None:
    """Who owns nothing but sums is told so."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/goal Win $900k by eoq for team")
    await ana.types("/goal checkin")
    assert "None of your goals waits for a report" in newest(ana.sees())


async def test_whenever_one_wants(stage: Stage) -> None:
    """`/goal checkin` before anybody asks; what was reported just now is not asked about on Monday."""
    ben, cleo = stage.actor("ben").goes_to("#sales"), stage.actor("cleo").goes_to("#general")
    for command in ("/goal checkin", "/goal check-in", "/pacer goals checkin"):
        await cleo.types(command)
        assert "You have no accepted goals to check in on" in newest(cleo.sees())
    await stage.emulator.move_clock(at(MONDAY - timedelta(days=3), 16))
    await ben.types("/goal checkin")
    outcome = await ben.submits({"Win $300k": ""})
    assert "There is nothing to send yet" in str(outcome.error)
    outcome = await ben.submits({"Win $300k": "lots"})
    assert "“lots” is not a number" in str(outcome.error)
    stage.emulator.faults.deliver_twice = True
    await ben.submits({"Win $300k": "+10k"})
    stage.emulator.faults.deliver_twice = False
    await ben.closes()
    await ben.types("/goal G2")
    assert "$10,000 of $300,000" in newest(ben.sees())
    asked = len(questions(ben))
    await stage.emulator.move_clock(at(MONDAY, 9, 1))
    assert len(questions(ben)) == asked


async def test_words_count_as_they_are_typed(stage: Stage) -> None:
    """A thousand characters fit, whatever they become in Slack's escaped form."""
    ben = stage.actor("ben")
    await stage.emulator.move_clock(at(MONDAY, 9, 1))
    await ben.goes_to("@Pacer").clicks("All at once", within=questions(ben)[-1])
    assert (await ben.submits({"Wins": "&" * 1000})).ok
    assert "Checked in, thank you" in str(ben.modal)


async def test_a_goal_that_changes_while_its_check_in_is_open(stage: Stage) -> None:
    """Ana edits the terms meanwhile: Ben's form says so, and what he wrote is neither lost nor doubled."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")
    await ben.goes_to("#sales").types("/goal Make 200 calls by eoq")
    await stage.emulator.move_clock(at(MONDAY, 9, 1))
    asked = questions(ben)[-1]
    await ben.goes_to("@Pacer").clicks("All at once", within=asked)
    await ana.types("/goal edit G2 $350k")
    outcome = await ben.submits({"Win $300k": "+10k", "Make 200 calls": "+20", "Wins": "a start"})
    assert "This goal is not accepted yet" in str(outcome.error)
    await ben.submits({"Win $300k": "", "How does it go?": None, "Make 200 calls": "+20"})
    await ben.closes(clear=True)
    assert "Checked in, thank you" in said(asked)
    assert "proposed, waits" in said(asked)
    await ben.goes_to("#sales").types("/goal G5")
    assert "20 of 200 calls" in newest(ben.sees())


@pytest.mark.slow
async def test_a_quarter_in_a_team_of_six(stage: Stage) -> None:
    """Week by week to the end of the year: done, missed, celebrated by choice, and the sums are right."""
    ana, ben, grace = (stage.actor(name) for name in ("ana", "ben", "grace"))
    for week, (bens, graces) in enumerate(((90, 120), (140, 180), (290, 240), (305, 310))):
        await stage.emulator.move_clock(at(MONDAY + timedelta(weeks=week), 9, 30))
        for actor, goal, number in ((ben, "Win $300k", bens), (grace, "Win $400k", graces)):
            await actor.goes_to("@Pacer").clicks("All at once", within=questions(actor)[-1])
            await actor.submits({goal: f"{number}k"})
            await actor.closes()
    reached = [m for m in told(ben) if "You reached" in said(m)]
    assert len(reached) == 1
    await ben.clicks("Tell the team", within=reached[0])
    assert len([m for m in ana.sees("#sales") if "reached a goal" in said(m)]) == 1
    await ana.goes_to("#sales").types("/goal G1")
    assert "68%" in newest(ana.sees())  # (305 + 310) of 900

    await stage.emulator.move_clock(at(MONDAY + timedelta(weeks=3, days=4), 18))
    await leaps(stage.emulator, at(date(2027, 1, 7), 12))
    await stage.emulator.move_clock(at(date(2027, 1, 11), 12))
    await ana.types("/goal list team")
    board = newest(ana.sees())
    assert board.count("white_check_mark: done") == 1
    assert "missed" in board
    assert [m for m in told(grace) if "closed as missed" in said(m)]
    assert len(summaries(ana)) >= 4
