"""Feedback on a real database: who reads it, what is written down, what is refused whole."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.common.errors import AlreadyRecorded, BadInput, NotAllowed
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.content import FeedbackText
from bot.features.feedback.rules.facts import Feedback, Side
from bot.features.feedback.service import feedback, lists, requests
from bot.features.feedback.service import reading as feedback_reading
from bot.features.kudos.service import queries
from bot.features.notifications.repository import NotificationRepository
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.feedback.office import ADVICE, NOTE, PRAISE, SHARED, asked, wrote
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    EVERYBODY,
    HEAD,
    MATE,
    NORTH,
    NOW,
    open_office,
    outgoing,
)
from tests.features.ledger.office import key
from tests.features.members import member


async def readers(db: Database, feedback_id: int) -> set[str]:
    """Who of everybody can read it, by its number and in their lists."""
    found = set()
    for who in EVERYBODY:
        async with db.transaction(NORTH) as transaction:
            piles = [await lists.pile(transaction, who, side, 1) for side in Side]
            listed = feedback_id in [each.id for pile in piles for each in pile.page.rows]
            try:
                read: Feedback | None = await feedback_reading.read(transaction, feedback_id, who, NOW)
            except BadInput:
                read = None
        assert (read is not None) is listed
        if read is not None:
            found.add(who)
    return found


@pytest.mark.parametrize(
    ("words", "for_manager", "expected"),
    [
        (ADVICE, False, {MATE, BEN}),
        (ADVICE, True, {MATE, BEN, ANA}),
        (PRAISE, False, {MATE, BEN}),
        (NOTE, False, {MATE}),
        (NOTE, True, {MATE}),
    ],
)
async def test_who_reads_it(db: Database, words: FeedbackText, for_manager: bool, expected: set[str]) -> None:
    """Those whom the form named, and nobody else: no manager by rank, no admin."""
    await open_office(db)
    assert await readers(db, await wrote(db, words, for_manager=for_manager)) == expected


async def test_a_new_manager_reads_nothing_old(db: Database) -> None:
    """Ana was named on the form; who leads the team later was not."""
    await open_office(db)
    written = await wrote(db, for_manager=True)
    async with db.transaction(NORTH) as transaction:
        found = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert found is not None
        form = TeamForm("Enterprise", HEAD, (BEN, MATE), "C0SALES")
        await teams.save(acting(transaction, ADA, NOW, "new manager"), form, found.id)
    assert await readers(db, written) == {MATE, BEN, ANA}


async def test_nobody_reads_it_whom_the_form_did_not_name(db: Database) -> None:
    """The team changed hands while the form was open: refused beside the field, nothing is written."""
    await open_office(db)
    for named in (HEAD, CLEO, ADA):
        with pytest.raises(BadInput, match="Somebody else leads Ben by now") as refusal:
            async with db.transaction(NORTH) as transaction:
                await feedback.give(acting(transaction, MATE, NOW, key()), BEN, ADVICE, named_id=named)
        assert refusal.value.field == "audience"
    async with db.reading(NORTH) as reading:
        assert (await lists.pile(reading, MATE, Side.sent, 1)).page.total == 0


async def test_answers_are_for_whoever_asked(db: Database) -> None:
    """About oneself: for oneself. About a report: for the manager alone, as the form says."""
    await open_office(db)
    for asker, expected in ((BEN, {MATE, BEN}), (ANA, {MATE, ANA})):
        (request,) = await asked(db, asker, BEN, MATE)
        async with db.transaction(NORTH) as transaction:
            written = await requests.answer(acting(transaction, MATE, NOW, key()), request, ADVICE)
        assert await readers(db, written.id) == expected
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(BadInput, match="closed already"):
                await requests.answer(acting(transaction, MATE, NOW, key()), request, ADVICE)


async def test_declining(db: Database) -> None:
    """Only whoever was asked, and only once."""
    await open_office(db)
    first, second = await asked(db, BEN, BEN, MATE, CLEO)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="no such feedback"):
            await requests.decline(acting(transaction, MATE, NOW, key()), second)
    async with db.transaction(NORTH) as transaction:
        assert (await requests.decline(acting(transaction, MATE, NOW, key()), first)).state == "declined"
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="closed already"):
            await requests.answer(acting(transaction, MATE, NOW, key()), first, ADVICE)


@pytest.mark.parametrize(("asker", "about"), [(BEN, MATE), (HEAD, BEN), (ADA, BEN), (CLEO, BEN)])
async def test_nobody_asks_about_strangers(db: Database, asker: str, about: str) -> None:
    """Oneself, or somebody whom one leads."""
    await open_office(db)
    with pytest.raises(NotAllowed):
        await asked(db, asker, about, "U0COACH")


async def test_reading_is_written_down_once(db: Database) -> None:
    """The first time counts; its writer is no reader."""
    await open_office(db)
    written = await wrote(db)
    for who, when in ((BEN, NOW), (BEN, NOW + timedelta(days=1)), (MATE, NOW)):
        async with db.transaction(NORTH) as transaction:
            await feedback_reading.read(transaction, written, who, when)
    async with db.reading(NORTH) as reading:
        assert await FeedbackRepository(reading).readings(written) == {BEN: NOW}


async def test_the_same_request_twice_is_one(db: Database) -> None:
    """And what is refused leaves nothing behind."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await feedback.give(acting(transaction, MATE, NOW, "same"), BEN, PRAISE)
    with pytest.raises(AlreadyRecorded):
        async with db.transaction(NORTH) as transaction:
            await feedback.give(acting(transaction, MATE, NOW, "same"), BEN, PRAISE)
    for about in (MATE, "U0NOBODY"):
        with pytest.raises(BadInput):
            async with db.transaction(NORTH) as transaction:
                await feedback.give(acting(transaction, MATE, NOW, key()), about, PRAISE)
    async with db.reading(NORTH) as reading:
        assert (await lists.pile(reading, MATE, Side.sent, 1)).page.total == 1


async def test_praise_becomes_a_kudos_only_by_consent(db: Database) -> None:
    """The writer's own tap is consent; whom it is about needs it; nobody else, no advice, never twice."""
    await open_office(db)
    refused = ((PRAISE, BEN), (ADVICE, BEN), (ADVICE, MATE))
    for words, actor in refused:
        written = await wrote(db, words)
        with pytest.raises(NotAllowed, match="writer agrees"):
            async with db.transaction(NORTH) as transaction:
                await feedback.share(acting(transaction, actor, NOW, key()), written)
    for words, actor in ((SHARED, BEN), (PRAISE, MATE)):
        written = await wrote(db, words)
        async with db.transaction(NORTH) as transaction:
            shared = await feedback.share(acting(transaction, actor, NOW, key()), written)
            assert shared.kudos_id is not None
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(NotAllowed, match="only once"):
                await feedback.share(acting(transaction, actor, NOW, key()), written)
    written = await wrote(db, SHARED)
    with pytest.raises(BadInput, match="no such feedback"):
        async with db.transaction(NORTH) as transaction:
            await feedback.share(acting(transaction, CLEO, NOW, key()), written)
    async with db.reading(NORTH) as reading:
        latest = (await queries.mine(reading, BEN, NOW)).latest
    assert [(each.giver_name, each.reason) for each in latest] == [("Mate", "Your demo was clear")] * 2


async def test_a_request_is_chased_once_and_withdrawn(db: Database) -> None:
    """Three working days later; never after it is closed; only whoever asked takes it back."""
    await open_office(db)
    (request,) = await asked(db, BEN, BEN, MATE)
    chased = select(Delivery).where(Delivery.kind == "feedback.chased")
    async with db.reading(NORTH) as reading:
        (outgoing,) = (await reading.session.scalars(chased)).all()
    assert outgoing.due_at == NOW + timedelta(days=3)
    for stranger in (MATE, ANA):
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(BadInput, match="no such feedback"):
                await requests.withdraw(acting(transaction, stranger, NOW, key()), request)
    async with db.transaction(NORTH) as transaction:
        await requests.withdraw(acting(transaction, BEN, NOW, key()), request)
    async with db.reading(NORTH) as reading:
        (outgoing,) = (await reading.session.scalars(chased)).all()
        assert outgoing.state == "cancelled"
        assert not await requests.open_requests(reading, MATE)


async def test_a_reminder_in_its_time(db: Database) -> None:
    """Counted from when they are there to read the question; none once the day is over on which it is due."""
    await open_office(db)
    # On Monday at half past four in Los Angeles it is Tuesday in London.
    evening, zone = datetime(2026, 11, 24, 0, 30, tzinfo=UTC), ZoneInfo("America/Los_Angeles")
    away = {date(2026, 11, day): "At the sea" for day in range(23, 28)}
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(MATE, zone=zone.key)])
        await NotificationRepository(transaction).replace_time_off(MATE, date(2026, 11, 23), away)
    await asked(db, BEN, BEN, MATE, now=evening)
    async with db.reading(NORTH) as reading:
        (reminder,) = await reading.session.scalars(
            select(Delivery).where(Delivery.kind == "feedback.chased")
        )
    assert reminder.due_at == datetime(2026, 12, 3, 9, tzinfo=zone)
    assert reminder.not_after == datetime(2026, 12, 2, tzinfo=zone)


async def test_a_wish_to_talk_is_told_once_a_day(db: Database) -> None:
    """Who asks again hears that it is there already; another day it is a wish of its own."""
    await open_office(db)
    written = await wrote(db)

    async def wishes(days: int) -> None:
        async with db.transaction(NORTH) as transaction:
            await feedback.discuss(acting(transaction, BEN, NOW + timedelta(days=days), key()), written)

    await wishes(0)
    with pytest.raises(NotAllowed, match="You asked for it already"):
        await wishes(0)
    # From Saturday on it comes on Monday, once.
    await wishes(5)
    with pytest.raises(NotAllowed, match="You asked for it already"):
        await wishes(6)
    assert [kind for kind, _, _ in await outgoing(db)].count("feedback.talk") == 2


async def test_lists_are_whole(db: Database) -> None:
    """Page by page, nothing twice and nothing left out; what was opened is not new any more."""
    await open_office(db)
    written = [await wrote(db, PRAISE) for _ in range(23)]
    async with db.transaction(NORTH) as transaction:
        await feedback_reading.read(transaction, written[-1], BEN, NOW)
    async with db.reading(NORTH) as reading:
        piles = [await lists.pile(reading, BEN, Side.inbox, page) for page in (1, 2, 3)]
    assert sorted(each.id for pile in piles for each in pile.page.rows) == written
    assert {pile.page.pages for pile in piles} == {3}
    assert written[-1] not in piles[0].unread
    assert len(piles[0].unread) == 9
