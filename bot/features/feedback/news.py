"""Who hears of feedback: that there is some, never what it says; the words stay in one place."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.feedback.models import Feedback, FeedbackRequest
from bot.features.feedback.rules import Question
from bot.features.people import service as people

RECEIVED, ASKED, DECLINED, THANKED = (
    "feedback.received",
    "feedback.asked",
    "feedback.declined",
    "feedback.thanked",
)
_LIVES = timedelta(days=7)


async def tell_written(
    transaction: Transaction, feedback: Feedback, readers: Sequence[str], now: datetime
) -> None:
    """Everybody who may read it, but its writer, hears that it is there."""
    names = await people.names(transaction, [feedback.author_id, feedback.about_id])
    author, about = names.get(feedback.author_id, "Someone"), names.get(feedback.about_id, "someone")
    owed = [
        Owed(
            kind=RECEIVED,
            target=Target(reader_id),
            dedupe_key=f"{RECEIVED}:{feedback.id}:{reader_id}",
            facts={
                "id": feedback.id,
                "author": author,
                "about": "you" if reader_id == feedback.about_id else about,
            },
            lives=_LIVES,
        )
        for reader_id in readers
    ]
    await Outbox(transaction).owe(owed, now)


async def tell_asked(
    transaction: Transaction,
    requests: Sequence[tuple[int, str]],
    question: Question,
    asker_id: str,
    now: datetime,
) -> None:
    """Each of the people asked gets the question, with a way to answer and one to decline."""
    names = await people.names(transaction, [asker_id, question.about_id])
    about = "them" if asker_id == question.about_id else names.get(question.about_id, "someone")
    facts = {
        "asker": names.get(asker_id, "Someone"),
        "about": about,
        "question": question.question.strip(),
        "due": question.due_on.isoformat(),
        "outcome": None,
    }
    owed = [
        Owed(
            kind=ASKED,
            target=Target(asked_id),
            dedupe_key=asked_key(request_id),
            facts={**facts, "id": request_id},
            lives=_LIVES,
        )
        for request_id, asked_id in requests
    ]
    await Outbox(transaction).owe(owed, now)


def asked_key(request_id: int) -> str:
    """The message in which somebody is asked."""
    return f"{ASKED}:{request_id}"


async def tell_closed(transaction: Transaction, request: FeedbackRequest, now: datetime) -> None:
    """The question says how it ended; whoever asked hears of a refusal, without a reason."""
    key = asked_key(request.id)
    await Outbox(transaction).amend(key, {"outcome": request.state}, f"{key}:{request.state}", now)
    if request.state != "declined":
        return
    name = (await people.names(transaction, [request.asked_id])).get(request.asked_id, "Someone")
    owed = Owed(
        kind=DECLINED,
        target=Target(request.asker_id),
        dedupe_key=f"{DECLINED}:{request.id}",
        facts={"name": name},
        lives=_LIVES,
    )
    await Outbox(transaction).owe([owed], now)


async def tell_thanked(transaction: Transaction, feedback: Feedback, now: datetime) -> None:
    """Whoever wrote it hears that it was welcome."""
    name = (await people.names(transaction, [feedback.about_id])).get(feedback.about_id, "Someone")
    owed = Owed(
        kind=THANKED,
        target=Target(feedback.author_id),
        dedupe_key=f"{THANKED}:{feedback.id}",
        facts={"name": name},
        lives=_LIVES,
    )
    await Outbox(transaction).owe([owed], now)
