"""Role x record x door: the tables of readers, held against everything that anybody gets to see."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.db.transaction import Database
from bot.features.drafts import service as drafts
from bot.features.feedback import access_rules as feedback_table
from bot.features.feedback import asking
from bot.features.feedback import service as feedback
from bot.features.feedback.access_rules import Record
from bot.features.feedback.rules import Question, Tone, Words
from bot.features.reviews import access_rules, peers, service
from bot.features.reviews.access_rules import READERS, Part, Role, Stage
from bot.features.reviews.models import Review
from bot.features.reviews.rules import PART_FORM
from bot.features.teams import service as teams
from bot.features.teams.rules import TeamForm
from tests.features.goals.office import ADA, ANA, BEN, CLEO, COACH, EVERYBODY, HEAD, MATE, NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.outsiders import GUEST, ROLES, becomes
from tests.features.records.doors import everything_seen, seen_at_doors
from tests.features.reviews.test_service import acknowledge, begun, do, share, sign

AUTHORS = {Part.own: BEN, Part.manager: ANA, Part.peer: MATE, Part.upward: BEN}
SECRETS = {part: f"words of the {part.value} part" for part in Part}
FEEDBACK = {record: f"words of {record.name}" for record in Record}
PARTIES = {
    Record.shared: feedback_table.Parties(MATE, BEN),
    Record.with_manager: feedback_table.Parties(MATE, BEN, named_id=ANA),
    Record.about_report: feedback_table.Parties(MATE, BEN, asker_id=ANA),
    Record.note: feedback_table.Parties(MATE, BEN),
    Record.request: feedback_table.Parties(MATE, BEN, asker_id=BEN),
}


async def with_feedback(db: Database) -> list[int]:
    """One of each record, all of them concerning Ben and Mate; the ids of everything."""
    ids = []
    async with db.transaction(NORTH) as transaction:
        for record, named in ((Record.shared, ""), (Record.with_manager, ANA)):
            words = Words(Tone.constructive, FEEDBACK[record], suggestion="Less of it")
            ids.append((await feedback.give(transaction, BEN, words, MATE, key(), NOW, named_id=named)).id)
        note = Words(Tone.note, FEEDBACK[Record.note])
        ids.append((await feedback.give(transaction, BEN, note, MATE, key(), NOW)).id)
        question = Question(BEN, (MATE,), "How does he do?", TODAY)
        (request,) = await asking.ask(transaction, question, ANA, key(), NOW)
        words = Words(Tone.praise, FEEDBACK[Record.about_report])
        ids.append((await asking.answer(transaction, request, words, MATE, key(), NOW)).id)
        question = Question(BEN, (MATE,), FEEDBACK[Record.request], TODAY)
        ids += await asking.ask(transaction, question, BEN, key(), NOW)
    return ids


async def under_head(db: Database) -> None:
    """Somebody else leads the team from now on."""
    async with db.transaction(NORTH) as transaction:
        team = (await teams.roster(transaction)).named("Enterprise")
        assert team is not None
        form = TeamForm("Enterprise", HEAD, (BEN, MATE, COACH))
        await teams.save(transaction, form, team.id, ADA, key(), NOW)


def values_of(ids: dict[str, int], feedback_ids: Sequence[int]) -> dict[str, list[str]]:
    """What buttons could carry."""
    parts = [str(ids[part.value]) for part in Part]
    whole = str(ids["review"])
    on_record = f"{BEN} 2026-10-01 2027-01-01 Q4"
    of_a_part = ("write", "room", "back", "ground")
    return {
        "reviews": [whole, str(ids["cycle"])],
        **{f"reviews.{name}": parts for name in of_a_part},
        **{f"reviews.ground:{way}": [f"{part} 1" for part in parts] for way in ("newer", "older")},
        "reviews.read": [f"{whole} {part}" for part in parts],
        **{f"reviews.read:{way}": [f"{whole} {part} 1" for part in parts] for way in ("on", "back")},
        "feedback": [str(each) for each in feedback_ids],
        **{f"feedback.page:{way}": ["inbox 1", "sent 1"] for way in ("newer", "older", "inbox", "sent")},
        **{f"evidence.page:{way}": [f"{on_record} 1"] for way in ("newer", "older")},
        "evidence.show": [f"{on_record} feedback:{each}" for each in feedback_ids],
    }


def may_read(who: str, part: Part, stage: Stage) -> bool:
    """By the table of reviews."""
    return access_rules.may_read(who, part, stage, access_rules.Parties(AUTHORS[part], BEN, ANA))


async def hold(db: Database, stage: Stage, values: dict[str, list[str]]) -> None:
    """Everybody sees the words of exactly those parts that the table gives them."""
    for who in EVERYBODY:
        seen = await everything_seen(db, who, values)
        for part in Part:
            assert (SECRETS[part] in seen) is may_read(who, part, stage), (who, part, stage)
        for record, parties in PARTIES.items():
            expected = feedback_table.may_read(who, record, parties)
            assert (FEEDBACK[record] in seen) is expected, (who, record)


async def test_everybody_sees_what_the_tables_say_and_nothing_else(db: Database) -> None:
    """At each stage of a review, through every door: who led, leads later, administers or knows them."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(transaction, ids["review"], [COACH], ANA, key(), NOW)
    values = values_of(ids, await with_feedback(db))
    await under_head(db)
    for part, author in AUTHORS.items():
        view = {"id": "V1", "callback_id": PART_FORM, "private_metadata": str(ids[part.value])}
        async with db.transaction(NORTH) as transaction:
            await drafts.keep(transaction, author, view, {"well:1": SECRETS[part]}, NOW)
    await hold(db, Stage.draft, values)

    for part, author in AUTHORS.items():
        view = {"id": "V1", "callback_id": PART_FORM, "private_metadata": str(ids[part.value])}
        async with db.transaction(NORTH) as transaction:
            words = {"well": SECRETS[part]}
            await service.submit(transaction, ids[part.value], words, author, key(), NOW)
            await drafts.sent(transaction, author, view, NOW)
    await hold(db, Stage.submitted, values)

    assert await do(db, share, ids["review"], ANA)
    await hold(db, Stage.shared, values)

    assert await do(db, acknowledge, ids["review"], BEN)
    assert await do(db, sign, ids["review"], BEN)
    assert await do(db, sign, ids["review"], ANA)
    await hold(db, Stage.shared, values)
    async with db.reading(NORTH) as reading:
        query = select(Review.state).where(Review.id == ids["review"])
        assert await reading.session.scalar(query) == "signed", "the doors changed nothing on the way"


async def test_who_may_not_act_sees_nothing_of_what_they_could_once_read(db: Database) -> None:
    """Whoever became a bot's, a stranger's or a leaver's row: no word. A guest: what is about or by them."""
    ids = await begun(db)
    values = values_of(ids, await with_feedback(db))
    for part, author in AUTHORS.items():
        if str(ids.get(part.value, "")):
            async with db.transaction(NORTH) as transaction:
                await service.submit(
                    transaction, ids[part.value], {"well": SECRETS[part]}, author, key(), NOW
                )
    assert await do(db, share, ids["review"], ANA)
    words = {*SECRETS.values(), *FEEDBACK.values()}

    for who in (ANA, BEN, MATE, ADA):
        could = {each for each in words if each in await seen_at_doors(db, who, values)}
        assert could or who == ADA
        for role in ROLES:
            await becomes(db, who, role)
            seen = await seen_at_doors(db, who, values)
            left = {each for each in words if each in seen}
            assert left == (could & _own_words(who) if role == GUEST else set()), (who, role)
        await becomes(db, who, "")
        assert could == {each for each in words if each in await seen_at_doors(db, who, values)}


def _own_words(who: str) -> set[str]:
    """What is about somebody or by them; a review that they lead is not theirs."""
    reviews = {SECRETS[part] for part, author in AUTHORS.items() if who in (author, BEN) and who != ANA}
    ours = {record for record, parties in PARTIES.items() if who in (parties.author_id, parties.about_id)}
    # Guests answer no requests: what was asked of them waits for nobody.
    return reviews | {FEEDBACK[record] for record in ours - {Record.request}}


def test_everybody_is_there() -> None:
    """Each role of the table is played by somebody, so that the test above leaves none out."""
    cast = {
        Role.author: MATE,
        Role.person: BEN,
        Role.manager: ANA,
        Role.peer: COACH,
        Role.later: HEAD,
        Role.admin: ADA,
        Role.outsider: CLEO,
    }
    assert set(cast) == set(Role)
    assert set(cast.values()) == set(EVERYBODY)
    assert {stage for _, stage in READERS} == set(Stage)
