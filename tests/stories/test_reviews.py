"""A quarter's reviews of a team of eight, by the clock: kick-off to signatures."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.deliveries.models import Delivery
from bot.features.teams import service as teams
from bot.features.teams.rules import TeamForm
from bot.playground.actors import Actor
from bot.playground.cast import NORTHWIND
from bot.playground.stage import Stage

from .conftest import MONDAY, TWO_WAYS
from .goals_office import said, told

pytestmark = TWO_WAYS
EIGHT = ("ben", "dario", "emeka", "fatima", "hugo", "ingrid", "jamal", "kavya")
# Ingrid is on leave when it is due, Dario leaves the company, Emeka is late.
ON_LEAVE, LEAVER, LATE = "ingrid", "dario", "emeka"
WRITERS = tuple(name for name in EIGHT if name not in (ON_LEAVE, LEAVER, LATE))
LONG = [f"{half} half: {'words ' * 470}the end of it" for half in ("First", "Second")]


async def with_eight(stage: Stage) -> None:
    """Ana leads them."""
    world = stage.box.world
    ids = {name: world.named(name, NORTHWIND).id for name in ("ana", *EIGHT)}
    channel = world.channel_named("sales", NORTHWIND).id
    form = TeamForm("Enterprise", ids["ana"], tuple(ids[name] for name in EIGHT), channel)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await teams.save(transaction, form, None, ids["ana"], "eight", stage.box.clock.now())


async def day(stage: Stage, number: int, hour: int = 12) -> None:
    """The so many-th day of the story, hour by hour no more than needed."""
    await stage.box.move_clock(datetime(2026, 11, 23, hour, tzinfo=UTC) + timedelta(days=number))
    await stage.box.settled()


async def written(stage: Stage, name: str, words: str = "Two new logos") -> None:
    """Somebody submits their own review."""
    actor = stage.actor(name).goes_to("#general")
    await actor.types("/review")
    await actor.clicks("reviews.write")
    await actor.submits({"well:1": words})
    await actor.closes(clear=True)


async def a_long_one(stage: Stage) -> None:
    """Ben needs two fields for what went well."""
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/review")
    await ben.clicks("reviews.write")
    await ben.fills({"well:1": LONG[0]})
    await ben.clicks("More room")
    await ben.submits({"well:2": LONG[1]})
    await ben.closes(clear=True)


async def open_review(ana: Actor, of: str) -> None:
    """Ana opens somebody's review from the list."""
    await ana.types("/review")
    await ana.clicks("reviews.progress")
    assert ana.modal is not None
    blocks = [each for each in ana.modal.blocks if of in str(each.get("text"))]
    value = blocks[0]["accessory"]["value"]
    await ana.closes(clear=True)
    await ana.types("/review")
    await ana.clicks("reviews.progress")
    await press(ana, "reviews.open", value)


async def press(actor: Actor, action_id: str, value: str) -> None:
    """The button of this value among several of one kind."""
    assert actor.modal is not None
    for block in actor.modal.blocks:
        accessory = block.get("accessory") or {}
        if accessory.get("action_id") == action_id and accessory.get("value") != value:
            block["accessory"] = {**accessory, "action_id": "somewhere.else"}
    await actor.clicks(action_id)


async def heard(stage: Stage, name: str, words: str) -> int:
    """How often somebody was told this."""
    return sum(words in said(each) for each in told(stage.actor(name)))


async def test_a_quarter_of_eight(stage: Stage) -> None:
    """Asked once, reminded twice, late told once; one on leave, one gone; shared, signed, kept."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/review new")
    await ana.submits(
        {"parts": ["self", "manager", "peer", "upward"], "kickoff": "2026-11-24", "due": "2026-12-15"}
    )
    assert ana.modal is not None
    assert "Planned" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    for name in EIGHT:
        assert await heard(stage, name, "please write by") == 0
    await day(stage, 1)
    await day(stage, 2)
    for name in EIGHT:
        assert await heard(stage, name, "please write by") == 1, name
    await a_long_one(stage)
    await day(stage, 15)
    await day(stage, 16)
    assert await heard(stage, "ben", "7 days left") == 1, "of the upward part, which he has not written"
    assert await heard(stage, LATE, "7 days left") == 1
    assert "own review" in said(told(stage.actor(LATE))[-1])
    assert "submitted" in said(told(stage.actor("ben"))[-1])
    for name in WRITERS[1:]:
        await written(stage, name)
    stage.box.world.named(LEAVER, NORTHWIND).deleted = True
    await stage.pacer.run_jobs()
    await day(stage, 17)
    await give_more_time(stage, ana)
    await day(stage, 21)
    await day(stage, 22)
    assert await heard(stage, LATE, "1 day left") == 1
    assert await heard(stage, ON_LEAVE, "1 day left") == 0
    await day(stage, 23)
    await day(stage, 24)
    late = [said(each) for each in told(stage.actor("ana")) if "still waits for" in said(each)]
    assert len(late) == 1
    assert "Emeka" in late[0]
    assert "and you." in late[0], "Ana has written nothing yet"
    assert "Ingrid" not in late[0]
    assert "Dario" not in late[0]
    await to_the_end(stage, ana)
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        query = select(func.count()).where(Delivery.kind.like("reviews.%"), Delivery.state == "failed")
        assert await reading.session.scalar(query) == 0


async def give_more_time(stage: Stage, ana: Actor) -> None:
    """Ingrid is on leave: three more weeks, and she hears of it."""
    await open_review(ana, "Ingrid")
    await ana.clicks("reviews.more")
    await ana.submits({"due": "2027-01-05"})
    await ana.closes(clear=True)
    await day(stage, 18)
    assert await heard(stage, ON_LEAVE, "More time") == 1


async def to_the_end(stage: Stage, ana: Actor) -> None:
    """Ana writes about Ben, they talk, she shares; he reads, comments, both sign."""
    ben = stage.actor("ben").goes_to("#general")
    await open_review(ana, "Ben Walker")
    assert ana.modal is not None
    await ana.clicks("reviews.read")
    read = "".join(str(each["text"]["text"]).replace(">", "") for each in ana.modal.blocks)
    assert read.count("words") == 2 * 470
    assert read.count("the end of it") == 2
    await ana.closes()
    await ana.clicks("reviews.share")
    assert "Write and submit your own part first" in str(ana.modal.blocks) + str(ana.sees()[-1:])
    await ana.closes(clear=True)
    await write_about_ben(ana)
    await open_review(ana, "Ben Walker")
    await ana.clicks("reviews.agree")
    await ana.submits({"actions": "Read one book\nTwo discovery calls a week"})
    await ana.closes(clear=True)
    await ben.types("/review")
    await ben.clicks("reviews.open")
    assert ben.modal is not None
    assert "reviews.acknowledge" not in str(ben.modal.blocks)
    assert "Calm and clear" not in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await open_review(ana, "Ben Walker")
    await ana.clicks("reviews.time")
    await ana.submits({"day": "2026-12-22", "time": "15:00"})
    await ana.closes(clear=True)
    await open_review(ana, "Ben Walker")
    await ana.clicks("reviews.share")
    await ana.closes(clear=True)
    await day(stage, 25)
    assert await heard(stage, "ben", "shared your review") == 1
    await ben.types("/review")
    await ben.clicks("reviews.open")
    await ben.clicks("reviews.acknowledge")
    await ben.submits({"comment": "I agree, mostly"})
    await ben.closes(clear=True)
    await day(stage, 26)
    assert await heard(stage, "ana", "left a comment") == 1
    for actor in (ben, ana):
        if actor is ana:
            await open_review(ana, "Ben Walker")
        else:
            await ben.types("/review")
            await ben.clicks("reviews.open")
        await actor.clicks("reviews.sign")
        await actor.closes(clear=True)
    await day(stage, 27)
    assert await heard(stage, "ana", "signed by both") == 0, "it is Sunday"
    await day(stage, 28)
    await day(stage, 28, 15)
    for name in ("ana", "ben"):
        assert await heard(stage, name, "signed by both") == 1
    await ben.types("/pacer evidence")
    seen = said(ben.sees()[-1])
    assert "signed. Agreed: Read one book" in seen


async def write_about_ben(ana: Actor) -> None:
    """Her part of Ben's review: typed, closed without a word, offered again as it was, submitted."""
    await open_review(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    await ana.fills({"well:1": "Calm and cl"})
    await ana.closes(clear=True)
    await open_review(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    assert ana.modal is not None
    assert "Calm and cl" in str(ana.modal.blocks)
    assert "This is what you typed before" in str(ana.modal.blocks)
    await ana.submits({"well:1": "Calm and clear"})
    await ana.closes(clear=True)


async def test_peers_are_named_and_approved(stage: Stage) -> None:
    """Ben names Hugo; nobody asks Hugo before Ana does; what Hugo writes is for her; admins see states."""
    await with_eight(stage)
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await ana.types("/review new")
    name = "Q4 <!channel> & more"
    await ana.submits(
        {"name": name, "parts": ["self", "manager", "peer"], "kickoff": "2026-11-23", "due": "2026-12-10"}
    )
    await ana.closes(clear=True)
    await stage.box.move_clock(MONDAY + timedelta(minutes=5))
    await stage.box.settled()
    assert await heard(stage, "ben", "Q4 &lt;!channel&gt; &amp; more") == 1
    assert await heard(stage, "ben", "<!channel>") == 0
    await ben.types("/review")
    assert "<!channel>" not in said(ben.sees()[-1])
    await ben.clicks("reviews.open")
    await ben.clicks("reviews.peers")
    lucia = stage.actor("lucia")
    await ben.submits({"peers": [lucia.user.id]})
    await ben.closes(clear=True)
    await day(stage, 1, 16)
    assert await heard(stage, "lucia", "a few words about") == 0
    await ana.goes_to("@Pacer").clicks("reviews.approve")
    await ana.closes(clear=True)
    await day(stage, 2, 18)
    assert await heard(stage, "lucia", "a few words about *Ben Walker*") == 1
    await lucia.goes_to("@Pacer").clicks("reviews.write")
    assert lucia.modal is not None
    assert "Ana Silva will see this, with your name. Ben Walker will not." in str(lucia.modal.blocks)
    await lucia.submits({"well:1": "Explains things well"})
    await lucia.closes(clear=True)
    await ben.types("/review")
    await ben.clicks("reviews.open")
    assert ben.modal is not None
    assert "Luc" not in str(ben.modal.blocks)
    await cleo.types("/review")
    assert "Nothing to write" in said(cleo.sees()[-1])
    await cleo.types("/review new")
    assert "You lead no team" in said(cleo.sees()[-1])
    await ben.closes(clear=True)
    await ben.types("/review export")
    await stage.box.settled()
    assert await heard(stage, "ben", "Your record") == 1
