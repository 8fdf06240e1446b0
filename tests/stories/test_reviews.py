"""A quarter's reviews of a team of eight, by the clock: kick-off to signatures."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.deliveries.models import Delivery
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.reviews.models import ReviewCycleRow, ReviewRow
from tests.stages import leaps

from .goals_office import said, told
from .reviews_office import EIGHT, day, heard, opened, planned, submitted, with_eight

# Ingrid is on leave when it is due, Dario leaves the company, Emeka is late.
ON_LEAVE, LEAVER, LATE = "ingrid", "dario", "emeka"
IN_TIME = tuple(name for name in EIGHT if name not in ("ben", ON_LEAVE, LEAVER, LATE))
LONG = [f"{half} half: {'words ' * 470}the end of it" for half in ("First", "Second")]


@pytest.mark.on_sqlite
async def test_a_quarter_of_eight(stage: Stage) -> None:
    """Asked once, reminded twice, late told once; one on leave, one gone; shared, signed, kept; closed."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await planned(ana, "self", "manager", "peer", "upward", kickoff="2026-11-24", due="2026-12-15")
    await goes_on_leave(stage)
    for name in EIGHT:
        assert await heard(stage, name, "please write by") == 0
    await day(stage, 2)
    for name in EIGHT:
        assert await heard(stage, name, "please write by") == 1, name
    await a_long_one(stage)
    await to_the_day_it_is_due(stage, ana)
    await the_late_and_the_absent(stage, ana)
    await to_the_end(stage, ana)
    await the_others(stage, ana)


async def goes_on_leave(stage: Stage) -> None:
    """Ingrid says when she is away."""
    ingrid = stage.actor(ON_LEAVE).goes_to("#general")
    await ingrid.types("/pacer me")
    await ingrid.clicks("Change")
    await ingrid.submits({"Time off": "2026-12-07..2027-01-03 At the sea"})
    assert ingrid.modal is not None
    assert not ingrid.modal.errors
    await ingrid.closes(clear=True)


async def a_long_one(stage: Stage) -> None:
    """Ben needs two fields for what went well."""
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/review")
    await ben.clicks("reviews.write")
    await ben.fills({"well:1": LONG[0]})
    await ben.clicks("More room to write")
    await ben.submits({"well:2": LONG[1]})
    await ben.closes(clear=True)


async def to_the_day_it_is_due(stage: Stage, ana: Actor) -> None:
    """Reminders 7 days and 1 day before, of what is not written; Ingrid's before she goes; Dario leaves."""
    await day(stage, 13)
    assert await heard(stage, ON_LEAVE, "is due on Tue 15 Dec") == 1, "on her last day here"
    before_leave = {each.ts for each in told(stage.actor(ON_LEAVE))}
    await day(stage, 16)
    assert await heard(stage, "ben", "is due on Tue 15 Dec") == 1, (
        "of the upward part, which he has not written"
    )
    assert await heard(stage, LATE, "is due on Tue 15 Dec") == 1
    assert "own review" in said(told(stage.actor(LATE))[-1])
    assert "submitted" in said(told(stage.actor("ben"))[-1])
    for name in IN_TIME:
        await submitted(stage.actor(name).goes_to("#general"))
    leaver = stage.actor(LEAVER)
    leaver.user.deleted = True
    await stage.pacer.run_jobs()
    await day(stage, 17)
    told_leaver = len(told(leaver))
    await opened(ana, "Ingrid")
    await ana.clicks("reviews.more")
    await ana.submits({"due": "2027-01-12"})
    await ana.closes(clear=True)
    await day(stage, 22)
    assert await heard(stage, LATE, "is due on Tue 15 Dec") == 2
    at_sea = {each.ts for each in told(stage.actor(ON_LEAVE))} - before_leave
    assert not at_sea, "nothing at the sea, not even of more time"
    assert len(told(leaver)) == told_leaver


async def the_late_and_the_absent(stage: Stage, ana: Actor) -> None:
    """Ana hears once who is late; Emeka writes then; nobody who is away or gone is named."""
    await day(stage, 24)
    late = [said(each) for each in told(stage.actor("ana")) if "still waits for" in said(each)]
    assert len(late) == 1
    assert "Emeka" in late[0]
    assert "and you." in late[0], "Ana has written nothing yet"
    assert "Ingrid" not in late[0]
    assert "Dario" not in late[0]
    await submitted(stage.actor(LATE).goes_to("#general"))


async def to_the_end(stage: Stage, ana: Actor) -> None:
    """Ana writes about Ben, they talk, she shares; he reads, comments, both sign, both have the page."""
    ben = stage.actor("ben").goes_to("#general")
    await opened(ana, "Ben Walker")
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
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.agree")
    await ana.submits({"actions": "Read one book\nTwo discovery calls a week"})
    await ana.closes(clear=True)
    await opened(ben)
    assert ben.modal is not None
    assert "reviews.acknowledge" not in str(ben.modal.blocks)
    assert "Calm and clear" not in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.time")
    await ana.submits({"day": "2026-12-22", "time": "15:00"})
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.share")
    await ana.closes(clear=True)
    await day(stage, 25)
    assert await heard(stage, "ben", "shared your review") == 1
    await opened(ben)
    await ben.clicks("reviews.acknowledge")
    await ben.submits({"comment": "I agree, mostly"})
    await ben.closes(clear=True)
    await day(stage, 26)
    assert await heard(stage, "ana", "left a comment") == 1
    await signed(ana, ben, "Ben Walker")
    await day(stage, 27)
    assert await heard(stage, "ana", "signed by both") == 0, "it is Sunday"
    await day(stage, 28, 15)
    for name in ("ana", "ben"):
        assert await heard(stage, name, "signed by both") == 1
    await ben.types("/pacer evidence")
    seen = said(ben.sees()[-1])
    assert "signed. Agreed: Read one book" in seen


async def write_about_ben(ana: Actor) -> None:
    """Her part of Ben's review: typed, closed without a word, offered again as it was, submitted."""
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    await ana.fills({"well:1": "Calm and cl"})
    await ana.closes(clear=True)
    await opened(ana, "Ben Walker")
    await ana.clicks("reviews.write")
    assert ana.modal is not None
    assert "Calm and cl" in str(ana.modal.blocks)
    assert "This is what you typed before" in str(ana.modal.blocks)
    await ana.submits({"well:1": "Calm and clear"})
    await ana.closes(clear=True)


async def signed(ana: Actor, person: Actor, name: str) -> None:
    """Both sign."""
    await opened(person)
    await person.clicks("reviews.sign")
    await person.closes(clear=True)
    await opened(ana, name)
    await ana.clicks("reviews.sign")
    await ana.closes(clear=True)


async def finished(ana: Actor, person: Actor) -> None:
    """Somebody's review from the manager's part to the signatures."""
    name = person.user.real_name
    await opened(ana, name)
    await ana.clicks("reviews.write")
    await ana.submits({"well:1": f"What {name} did"})
    await ana.closes(clear=True)
    await opened(ana, name)
    await ana.clicks("reviews.share")
    await ana.closes(clear=True)
    await opened(person)
    await person.clicks("reviews.acknowledge")
    await person.submits()
    await person.closes(clear=True)
    await signed(ana, person, name)


async def the_others(stage: Stage, ana: Actor) -> None:
    """Everybody else's, Ingrid's when she is back; then the cycle is closed by itself."""
    for name in (*IN_TIME, LATE):
        await finished(ana, stage.actor(name).goes_to("#general"))
    await day(stage, 30)
    await leaps(stage.emulator, datetime(2027, 1, 3, 12, tzinfo=UTC))
    await day(stage, 43)
    ingrid = stage.actor(ON_LEAVE).goes_to("#general")
    assert await heard(stage, ON_LEAVE, "More time") == 1, "on her first morning back"
    await submitted(ingrid)
    await finished(ana, ingrid)
    await day(stage, 44)
    await day(stage, 45)
    people = stage.emulator.world
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        states = {each.person_id: each.state for each in await reading.session.scalars(select(ReviewRow))}
        cycle = await reading.session.scalar(select(ReviewCycleRow.state))
        query = select(func.count()).where(
            Delivery.kind.like("reviews.%"), Delivery.state.in_(("failed", "expired"))
        )
        lost = await reading.session.scalar(query)
    expected = {people.named(name, NORTHWIND).id: "signed" for name in EIGHT}
    assert states == {**expected, people.named(LEAVER, NORTHWIND).id: "cancelled"}
    assert cycle == "closed"
    assert lost == 0
    for name in (*IN_TIME, LATE, ON_LEAVE):
        assert await heard(stage, name, "signed by both") == 1, name
