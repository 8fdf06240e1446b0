"""Feedback over the wire: given, asked for, answered, declined; nobody else finds a trace of it."""

from typing import Any

import pytest

from bot.playground.stage import Stage

from .conftest import TWO_WAYS
from .goals_office import said, told, with_team

pytestmark = TWO_WAYS
SECRET = "You talked over the client <b> & she went quiet"
CONSTRUCTIVE = {"tone": "constructive", "what": SECRET, "suggestion": "Count to three"}


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben; Cleo is in no team of hers."""
    await with_team(stage)


def on_screen(actor: Any) -> str:
    """Everything that somebody can see."""
    home = actor.home.blocks if actor.home else ""
    return f"{[said(each) for each in (*actor.sees(), *told(actor))]} {home}"


async def test_given_read_and_thanked(stage: Stage) -> None:
    """Hugo tells Ben; the form says who reads it; the message tells that there is some, not what it says."""
    hugo, ben = stage.actor("hugo").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await hugo.types("/feedback @ben")
    assert hugo.modal is not None
    form = str(hugo.modal.blocks)
    assert "Only Ben Walker will see this." in form
    assert "Ben Walker and Ana" in form
    await hugo.submits({"tone": "constructive", "what": SECRET})
    assert "one suggestion" in str(hugo.modal.errors)
    await hugo.submits(CONSTRUCTIVE)
    assert "Kept. Only Ben Walker will see this." in str(hugo.modal.blocks)
    await hugo.closes(clear=True)
    await stage.box.settled()
    assert "Hugo Martin* wrote feedback about you" in said(told(ben)[-1])
    assert "went quiet" not in on_screen(ben)
    await ben.goes_to("@Pacer").clicks("feedback.read")
    assert ben.modal is not None
    assert "&lt;b&gt; &amp; she went quiet" in str(ben.modal.blocks)
    assert "Count to three" in str(ben.modal.blocks)
    assert "Can be read by Ben Walker, Hugo Martin, and by nobody else." in str(ben.modal.blocks)
    await ben.clicks("feedback.thank")
    assert "Thanked" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await stage.box.settled()
    assert "Ben Walker* thanks you for your feedback" in said(told(hugo)[-1])
    for name in ("ana", "cleo", "ingrid"):
        other = stage.actor(name).goes_to("#general")
        await other.types("/feedback")
        assert "Nothing yet" in said(other.sees()[-1])
        assert "wrote feedback" not in on_screen(other)


async def test_asked_answered_and_declined(stage: Stage) -> None:
    """Ana asks two people about Ben: one answers, for her alone; the other declines without a reason."""
    ana, hugo, ingrid = (stage.actor(name).goes_to("#general") for name in ("ana", "hugo", "ingrid"))
    await ana.types("/feedback ask about @ben")
    await ana.submits({"asked": [hugo.user.id, ingrid.user.id], "question": "How does he prepare?"})
    await ana.closes(clear=True)
    await stage.box.settled()
    assert "How does he prepare?" in said(told(hugo)[-1])
    await hugo.goes_to("@Pacer").clicks("feedback.answer")
    assert hugo.modal is not None
    assert "will see this. Ben Walker will not." in str(hugo.modal.blocks)
    await hugo.submits(CONSTRUCTIVE)
    await hugo.closes(clear=True)
    await ingrid.goes_to("@Pacer").clicks("feedback.decline")
    await stage.box.settled()
    assert "You answered." in said(told(hugo)[-1])
    assert "You declined." in said(told(ingrid)[-1])
    heard = str([said(each) for each in told(ana)])
    assert "Hugo Martin* wrote feedback about Ben Walker" in heard
    assert "Ingrid" in heard
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/feedback")
    assert "About Ben" not in said(ben.sees()[-1])


async def test_a_note_is_for_oneself(stage: Stage) -> None:
    """Nobody hears of it; asking about others' reports is refused."""
    ana, cleo = stage.actor("ana").goes_to("#general"), stage.actor("cleo").goes_to("#general")
    await ana.types("/feedback note @ben")
    await ana.submits({"what": "Stayed calm in the Umbrella call"})
    await ana.closes(clear=True)
    await ana.types("/feedback")
    assert "About Ben Walker" in said(ana.sees()[-1])
    await stage.box.settled()
    assert "Umbrella" not in on_screen(stage.actor("ben"))
    await cleo.types("/feedback and then some")
    assert "I do not understand" in said(cleo.sees()[-1])
