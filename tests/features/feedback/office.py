"""Feedback that somebody writes or asks for, for the tests of use cases."""

from datetime import date, datetime

from bot.db.transaction import Database
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, RequestText
from bot.features.feedback.service import feedback, requests
from tests.contexts import acting
from tests.features.goals.office import (
    ANA,
    BEN,
    MATE,
    NORTH,
    NOW,
)
from tests.features.ledger.office import key

PRAISE = FeedbackText(FeedbackTone.praise, "Your demo was clear")
SHARED = FeedbackText(FeedbackTone.praise, "Your demo was clear", may_share=True)
ADVICE = FeedbackText(FeedbackTone.constructive, "Talked over the client", "She went quiet", "Count to three")
NOTE = FeedbackText(FeedbackTone.note, "Stayed calm in the Acme call")
DUE = date(2026, 12, 1)


async def wrote(
    db: Database, words: FeedbackText = ADVICE, *, author: str = MATE, for_manager: bool = False
) -> int:
    """A mate writes something about Ben."""
    async with db.transaction(NORTH) as transaction:
        named = ANA if for_manager else ""
        written = await feedback.give(acting(transaction, author, NOW, key()), BEN, words, named_id=named)
        return written.id


async def asked(db: Database, asker: str, about: str, *others: str, now: datetime = NOW) -> list[int]:
    """Requests to these people."""
    async with db.transaction(NORTH) as transaction:
        question = RequestText(about, others, "How was the demo?", DUE)
        return await requests.ask(acting(transaction, asker, now, key()), question)
