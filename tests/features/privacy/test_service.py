"""Records on a real database: the whole file, who decides how long words are kept, and what goes."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database, Transaction
from bot.features.drafts import service as drafts
from bot.features.drafts.models import FormDraft
from bot.features.feedback import models as feedback_models
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving as kudos
from bot.features.people.service.settings import settings_of
from bot.features.privacy import service
from bot.features.privacy.rules import KEPT, checked, forgotten_before, in_words
from bot.features.pulse import models as pulse_models
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.pulses import QUESTIONS, About
from bot.features.reviews import models as review_models
from tests.contexts import acting
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    EVERYBODY,
    MATE,
    NORTH,
    NOW,
    TODAY,
    open_office,
)
from tests.features.ledger.office import key
from tests.features.privacy.office import with_feedback
from tests.features.reviews.office import acknowledge, begun, do, share, sign, submit

TABLES = (*feedback_models.TABLES, *review_models.TABLES, *pulse_models.TABLES)
YEAR = timedelta(days=366)


async def counts(db: Database) -> dict[str, int]:
    """How many rows there are of each kind."""
    async with db.reading(NORTH) as reading:
        return {
            table.__tablename__: await reading.session.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }


async def a_finished_review(db: Database) -> dict[str, int]:
    """Ben's, signed; Mate's is cancelled with the cycle."""
    ids = await begun(db)
    for kind, author in (("self", BEN), ("manager", ANA), ("peer", MATE)):
        assert await do(db, submit, ids[kind], author)
    for action, who in ((share, ANA), (acknowledge, BEN), (sign, BEN), (sign, ANA)):
        assert await do(db, action, ids["review"], who)
    return ids


async def decided(db: Database, years: int, who: str = ADA) -> None:
    """How long it is kept."""
    async with db.transaction(NORTH) as transaction:
        await service.decide(acting(transaction, who, NOW, key()), years)


async def the_file(transaction: Transaction, who: str) -> dict[str, Any]:
    """Somebody's record, as it is exported."""
    found = await service.on_record(transaction, who, NOW)
    return await service.record_of(transaction, who, found, NOW)


async def test_the_file_is_whole(db: Database) -> None:
    """A peer has what they wrote for others, and nothing else of those reviews; drafts are in it, too."""
    await a_finished_review(db)
    await with_feedback(db)
    async with db.transaction(NORTH) as transaction:
        view = {"id": "V1", "callback_id": "feedback.note", "private_metadata": ANA}
        await drafts.keep(transaction, MATE, view, {"what": "not sent"}, NOW)
        record = await the_file(transaction, MATE)
        again = await the_file(transaction, BEN)
    assert [each["by"] for each in record["feedback_written"]] == [MATE] * 4
    assert [(each["part"], each["person"]) for each in record["written_for_others"]] == [("peer", BEN)]
    assert [each["person"] for each in record["reviews"]] == [MATE]
    assert record["not_sent"] == {f"feedback.note:{ANA}": {"what": "not sent"}}
    assert len(record["requests"]) == 2
    assert again["written_for_others"] == []
    assert {each["item"].partition(":")[0] for each in again["on_record"]} >= {"feedback", "review"}
    (review,) = again["reviews"]
    assert (review["cycle"], review["first_day"], review["state"]) == ("Q4", "2026-10-01", "signed")
    parts = {each["part"]: each for each in review["parts"]}
    assert [each["who"] for each in parts["self"]["read_by"]] == [ANA]
    assert [each["who"] for each in parts["manager"]["read_by"]] == [BEN]
    (written,) = [each for each in again["feedback_to_read"] if each["record"] == "shared"]
    assert [each["who"] for each in written["read_by"]] == [BEN], "to export is to read"


async def test_the_file_has_ones_own_words_whole(db: Database) -> None:
    """Check-ins and thanks are teasers on the screen; in the file they are all that was written."""
    await open_office(db)
    reason = "you stayed with the client until the contract was signed, and wrote it all down for us " * 3
    async with db.transaction(NORTH) as transaction:
        gift = GiveKudos((BEN,), 1, reason.strip())
        settings = await settings_of(transaction, KudosSettings)
        await kudos.give(acting(transaction, MATE, NOW, key()), gift, settings)
    async with db.transaction(NORTH) as transaction:
        to_ben, of_mate = await the_file(transaction, BEN), await the_file(transaction, MATE)
    (thanks,) = [each for each in to_ben["on_record"] if each["item"].startswith("kudos")]
    assert thanks["For"] == reason.strip()
    assert [(each["to"], each["for"]) for each in of_mate["kudos_given"]] == [(BEN, reason.strip())]


async def test_only_admins_decide(db: Database) -> None:
    """And only among what there is."""
    await a_finished_review(db)
    for who in EVERYBODY:
        if who != ADA:
            with pytest.raises(NotAllowed):
                await decided(db, 1, who)
    with pytest.raises(BadInput):
        await decided(db, 4)
    await decided(db, 1)
    async with db.reading(NORTH) as reading:
        seen = {who: await service.overview(reading, who, NOW) for who in (ADA, BEN)}
    assert [(each.kept_years, each.is_admin) for each in seen.values()] == [(1, True), (1, False)]


async def test_what_is_old_goes_with_everything_that_hangs_on_it(db: Database) -> None:
    """Nothing for ever by default; a day too early nothing; then all of it, finished or not."""
    await a_finished_review(db)
    await with_feedback(db)
    async with db.transaction(NORTH) as transaction:
        record = await the_file(transaction, BEN)
        assert record["feedback_to_read"]
    before = await counts(db)

    async def forgotten(at: date) -> dict[str, int]:
        async with db.transaction(NORTH) as transaction:
            await service.forget(transaction, NOW + (at - TODAY))
        return await counts(db)

    assert await forgotten(date(2037, 1, 1)) == before, "for ever, until an admin decides"
    await decided(db, 1)
    assert await forgotten(date(2027, 11, 30)) == before
    left = await forgotten(date(2027, 12, 1))
    assert {name: left[name] for name in ("feedback", "feedback_readings", "feedback_requests")} == {
        "feedback": 0,
        "feedback_readings": 0,
        "feedback_requests": 0,
    }
    assert left["reviews"] == before["reviews"], "its cycle was due later"
    left = await forgotten(date(2028, 1, 1))
    assert not any(left.values())


async def test_what_is_still_written_stays(db: Database) -> None:
    """Due long ago, but somebody wrote in it lately."""
    ids = await begun(db)
    await decided(db, 1)
    async with db.transaction(NORTH) as transaction:
        part = await transaction.session.get_one(review_models.ReviewPartRow, ids["self"])
        part.state, part.answers = "submitted", {"well": "words"}
        part.submitted_at = NOW + timedelta(days=390)
        view = {"id": "V1", "callback_id": "reviews.written", "private_metadata": str(ids["manager"])}
        # Not so long ago that it would go by itself.
        await drafts.keep(transaction, ANA, view, {"well:1": "not sent"}, NOW + timedelta(days=750))
    for at, expected in ((400, 2), (800, 0)):
        async with db.transaction(NORTH) as transaction:
            await service.forget(transaction, NOW + timedelta(days=at))
        assert (await counts(db))["reviews"] == expected
        async with db.reading(NORTH) as reading:
            assert bool(await drafts.all_of(reading, ANA)) is bool(expected)


async def test_old_drafts_and_pulses_go(db: Database) -> None:
    """What nobody typed on for half a year; pulses that closed before; never one that is open."""
    await begun(db)
    async with db.transaction(NORTH) as transaction:
        view = {"id": "V1", "callback_id": "feedback.note", "private_metadata": ANA}
        await drafts.keep(transaction, MATE, view, {"what": "not sent"}, NOW)
        about = About.team
        facts = {
            "asker_id": ANA,
            "about": about.value,
            "question": QUESTIONS[about],
            "minimum": 5,
            "closes_on": TODAY,
        }
        for state in ("open", "closed"):
            await PulseRepository(transaction).write({**facts, "state": state}, [BEN, MATE, COACH])
    await decided(db, 1)
    async with db.transaction(NORTH) as transaction:
        await service.forget(transaction, NOW + 2 * YEAR)
    left = await counts(db)
    assert (left["pulses"], left["pulse_tickets"]) == (1, 3)
    async with db.reading(NORTH) as reading:
        assert await reading.session.scalar(select(func.count()).select_from(FormDraft)) == 0


async def test_an_overview_of_nothing(db: Database) -> None:
    """Cleo has written nothing."""
    await begun(db)
    async with db.reading(NORTH) as reading:
        seen = await service.overview(reading, CLEO, NOW)
    assert (seen.readings, seen.kept_years, seen.is_admin) == ([], 0, False)


def test_how_long() -> None:
    """In words and in days: whole months go at a time."""
    assert [in_words(each) for each in KEPT[:3]] == ["for ever", "for a year", "for 2 years"]
    assert forgotten_before(date(2028, 2, 29), 1) == date(2027, 2, 1)
    assert forgotten_before(date(2028, 2, 29), 0) is None
    with pytest.raises(BadInput):
        checked(-1)
