"""What waits for Ben and for Ana, on their screens: it comes with what happens and goes with what they do."""

from datetime import date, timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.home.service.setup import end_setup
from tests.contexts import acting
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal

HELP = "you offered help on Mon 23 Nov"


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise; Ben, Grace, Jamal and Kavya are in it. All is set up."""
    await with_team(stage)
    ana = stage.actor("ana").user.id
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await end_setup(acting(transaction, ana, stage.emulator.clock.now()), ana)


async def waits(actor: Actor) -> list[str]:
    """The rows of what waits for somebody, from the menu; none where the menu says nothing of it."""
    await actor.goes_to("#sales").types("/pacer")
    menu = said(actor.sees()[-1])
    if "wait for you" not in menu and "waits for you" not in menu:
        assert "Show them" not in menu
        assert "What would you like to do" in menu
        return []
    assert (await actor.clicks("Show them")).ok
    rows = [block for block in actor.sees()[-1].blocks[1:] if block["type"] == "section"]
    return [str(block["text"]["text"]).partition(": ")[2] for block in rows]


async def test_nothing_waits_at_first(stage: Stage) -> None:
    """Neither the menu nor the list speaks of it."""
    for name in ("ben", "ana"):
        assert await waits(stage.actor(name)) == []


async def test_a_goal_from_proposal_to_answer(stage: Stage) -> None:
    """Ben's row goes when he counters, Ana's comes; hers goes when she accepts."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.goes_to("#sales").types("/goal Win $300k by 18 Dec for @ben")
    assert await waits(ben) == ["Ana proposes *Win $300k*, by Fri 18 Dec"]

    await ben.clicks("Answer")
    await ben.clicks("Counter")
    await ben.submits({"How much?": "$250k", "What speaks for it?": "Two weeks of leave"})
    await ben.closes(clear=True)
    assert await waits(ben) == []
    assert await waits(ana) == ["Ben offers $250,000 instead of $300,000"]

    await ana.clicks("Answer")
    await ana.clicks("Accept")
    await ana.closes(clear=True)
    assert await waits(ana) == []


async def test_feedback_and_its_answer(stage: Stage) -> None:
    """Grace asks; Ben's row goes with his answer."""
    ben, grace = stage.actor("ben"), stage.actor("grace")
    await grace.goes_to("#sales").types("/feedback ask @ben how was the demo?")
    await grace.submits()
    await grace.closes(clear=True)
    (row,) = await waits(ben)
    assert row.startswith("Grace asks for feedback, until ")

    await ben.clicks("Answer")
    await ben.submits({"What happened?": "You let them talk"})
    await ben.closes(clear=True)
    assert await waits(ben) == []


async def test_who_is_blocked_is_helped(stage: Stage) -> None:
    """Ana sees it, offers help in a conversation of three, and the row tells of it."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ben.goes_to("#sales").types("/goal Win $300k by 18 Dec")
    await ben.types("/goal update blocked")
    assert await waits(ana) == ["Ben is blocked on *Win $300k*"]

    assert (await ana.clicks("Help")).ok
    assert ana.sees("mpdm-ana--ben--pacer-1")
    assert await waits(ana) == [f"Ben is blocked on *Win $300k*: {HELP}"]
    await ben.types("/goal update on track")
    assert await waits(ana) == []


async def test_a_deal_to_confirm(stage: Stage) -> None:
    """Ben writes it down; Ana opens the list from her row, and confirms."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await booked(stage, "ben", deal("OLD", 1_000, date(2026, 10, 5)))
    await ben.goes_to("#sales").types("/metrics log won $90k Acme")
    assert await waits(ana) == ["Ben logged Acme, $90,000"]
    assert await waits(ben) == []

    await ana.clicks("Confirm")
    assert ana.modal is not None
    await ana.clicks("Confirm")
    await ana.closes(clear=True)
    assert await waits(ana) == []


async def test_a_dispute_to_decide(stage: Stage) -> None:
    """Ana opens it from her row, with the reason, and declines; Ben hears why."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await booked(stage, "ben", deal("OLD", 1_000, date(2026, 10, 5)))
    await ben.goes_to("#sales").types("/metrics log won $90k Acme")
    await waits(ana)
    await ana.clicks("Confirm")
    await ana.clicks("Confirm")
    await ana.closes(clear=True)
    await ben.types("/metrics why bookings")
    await ben.chooses("metrics.row", "Dispute this row")
    await ben.submits({"reason": "It was more"})
    await ben.closes(clear=True)
    assert await waits(ana) == ["Ben disputes a line"]

    await ana.clicks("Decide")
    assert ana.modal is not None
    assert "It was more" in str(ana.modal.blocks)
    await ana.clicks("Decline")
    await ana.submits({"answer": "The contract says so"})
    await ana.closes(clear=True)
    assert await waits(ana) == []
    assert "The contract says so" in said(told(ben)[-1])


async def test_gaps_of_whoever_leads(stage: Stage) -> None:
    """Four alike are one row with names; its button begins with the first of them. They can be put away."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await move(stage, days=7)
    (row,) = await waits(ana)
    assert row == "Ben has no agreed goal this quarter · also Grace, Jamal and 1 more"
    assert await waits(ben) == []
    await ana.clicks("Propose")
    assert ana.modal is not None
    assert "'initial_user': 'U0BEN2WLK9'" in str(ana.modal.blocks)
    await ana.closes(clear=True)

    for name in ("ben", "grace", "jamal"):
        await stage.actor(name).goes_to("#sales").types("/goal Close 12 deals by 31 Dec")
    assert await waits(ana) == ["Kavya has no agreed goal this quarter"]
    await ana.clicks("Not now")
    assert "Ana, nothing needs you." in said(ana.sees()[-1])
    assert await waits(ana) == []

    await move(stage, days=7)
    assert any("No feedback from you" in row for row in await waits(ana))
    await ana.clicks("Not this quarter")
    assert not any("No feedback from you" in row for row in await waits(ana))


async def move(stage: Stage, *, days: int) -> None:
    """So many days later."""
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(days=days))
    await stage.emulator.settled()


async def test_a_goal_that_ends(stage: Stage) -> None:
    """Off track from its end on, for who leads too; its owner says how it ended, and both hear of it."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.goes_to("#sales").types("/goal Close 12 deals by 24 Nov for @ben")
    await waits(ben)
    await ben.clicks("Answer")
    assert "Missed" not in str(ben.modal and ben.modal.blocks)
    await ben.clicks("Accept")
    await ben.closes(clear=True)
    await stage.emulator.move_clock(MONDAY + timedelta(days=1))
    await ana.types("/goal list @ben")
    assert "off track" in said(ana.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=2))
    assert "*Close 12 deals* (Ben) ended on Tue 24 Nov at 0 of 12 deals" in await waits(ana)
    assert "*Close 12 deals* ended on Tue 24 Nov" in await waits(ben)
    await ben.clicks("How did it end?")
    assert ben.modal is not None
    elements = [each for block in ben.modal.blocks for each in block.get("elements", ())]
    labels = [each["text"]["text"] for each in elements if "action_id" in each]
    assert labels[:4] == ["Report progress", "Done", "Missed", "New day"]
    await ben.clicks("Missed")
    await ben.closes(clear=True)
    await stage.emulator.settled()
    assert any("Close 12 deals" in said(each) and "closed" in said(each) for each in told(ana))
    assert not [row for row in await waits(ana) if "Close 12" in row]
