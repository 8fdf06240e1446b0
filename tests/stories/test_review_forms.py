"""Peers, named and approved; the evidence beside the form; what a closed window keeps; one's record."""

from datetime import timedelta

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from tests.started import MONDAY

from .goals_office import said, told
from .reviews_office import day, heard, opened, planned, submitted, with_eight


async def begun(stage: Stage, *parts: str) -> None:
    """A cycle that has begun this morning."""
    await with_eight(stage)
    name = "Q4 <!channel> & more"
    ana = stage.actor("ana").goes_to("#general")
    await planned(ana, *parts, kickoff="2026-11-23", due="2026-12-10", name=name)
    await stage.emulator.move_clock(MONDAY + timedelta(minutes=5))
    await stage.emulator.settled()


async def test_peers_are_named_and_approved(stage: Stage) -> None:
    """Ben names two; Ana lets one be asked; what she writes is for Ana; Cleo and Ben see nothing of it."""
    await begun(stage, "self", "manager", "peer")
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    assert await heard(stage, "ben", "Q4 &lt;!channel&gt; &amp; more") == 1
    assert await heard(stage, "ben", "<!channel>") == 0
    await opened(ben)
    await ben.clicks("reviews.peers")
    lucia, hugo = stage.actor("lucia"), stage.actor("hugo")
    await ben.fills({"peers": [lucia.user.id, hugo.user.id]})
    await ben.closes(clear=True)
    await opened(ben)
    await ben.clicks("reviews.peers")
    await ben.submits()  # as they were chosen before
    await ben.closes(clear=True)
    await day(stage, 1, 16)
    assert await heard(stage, "lucia", "a few words about") == 0
    await ana.goes_to("@Pacer").clicks("Choose whom to ask")
    await ana.submits({"peers": [lucia.user.id]})
    assert ana.modal is not None
    assert "They are asked" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await ana.clicks("Choose whom to ask")
    assert "Nobody waits to be approved" in said(ana.sees()[-1])
    await day(stage, 2, 18)
    assert await heard(stage, "lucia", "a few words about *Ben Walker*") == 1
    assert await heard(stage, "hugo", "a few words about *Ben Walker*") == 0
    await lucia.goes_to("@Pacer").clicks("reviews.write")
    assert lucia.modal is not None
    assert "Ana Silva will see this, with your name. Ben Walker will not." in str(lucia.modal.blocks)
    assert "What is on record" not in str(lucia.modal.blocks)
    await lucia.submits({"well:1": "Explains things well"})
    await lucia.closes(clear=True)
    await opened(ben)
    assert ben.modal is not None
    peers = [each["text"]["text"] for each in ben.modal.blocks if "Peer" in str(each.get("text"))]
    assert peers == [
        "Peer: Hugo Martin, :heavy_minus_sign: not asked",
        "Peer: Lucía Fernández, :raising_hand: named",
    ], "whether she has written is Ana's to know"
    await ben.closes(clear=True)
    await cleo.types("/review")
    assert "Nothing to write" in said(cleo.sees()[-1])
    await cleo.types("/review new")
    assert "You lead no team" in said(cleo.sees()[-1])


async def test_the_evidence_beside_the_form(stage: Stage) -> None:
    """In the third window on top of each other: the form gives way to it, and comes back as it was typed."""
    await with_eight(stage)
    ana, hugo = stage.actor("ana").goes_to("#general"), stage.actor("hugo").goes_to("#general")
    await hugo.types("/kudos @ben saved the Acme demo")
    await ana.types("/feedback note @ben")
    await ana.submits({"what": "Calm under pressure"})
    await ana.closes(clear=True)
    await planned(ana, "self", "manager", kickoff="2026-11-23", due="2026-12-10")
    await stage.emulator.move_clock(MONDAY + timedelta(minutes=5))
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    assert ana.modal is not None
    assert "saved the Acme demo (23 Nov)." in str(ana.modal.blocks)
    assert "Calm under pressure" not in str(ana.modal.blocks), "Ben would read it"
    await ana.clicks("What it stands on")
    await ana.clicks("Back to writing")
    assert "A draft from what is on record" in str(ana.modal.blocks), "looking is not typing"
    await ana.fills({"well:1": "A quarter of his own", "better:1": "Say no earlier"})
    await ana.clicks("What it stands on")
    seen = str(ana.modal.blocks)
    assert "saved the Acme demo" in seen
    assert "[kudos:1] · _Thanks_" in seen
    assert "Calm under pressure [note:1] · :lock: they cannot see this" in seen
    await ana.clicks("Back to writing")
    assert "A quarter of his own" in str(ana.modal.blocks)
    await ana.submits()
    assert "Submitted" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    assert "This is what you submitted." in str(ana.modal.blocks)
    assert "Say no earlier" in str(ana.modal.blocks)
    await ana.fills({"better:1": "Say no sooner"})
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    assert "Say no sooner" in str(ana.modal.blocks), (
        "a closed window loses nothing after it was submitted either"
    )


async def test_more_room_moves_nothing(stage: Stage) -> None:
    """Fields that have become short stay where they are, with what is in them: Slack keeps it there."""
    await begun(stage, "self", "manager")
    ana, ben = stage.actor("ana").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ben.types("/review")
    await ben.clicks("reviews.write")
    await ben.fills({"well:1": "long " * 550})
    await ben.clicks("More room to write")
    await ben.fills({"well:2": "In the second field"})
    await ben.fills({"well:1": "In the first"})
    await ben.clicks("More room to write")
    await ben.submits({"next:1": "Go on"})
    await ben.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.read")
    assert ana.modal is not None
    shown = "".join(each["text"]["text"] for each in ana.modal.blocks)
    assert ">In the first\n>In the second field" in shown


async def test_a_comment_is_not_lost(stage: Stage) -> None:
    """Nor are actions that were typed; both are offered again, and gone once they are sent.

    Beside an action stands what colleagues share for it.
    """
    await begun(stage, "self", "manager")
    ana, ben = stage.actor("ana").goes_to("#general"), stage.actor("ben").goes_to("#general")
    await ben.types("/learn add https://x.io/q Questions that open #discovery")
    await submitted(ana, what="the review of *Ben Walker*")
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.agree")
    await ana.fills({"actions": "Read one bo"})
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.agree")
    assert ana.modal is not None
    assert "Read one bo" in str(ana.modal.blocks)
    await ana.submits({"actions": "Read one book on discovery"})
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.share")
    await ana.chooses("reviews.agreed_action", "What helps with it")
    helps = str(ana.modal.blocks)
    assert "Questions that open" in helps
    await ana.closes()
    await ana.chooses("reviews.agreed_action", "Make it a coaching action")
    assert "a coaching action" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await opened(ben)
    await ben.clicks("reviews.acknowledge")
    await ben.fills({"comment": "I would add"})
    await ben.closes(clear=True)
    await opened(ben)
    await ben.clicks("reviews.acknowledge")
    assert ben.modal is not None
    assert "This is what you typed before" in str(ben.modal.blocks)
    await ben.submits({"comment": "I would add the Acme deal"})
    await ben.closes(clear=True)
    await ben.types("/review")
    assert "Coaching actions" in said(ben.sees()[-1])
    assert "Read one book" in said(ben.sees()[-1])


async def test_ones_own_record(stage: Stage) -> None:
    """Who read what one wrote; all of it as a file; how long it is kept is an admin's to say, in words."""
    await begun(stage, "self", "manager")
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await submitted(ben, "Two logos nobody expected")
    await ben.types("/pacer record")
    assert "Nobody has read anything" in said(ben.sees()[-1])
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.read")
    await ana.closes(clear=True)
    await ben.types("/pacer record")
    seen = said(ben.sees()[-1])
    assert "Ana Silva: your own review" in seen
    assert "kept for ever" in seen
    assert "Two logos" not in seen
    await ben.clicks("Export my record")
    await stage.emulator.settled()
    assert await heard(stage, "ben", "Your record") == 1
    (content,) = [each.files[0].content for each in told(stage.actor("ben")) if each.files]
    assert "Two logos nobody expected" in (content or b"").decode()
    await cleo.types("/pacer record")
    assert "records.keep" not in said(cleo.sees()[-1])
    admin = next(each for each in stage.emulator.world.people(NORTHWIND) if each.is_admin)
    ada = stage.actor(admin.name).goes_to("#general")
    await ada.types("/pacer record")
    await ada.chooses("records.keep", "Kept for 3 years")
    assert "is kept for 3 years" in said(ada.sees()[-1])
    assert not [each for each in told(ada) if "Two logos" in said(each)]
