"""Feedback over the wire: given, asked for, answered, declined; nobody else finds a trace of it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .people import at_home, opens_tab

SECRET = "You talked over the client <b> & she went quiet"
CONSTRUCTIVE = {"tone": "constructive", "what": SECRET, "suggestion": "Count to three"}


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben; Cleo is in no team of hers."""
    await with_team(stage)


def on_screen(actor: Actor) -> str:
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
    assert "Sent. Only Ben Walker will see this." in str(hugo.modal.blocks)
    await hugo.closes(clear=True)
    await stage.emulator.settled()
    assert "Hugo Martin* wrote feedback about you" in said(told(ben)[-1])
    await opens_tab(ben, "people")
    assert "from Hugo Martin" in on_screen(ben)
    assert "went quiet" not in on_screen(ben)
    await ben.goes_to("@Pacer").clicks("feedback.read")
    assert ben.modal is not None
    assert "&lt;b&gt; &amp; she went quiet" in str(ben.modal.blocks)
    assert "Count to three" in str(ben.modal.blocks)
    assert "Can be read by you, Hugo Martin, and by nobody else." in str(ben.modal.blocks)
    await ben.clicks("feedback.thank")
    assert "Thanked" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await stage.emulator.settled()
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
    await stage.emulator.settled()
    assert "How does he prepare?" in said(told(hugo)[-1])
    await hugo.goes_to("@Pacer").clicks("feedback.answer")
    assert hugo.modal is not None
    assert "will see this. Ben Walker will not." in str(hugo.modal.blocks)
    await hugo.submits(CONSTRUCTIVE)
    await hugo.closes(clear=True)
    await stage.emulator.move_clock(MONDAY + timedelta(days=3, hours=1))
    await stage.emulator.settled()
    assert "still hopes for your feedback" in said(told(ingrid)[-1])
    assert "still hopes" not in str([said(each) for each in told(hugo)])
    await ingrid.goes_to("#general").types("/feedback")
    assert "asks you for feedback about Ben Walker" in said(ingrid.sees()[-1])
    await ingrid.clicks("feedback.decline")
    await stage.emulator.settled()
    assert "You answered." in said(told(hugo)[-1])
    assert "You declined." in str([said(each) for each in told(ingrid)])
    assert "still hopes" not in str([said(each) for each in told(ingrid)])
    heard = str([said(each) for each in told(ana)])
    assert "Hugo Martin* wrote feedback about Ben Walker" in heard
    assert "Ingrid" in heard
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/feedback")
    assert "About you" not in said(ben.sees()[-1])


async def test_on_a_message_shared_clarified_and_talked_about(stage: Stage) -> None:
    """From a message's menu, with its link; praise becomes kudos by a tap; a doubt opens a talk."""
    hugo, ben = stage.actor("hugo").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ben.types("The demo deck is in the folder")
    message = ben.sees()[-1]
    await hugo.uses_shortcut("Feedback on this", on=message)
    assert hugo.modal is not None
    assert "this message" in str(hugo.modal.blocks)
    await hugo.submits({"what": "The deck tells one story", "skill": "storytelling", "share": ["shared"]})
    await hugo.closes(clear=True)
    await stage.emulator.settled()
    await ben.goes_to("@Pacer").clicks("feedback.read")
    assert ben.modal is not None
    shown = str(ben.modal.blocks)
    assert f"/p{message.ts.replace('.', '')}" in shown
    assert "Skill or value: storytelling" in shown
    await ben.clicks("feedback.share")
    assert "Shared as public kudos" in str(ben.modal.blocks)
    await ben.clicks("feedback.clarify")
    await ben.submits({"question": "Which page did it best?"})
    await ben.closes(clear=True)
    await stage.emulator.settled()
    (group,) = [each for each in stage.emulator.world.channels.values() if each.kind == "mpim"]
    seen = [said(each) for each in group.messages]
    assert "has a question about the feedback" in seen[-1]
    assert "Which page did it best?" in seen[-1]
    cleo = stage.actor("cleo")
    assert "Which page" not in on_screen(cleo)
    kudos = [said(each) for each in ben.goes_to("#sales").sees()]
    assert any("The deck tells one story" in each for each in kudos)


async def test_only_what_was_typed_before_is_called_so(stage: Stage) -> None:
    """Not whom and what a command has put into the form; what an earlier window held is."""
    hugo = stage.actor("hugo").goes_to("#general")
    for command in ("/feedback ask @ben", "/feedback ask @grace how was my demo?"):
        await hugo.types(command)
        assert hugo.modal is not None
        assert ("This is what you typed before" in str(hugo.modal.blocks)) is ("grace" in command)
        await hugo.fills({"question": "What should I do differently?"})
        await hugo.closes(clear=True)
    for command in ("/feedback @ben great deck", "/feedback note @ben calm call", "/feedback @ben short too"):
        await hugo.types(command)
        assert hugo.modal is not None
        assert ("This is what you typed before" in str(hugo.modal.blocks)) is ("short" in command)
        await hugo.closes(clear=True)


async def test_a_closed_window_loses_nothing(stage: Stage) -> None:
    """What was typed is offered again, to its author alone; once it is sent the form is empty."""
    hugo, grace = stage.actor("hugo").goes_to("#general"), stage.actor("grace").goes_to("#general")
    for command in ("/feedback @ben", "/feedback note @ben"):
        await hugo.types(command)
        typed = {"what": "You let the cli"}
        await hugo.fills(typed | ({"tone": "constructive"} if "note" not in command else {}))
        await hugo.fills(typed)
        await hugo.closes(clear=True)
        await grace.types(command)
        assert grace.modal is not None
        assert "You let" not in str(grace.modal.blocks)
        await grace.closes(clear=True)
        await hugo.types(command)
        assert hugo.modal is not None
        assert "This is what you typed before" in str(hugo.modal.blocks)
        assert "You let the cli" in str(hugo.modal.blocks)
        if "note" not in command:
            initial = [each["element"].get("initial_option", {}).get("value") for each in fields_of(hugo)]
            assert "constructive" in initial, "what was chosen comes back with it"
        await hugo.submits({"what": "You let the client finish", **_as_praise(command)})
        await hugo.closes(clear=True)
        await hugo.types(command)
        assert "You let" not in str(hugo.modal.blocks)
        await hugo.closes(clear=True)


def fields_of(actor: Actor) -> list[dict[str, Any]]:
    """The fields of the form that is open."""
    assert actor.modal is not None
    return [each for each in actor.modal.blocks if each["type"] == "input"]


def _as_praise(command: str) -> dict[str, str]:
    return {} if "note" in command else {"tone": "praise"}


async def test_declined_in_the_app_home(stage: Stage) -> None:
    """It is said there and then, and the tab is drawn again without it."""
    ana, hugo = stage.actor("ana").goes_to("#general"), stage.actor("hugo")
    await ana.types("/feedback ask")
    await ana.submits({"asked": [hugo.user.id], "question": "How do I lead meetings?"})
    assert "asks you for feedback" in await opens_tab(hugo, "people")
    await hugo.clicks("feedback.decline")
    assert hugo.modal is not None
    assert "Declined. No reason is needed." in str(hugo.modal.blocks)
    await hugo.closes(clear=True)
    assert "Your feedback" in at_home(hugo)
    assert "asks you for feedback" not in at_home(hugo)


async def test_whoever_asked_leaves(stage: Stage) -> None:
    """The question is over by the clock, without anybody's doing."""
    dario, hugo = stage.actor("dario").goes_to("#general"), stage.actor("hugo")
    await dario.types("/feedback ask")
    await dario.submits({"asked": [hugo.user.id], "question": "How do I lead meetings?"})
    await stage.emulator.settled()
    dario.user.deleted = True
    await stage.pacer.run_jobs()
    await stage.emulator.settled()
    assert "Not needed any more." in said(told(hugo)[-1])


async def test_a_request_is_taken_back(stage: Stage) -> None:
    """The question says so, and nobody is chased."""
    ana, hugo = stage.actor("ana").goes_to("#general"), stage.actor("hugo")
    await ana.types("/feedback ask")
    await ana.fills({"question": "How do I"})
    await ana.closes(clear=True)
    await ana.types("/feedback ask")
    assert ana.modal is not None
    assert "How do I" in str(ana.modal.blocks)
    await ana.submits({"asked": [hugo.user.id], "question": "How do I lead meetings?"})
    await ana.closes(clear=True)
    await stage.emulator.settled()
    await ana.types("/feedback")
    assert "You wait for" in said(ana.sees()[-1])
    await ana.clicks("feedback.withdraw")
    await stage.emulator.move_clock(MONDAY + timedelta(days=4))
    await stage.emulator.settled()
    assert "Not needed any more." in said(told(hugo)[-1])
    await ana.types("/feedback ask about @hugo")
    assert "somebody whom you lead" in said(ana.sees()[-1])


async def test_a_note_is_for_oneself(stage: Stage) -> None:
    """Nobody hears of it; asking about others' reports is refused."""
    ana, cleo = stage.actor("ana").goes_to("#general"), stage.actor("cleo").goes_to("#general")
    await ana.types("/feedback note @ben")
    await ana.submits({"what": "Stayed calm in the Umbrella call"})
    await ana.closes(clear=True)
    await ana.types("/feedback")
    assert "About Ben Walker" in said(ana.sees()[-1])
    await stage.emulator.settled()
    assert "Umbrella" not in on_screen(stage.actor("ben"))
    await cleo.types("/feedback and then some")
    assert "I do not understand" in said(cleo.sees()[-1])
