"""Role x record x door: the tables of readers, held against everything that anybody gets to see."""

import asyncio
import shutil
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.features.feedback.rules import access as feedback_table
from bot.features.feedback.rules.access import Record
from bot.features.reviews.models import ReviewRow
from bot.features.reviews.rules import access
from bot.features.reviews.rules.access import READERS, PartKind, PartStage, ReviewRole
from bot.framework.context import Contexts
from bot.registry import CATALOG
from tests.databases import SQLITE_FIRST
from tests.features.goals.office import ADA, ANA, BEN, CLEO, COACH, EVERYBODY, HEAD, MATE, NORTH
from tests.features.outsiders import GUEST, ROLES, becomes
from tests.features.privacy.doors import everything_seen, seen_at_doors
from tests.features.privacy.office import (
    AUTHORS,
    FEEDBACK,
    PARTIES,
    SECRETS,
    under_head,
    values_of,
    with_drafts,
    with_feedback,
    with_parts,
    with_review,
)
from tests.features.reviews.office import acknowledge, do, share, sign

pytestmark = pytest.mark.story  # whole weeks, or every door: not for a first look

SIGNED = "signed"
# What anybody saw: by how far the review was, and by who looked.
Seen = Mapping[tuple[str, str], str]
READERS_BEFORE = (ANA, BEN, MATE, ADA)
# Who plays each role of those who may do nothing; a guest sees what is their own, so each plays one.
READER_OF: Mapping[str, str] = {
    "bot": ANA,
    "workflow": BEN,
    "foreign person": MATE,
    "stranger": ANA,
    "foreign admin": BEN,
    "deactivated": MATE,
    "deactivated admin": ANA,
}
PLAYED = {*READER_OF.items(), *((GUEST, who) for who in READERS_BEFORE)}
NOT_PLAYED = {(role, who) for role in ROLES for who in READERS_BEFORE} - PLAYED


async def look_around(
    db: Database, moment: str, values: dict[str, list[str]], lookers: Iterable[str] = EVERYBODY
) -> Seen:
    """What they see now, through every door."""
    return {(moment, who): await everything_seen(db, who, values) for who in lookers}


async def walk(db: Database) -> Seen:
    """A review from its first draft to its last signature, looked at by everybody at each stage.

    The buttons of each feedback, which does not change on the way, are pressed at the beginning.
    """
    ids = await with_review(db)
    feedback_ids = await with_feedback(db)
    everything, less = values_of(ids, feedback_ids), values_of(ids, ())
    await under_head(db)
    await with_drafts(db, ids)
    seen = {**await look_around(db, PartStage.draft, everything)}
    await with_parts(db, ids)
    seen |= await look_around(db, PartStage.submitted, less)
    assert await do(db, share, ids["review"], ANA)
    seen |= await look_around(db, PartStage.shared, less)
    assert await do(db, acknowledge, ids["review"], BEN)
    assert await do(db, sign, ids["review"], BEN)
    assert await do(db, sign, ids["review"], ANA)
    seen |= await look_around(db, SIGNED, less)
    async with db.reading(NORTH) as reading:
        query = select(ReviewRow.state).where(ReviewRow.id == ids["review"])
        assert await reading.session.scalar(query) == SIGNED, "the doors changed nothing on the way"
    return seen


@pytest.fixture(scope="module")
def seen(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """All that was seen on the way of one review, in one database."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("seen") / "seen.db")

    async def walked() -> Seen:
        db = Contexts(make_engine(f"sqlite:///{path}"), CATALOG)
        try:
            return await walk(db)
        finally:
            await db.close()

    return asyncio.run(walked())


def readers_of(words: str, seen: Seen) -> dict[str, set[str]]:
    """Who saw these words, by how far the review was."""
    found: dict[str, set[str]] = {moment: set() for moment, _ in seen}
    for (moment, who), text in seen.items():
        if words in text:
            found[moment].add(who)
    return found


def part_readers(part: PartKind, moment: str) -> set[str]:
    """By the table of reviews."""
    stage = PartStage.shared if moment == SIGNED else PartStage(moment)
    parties = access.ReviewParties(AUTHORS[part], BEN, ANA)
    return {who for who in EVERYBODY if access.may_read(who, part, stage, parties)}


def feedback_readers(record: Record) -> set[str]:
    """By the table of feedback."""
    return {who for who in EVERYBODY if feedback_table.may_read(who, record, PARTIES[record])}


@pytest.mark.parametrize("part", PartKind)
def test_a_part_of_a_review(part: PartKind, seen: Seen) -> None:
    """At each stage of a review, through every door: who led, leads later, administers or knows them."""
    moments = (*PartStage, SIGNED)
    assert readers_of(SECRETS[part], seen) == {moment: part_readers(part, moment) for moment in moments}


@pytest.mark.parametrize("record", Record)
def test_a_feedback(record: Record, seen: Seen) -> None:
    """Whatever becomes of the review beside it, the same people read it."""
    assert readers_of(FEEDBACK[record], seen) == dict.fromkeys((*PartStage, SIGNED), feedback_readers(record))


@pytest.mark.parametrize("lookers", [(ANA, BEN), pytest.param(EVERYBODY, marks=pytest.mark.slow)], ids=len)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_on_postgres(db: Database, lookers: tuple[str, ...]) -> None:
    """Where parts differ in who reads them, all that two of them see; no door's query differs by database."""
    ids = await with_review(db)
    values = values_of(ids, await with_feedback(db))
    await under_head(db)
    await with_parts(db, ids)
    moment, those = PartStage.submitted, set(lookers)
    seen = await look_around(db, moment, values, lookers)
    for part in PartKind:
        assert readers_of(SECRETS[part], seen) == {moment: part_readers(part, moment) & those}
    for record in Record:
        assert readers_of(FEEDBACK[record], seen) == {moment: feedback_readers(record) & those}


@pytest.mark.parametrize(
    "played", [PLAYED, pytest.param(NOT_PLAYED, marks=pytest.mark.slow)], ids=["one-a-role", "the-others"]
)
@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_who_may_not_act_sees_nothing_of_what_they_could_once_read(
    db: Database, played: Set[tuple[str, str]]
) -> None:
    """Whoever became a bot's, a stranger's or a leaver's row: no word. A guest: what is about or by them.

    Each role is played by one of those who read; that each of them plays it is checked before a release.
    """
    ids = await with_review(db)
    values = values_of(ids, await with_feedback(db))
    await with_parts(db, ids)
    assert await do(db, share, ids["review"], ANA)
    words = {*SECRETS.values(), *FEEDBACK.values()}

    async def words_seen_by(who: str) -> set[str]:
        text = await seen_at_doors(db, who, values)
        return {each for each in words if each in text}

    # No door's query differs by database: on Postgres one of them stands for all.
    for who in (BEN,) if db.is_postgres else READERS_BEFORE:
        could = await words_seen_by(who)
        assert could or who == ADA
        for role in (each for each in ROLES if (each, who) in played):
            await becomes(db, who, role)
            left = await words_seen_by(who)
            assert left == (could & _own_words(who) if role == GUEST else set()), (who, role)
        await becomes(db, who, "")
        assert await words_seen_by(who) == could


def _own_words(who: str) -> set[str]:
    """What is about somebody or by them; a review that they lead is not theirs."""
    reviews = {SECRETS[part] for part, author in AUTHORS.items() if who in (author, BEN) and who != ANA}
    ours = {record for record, parties in PARTIES.items() if who in (parties.author_id, parties.about_id)}
    # Guests answer no requests: what was asked of them waits for nobody.
    return reviews | {FEEDBACK[record] for record in ours - {Record.request}}


def test_everybody_is_there() -> None:
    """Each role of the table is played by somebody, so that the test above leaves none out."""
    cast = {
        ReviewRole.author: MATE,
        ReviewRole.person: BEN,
        ReviewRole.manager: ANA,
        ReviewRole.peer: COACH,
        ReviewRole.later: HEAD,
        ReviewRole.admin: ADA,
        ReviewRole.outsider: CLEO,
    }
    assert set(cast) == set(ReviewRole)
    assert set(cast.values()) == set(EVERYBODY)
    assert {stage for _, stage in READERS} == set(PartStage)
    assert READER_OF.keys() == ROLES.keys() - {GUEST}
