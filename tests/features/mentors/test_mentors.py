"""Mentors on real databases: consent of both, vetoes that nobody else reads, places, and the end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.mentors.rules.facts import (
    AskState,
    ListedMentor,
    MentorAsk,
    MentorPage,
    Mentorship,
    MentorshipView,
    OfferLine,
)
from bot.features.mentors.service import asks, mentorships, needs, offers, pages, records
from bot.features.mentors.views.page import page_message
from bot.features.people.service import members as people
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import ADA, COACH, EVERYBODY
from tests.features.ledger.office import key
from tests.features.members import member
from tests.features.mentors.office import (
    ANA,
    BEN,
    CLEO,
    MATE,
    MIA,
    MORNING,
    NOE,
    NORTH,
    NOW,
    assigned,
    did,
    open_mentors,
    turned,
)
from tests.features.needs.office import needs_by

DAY = timedelta(days=1)
WORDS = "I show too early."


async def _listed(db: Database, who: str) -> list[str]:
    return [each.mentor_id for each in (await did(db, who, pages.load_page)).shortlist]


async def _refused(db: Database, actor_id: str, work: Callable[[Context], Awaitable[object]]) -> str:
    with pytest.raises(Refusal) as refusal:
        await did(db, actor_id, work)
    return str(refusal.value)


async def test_both_agree(db: Database) -> None:
    """Asked, assigned at seven, chosen, answered; three talks said by both; an end that names nobody."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    assert await _refused(db, BEN, lambda ctx: asks.ask(ctx, "closing")) == (
        "You asked for help with discovery: take that back first."
    )
    before_seven = MORNING.replace(hour=6)
    assert not await assigned(db, before_seven)
    assert await assigned(db)
    assert not await assigned(db, MORNING + timedelta(hours=3))
    assert set(await _listed(db, BEN)) == {MIA, CLEO}  # Ana teaches it too, and leads Ben.
    assert list(await needs_by(db, needs.needs_of, BEN, MORNING)) == ["mentors.choose:1"]
    await did(db, BEN, lambda ctx: asks.choose(ctx, MIA), MORNING)
    assert list(await needs_by(db, needs.needs_of, MIA, MORNING)) == ["mentors.answer:1"]
    assert await needs_by(db, needs.needs_of, CLEO, MORNING) == {}
    assert await _refused(db, CLEO, lambda ctx: asks.accept(ctx, 1)) == asks.GONE
    number = await did(db, MIA, lambda ctx: asks.accept(ctx, 1), MORNING)
    for aims, told in {"": "Write at least one aim.", "a\nb\nc\nd": "Three aims are enough."}.items():
        assert await _refused(db, BEN, lambda ctx, aims=aims: mentorships.set_aims(ctx, number, aims)) == told  # type: ignore[misc]
    await did(db, BEN, lambda ctx: mentorships.set_aims(ctx, number, "ask who signs"))
    for held in range(3):
        await did(db, BEN, lambda ctx: mentorships.say_talked(ctx, number))
        assert (await did(db, MIA, pages.load_page)).mentorships[0].mentorship.held == held
        await did(db, MIA, lambda ctx: mentorships.say_talked(ctx, number))
    assert (await did(db, BEN, pages.load_page)).mentorships[0].mentorship.held == 3
    assert (
        await _refused(db, BEN, lambda ctx: mentorships.say_talked(ctx, number))
        == "The three talks are over."
    )
    assert await turned(db, MORNING + 14 * DAY) == ["tell"]
    assert await turned(db, MORNING + 15 * DAY) == []
    await did(db, MIA, lambda ctx: mentorships.end(ctx, number))
    async with db.reading(NORTH) as reading:
        rows = (await reading.session.execute(select(Delivery.target, Delivery.facts, Delivery.kind))).all()
    ended = {
        target: facts
        for target, facts, kind in rows
        if kind == "mentors.contract" and facts["what"] == "ended"
    }
    assert set(ended) == {BEN, MIA}
    assert {key for facts in ended.values() for key in facts} == {
        "v",
        "mentorship_id",
        "other",
        "skill",
        "what",
    }
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery"), MORNING + 20 * DAY)
    assert await assigned(db, MORNING + 21 * DAY)
    assert await _listed(db, BEN) == [CLEO]  # Not the same two within 90 days.


async def test_who_is_never_matched(db: Database) -> None:
    """A veto of either, a pause, no place, a decline, no answer in time: all the same to who asks."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    await did(db, MIA, lambda ctx: offers.veto(ctx, BEN))
    assert await assigned(db)
    assert await _listed(db, BEN) == [CLEO]
    await did(db, CLEO, lambda ctx: offers.pause(ctx, (NOW + 30 * DAY).date()))
    assert await _refused(db, BEN, lambda ctx: asks.choose(ctx, CLEO)) == "Cleo cannot right now."
    await did(db, CLEO, lambda ctx: offers.pause(ctx, NOW.date()))
    await did(db, BEN, lambda ctx: asks.choose(ctx, CLEO), MORNING)
    assert await turned(db, MORNING + 2 * DAY) == []
    assert await turned(db, MORNING + 3 * DAY) == ["lapse"]
    assert await assigned(db, MORNING + 3 * DAY)
    assert await _listed(db, BEN) == []
    page = await did(db, BEN, pages.load_page)
    assert page.ask is not None
    assert (page.ask.state, page.shortlist) == (AskState.open, [])
    assert await turned(db, NOW + 30 * DAY) == ["expire"]
    assert (await did(db, BEN, pages.load_page)).ask is None
    refusals = {
        await _refused(db, BEN, lambda ctx: asks.ask(ctx, "discovery", wish_id=ANA)): (
            "Ana leads you: help with this in your 1:1."
        ),
        await _refused(db, ANA, lambda ctx: asks.ask(ctx, "discovery", wish_id=BEN)): (
            "You lead Ben: help with this in your 1:1."
        ),
        await _refused(
            db, BEN, lambda ctx: asks.ask(ctx, "closing", wish_id=MIA)
        ): "Mia does not offer closing.",
        await _refused(db, BEN, lambda ctx: asks.ask(ctx, "closing", wish_id=BEN)): "That is you.",
        await _refused(db, BEN, lambda ctx: offers.offer(ctx, "closing", 4)): "Write 1 to 3 places.",
    }
    assert {told: wanted for told, wanted in refusals.items() if told != wanted} == {}


async def test_one_place_for_two(db: Database) -> None:
    """Gladly twice at once with one place: one begins, the other gets one sentence."""
    await open_mentors(db)
    await did(db, CLEO, lambda ctx: offers.withdraw(ctx, ""))
    for who in (BEN, MATE):
        await did(db, who, lambda ctx: asks.ask(ctx, "discovery"))
        await assigned(db, MORNING + timedelta(minutes=1 if who == MATE else 0))
    await did(db, MIA, lambda ctx: offers.offer(ctx, "discovery", 2))
    assert await assigned(db, MORNING + DAY)
    for who in (BEN, MATE):
        await did(db, who, lambda ctx: asks.choose(ctx, MIA), MORNING + DAY)
    await did(db, MIA, lambda ctx: offers.offer(ctx, "discovery", 1))

    async def gladly(ask_id: int) -> str:
        try:
            async with db.transaction(NORTH) as transaction:
                await asks.accept(acting(transaction, MIA, MORNING + DAY, key()), ask_id)
        except NotAllowed as refusal:
            return str(refusal)
        return "begun"

    told = await asyncio.gather(gladly(1), gladly(2))
    assert sorted(told) == ["You have no place left: end one first, or offer more.", "begun"]
    await did(db, MIA, lambda ctx: asks.decline(ctx, told.index("begun") * -1 + 2))
    assert len((await did(db, MIA, pages.load_page)).mentorships) == 1


async def test_who_reads_what(db: Database) -> None:
    """Vetoes: their writer alone, by every door; words of an ask: the mentee and whom they ask."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    await did(db, MATE, lambda ctx: offers.veto(ctx, NOE))
    await assigned(db)
    await did(db, BEN, lambda ctx: asks.choose(ctx, MIA), MORNING)

    async def exported(ctx: Context) -> object:
        return await records.record_of(ctx.transaction, ctx.actor_id)

    async def waiting(ctx: Context) -> object:
        return await needs.needs_of(ctx.transaction, ctx.actor_id, MORNING)

    doors: dict[str, Callable[[Context], Awaitable[object]]] = {
        "page": pages.load_page,
        "export": exported,
        "needs": waiting,
    }
    vetoes: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for name, door in doors.items():
        for who in (*EVERYBODY, MIA, NOE):
            try:
                shown = repr(await did(db, who, door, MORNING))
            except (BadInput, NotAllowed):
                assert who == COACH
                continue
            if ("Noe" in shown or NOE in shown) and who != NOE:
                vetoes.setdefault(name, set()).add(who)
            if WORDS in shown:
                words.setdefault(name, set()).add(who)
    assert vetoes == {"page": {MATE}, "export": {MATE}}
    assert words == {"page": {BEN, MIA}, "export": {BEN}}
    async with db.reading(NORTH) as reading:
        rows = (await reading.session.execute(select(Delivery.kind, Delivery.is_confidential))).all()
    assert all(is_confidential for kind, is_confidential in rows if kind.startswith("mentors."))
    assert ADA in EVERYBODY


async def test_never_with_ends_an_ask(db: Database) -> None:
    """A veto while an ask waits: it ends unanswered, for either, and nobody reads an untrue reason."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    assert await assigned(db)
    await did(db, BEN, lambda ctx: asks.choose(ctx, MIA), MORNING)
    await did(db, BEN, lambda ctx: _veto(ctx, MIA), MORNING)
    assert await needs_by(db, needs.needs_of, MIA, MORNING) == {}
    assert await _refused(db, MIA, lambda ctx: asks.accept(ctx, 1)) == asks.GONE
    assert await assigned(db, MORNING + DAY)
    await did(db, BEN, lambda ctx: asks.choose(ctx, CLEO), MORNING + DAY)
    await did(db, CLEO, lambda ctx: _veto(ctx, BEN), MORNING + DAY)
    page = await did(db, BEN, pages.load_page)
    assert page.ask is not None
    assert (page.ask.state, page.shortlist) == (AskState.open, [])


async def _veto(ctx: Context, other_id: str) -> None:
    await offers.veto(ctx, other_id)
    await asks.part(ctx, other_id)


async def test_gladly_in_a_pause_and_nobody_left_to_choose(db: Database) -> None:
    """A pause keeps new asks away, not one's own yes; with the last passed over nothing waits."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    assert await assigned(db)
    await did(db, BEN, lambda ctx: asks.pass_over(ctx, CLEO), MORNING)
    assert list(await needs_by(db, needs.needs_of, BEN, MORNING)) == ["mentors.choose:1"]
    await did(db, BEN, lambda ctx: asks.pass_over(ctx, MIA), MORNING)
    assert await needs_by(db, needs.needs_of, BEN, MORNING) == {}
    assert await assigned(db, MORNING + DAY)
    await did(db, BEN, lambda ctx: asks.choose(ctx, MIA), MORNING + DAY)
    await did(db, MIA, lambda ctx: offers.pause(ctx, (NOW + 30 * DAY).date()))
    await did(db, MIA, lambda ctx: asks.accept(ctx, 1), MORNING + DAY)
    async with db.reading(NORTH) as reading:
        record = await records.record_of(reading, MIA)
    assert record["mentor_places"] == {"at_once": 1, "paused_until": "2026-12-23"}
    refusals = {
        await _refused(db, CLEO, lambda ctx: offers.offer(ctx, "closing", 0)): "Write 1 to 3 places.",
        await _refused(db, CLEO, lambda ctx: offers.withdraw(ctx, "closing")): "You do not offer closing.",
    }
    assert {told: wanted for told, wanted in refusals.items() if told != wanted} == {}


async def test_who_leaves_is_not_waited_for(db: Database) -> None:
    """Guests and those who are gone offer nothing; an ask at them goes on, and one of theirs ends."""
    await open_mentors(db)
    await did(db, BEN, lambda ctx: asks.ask(ctx, "discovery", WORDS))
    await did(db, MATE, lambda ctx: asks.ask(ctx, "closing"))
    assert await assigned(db)
    await did(db, BEN, lambda ctx: asks.choose(ctx, MIA), MORNING)
    gone = [member(MIA, is_guest=True), member(CLEO, is_deactivated=True), member(MATE, is_deactivated=True)]
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, gone)
    assert [each.mentor_id for each in (await did(db, BEN, pages.load_page)).offers] == [ANA]
    assert sorted(await turned(db, MORNING)) == ["expire", "lapse"]
    await did(db, BEN, asks.withdraw)
    told = await _refused(db, BEN, lambda ctx: asks.ask(ctx, "discovery", "", MIA))
    assert told == "Mia does not offer discovery."


def test_a_crowded_page_fits_a_message() -> None:
    """Many asks, mentorships, vetoes and long words: within fifty blocks of three thousand characters."""
    crowd, day = [f"Somebody {n}" for n in range(30)], NOW.date()
    ask = MentorAsk(1, BEN, "discovery", "&" * 300, "", AskState.shortlisted, NOW, day, "")
    ship = Mentorship(1, BEN, MIA, "discovery", ("&" * 200,) * 3, day, False, ())
    page = MentorPage(
        day,
        ("discovery",),
        3,
        None,
        ask,
        [ListedMentor(f"U{n}", "Mia", 5, True, "") for n in range(3)],
        "",
        [(ask, name) for name in crowd],
        [MentorshipView(ship, "Ben", "Mia", True, True) for _ in crowd],
        [OfferLine(name, name, ("discovery",), True) for name in crowd],
        ["M" * 80] * 200,
    )
    blocks = page_message(page, "Noted.", "discovery").blocks
    assert len(blocks) <= 50
    texts = [each["text"]["text"] for each in blocks if each["type"] == "section"]
    texts += [part["text"] for each in blocks if each["type"] == "context" for part in each["elements"]]
    assert max(map(len, texts)) <= 3_000
