"""Ben's review and feedback about him, with words to look for in everything that is shown."""

from collections.abc import Sequence

from bot.db.transaction import Database
from bot.features.drafts import service as drafts
from bot.features.feedback.rules import access as feedback_table
from bot.features.feedback.rules.access import Record
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, RequestText
from bot.features.feedback.service import feedback, requests
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import PART_FORM
from bot.features.reviews.service import peers, writing
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, COACH, HEAD, MATE, NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.reviews.office import begun

AUTHORS = {PartKind.own: BEN, PartKind.manager: ANA, PartKind.peer: MATE, PartKind.upward: BEN}
SECRETS = {part: f"words of the {part.value} part" for part in PartKind}
FEEDBACK = {record: f"words of {record.name}" for record in Record}
PARTIES = {
    Record.shared: feedback_table.FeedbackParties(MATE, BEN),
    Record.with_manager: feedback_table.FeedbackParties(MATE, BEN, named_id=ANA),
    Record.about_report: feedback_table.FeedbackParties(MATE, BEN, asker_id=ANA),
    Record.note: feedback_table.FeedbackParties(MATE, BEN),
    Record.request: feedback_table.FeedbackParties(MATE, BEN, asker_id=BEN),
}


async def with_feedback(db: Database) -> list[int]:
    """One of each record, all of them concerning Ben and Mate; the ids of everything."""
    ids = []
    async with db.transaction(NORTH) as transaction:
        for record, named in ((Record.shared, ""), (Record.with_manager, ANA)):
            words = FeedbackText(FeedbackTone.constructive, FEEDBACK[record], suggestion="Less of it")
            ids.append(
                (await feedback.give(acting(transaction, MATE, NOW, key()), BEN, words, named_id=named)).id
            )
        note = FeedbackText(FeedbackTone.note, FEEDBACK[Record.note])
        ids.append((await feedback.give(acting(transaction, MATE, NOW, key()), BEN, note)).id)
        question = RequestText(BEN, (MATE,), "How does he do?", TODAY)
        (request,) = await requests.ask(acting(transaction, ANA, NOW, key()), question)
        words = FeedbackText(FeedbackTone.praise, FEEDBACK[Record.about_report])
        ids.append((await requests.answer(acting(transaction, MATE, NOW, key()), request, words)).id)
        question = RequestText(BEN, (MATE,), FEEDBACK[Record.request], TODAY)
        ids += await requests.ask(acting(transaction, BEN, NOW, key()), question)
    return ids


async def under_head(db: Database) -> None:
    """Somebody else leads the team from now on."""
    async with db.transaction(NORTH) as transaction:
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        form = TeamForm("Enterprise", HEAD, (BEN, MATE, COACH))
        await teams.save(acting(transaction, ADA, NOW, key()), form, team.id)


def values_of(ids: dict[str, int], feedback_ids: Sequence[int]) -> dict[str, list[str]]:
    """What buttons could carry."""
    parts = [str(ids[part.value]) for part in PartKind]
    whole = str(ids["review"])
    on_record = f"{BEN} 2026-10-01 2027-01-01 Q4"
    of_a_part = ("write", "room", "back", "ground")
    return {
        "reviews": [whole, str(ids["cycle"])],
        **{f"reviews.{name}": parts for name in of_a_part},
        **{f"reviews.ground:{way}": [f"{part} 1" for part in parts] for way in ("newer", "older")},
        "reviews.read": [f"{whole} {part}" for part in parts],
        **{f"reviews.read:{way}": [f"{whole} {part} 1" for part in parts] for way in ("next", "previous")},
        "feedback": [str(each) for each in feedback_ids],
        **{f"feedback.page:{way}": ["inbox 1", "sent 1"] for way in ("newer", "older", "inbox", "sent")},
        **{f"evidence.page:{way}": [f"{on_record} 1"] for way in ("newer", "older")},
        "evidence.show": [f"{on_record} feedback:{each}" for each in feedback_ids],
        "evidence.row": [f"open evidence.show {on_record} feedback:{each}" for each in feedback_ids],
    }


async def with_review(db: Database) -> dict[str, int]:
    """Ben's review begins, with two peers; the parts of it by kind, and the review itself."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, ANA, NOW, key()), ids["review"], [COACH])
    return ids


async def with_drafts(db: Database, ids: dict[str, int]) -> None:
    """Every author types what they have not submitted."""
    for part, author in AUTHORS.items():
        async with db.transaction(NORTH) as transaction:
            await drafts.keep(transaction, author, _window(ids, part), {"well:1": SECRETS[part]}, NOW)


async def with_parts(db: Database, ids: dict[str, int]) -> None:
    """Every author submits."""
    for part, author in AUTHORS.items():
        async with db.transaction(NORTH) as transaction:
            words = {"well": SECRETS[part]}
            await writing.submit(acting(transaction, author, NOW, key()), ids[part.value], words)
            await drafts.sent(transaction, author, _window(ids, part), NOW)


def _window(ids: dict[str, int], part: PartKind) -> dict[str, str]:
    return {"id": "V1", "callback_id": PART_FORM, "private_metadata": str(ids[part.value])}
