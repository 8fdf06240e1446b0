"""From a submitted form to words, and what its sender is told."""

from typing import Any

from bot.db.transaction import Transaction
from bot.features.feedback.rules.access import Record
from bot.features.feedback.rules.content import told_to
from bot.features.feedback.rules.facts import Feedback
from bot.features.feedback.service import reading as feedback_service
from bot.features.people.service import members as people
from bot.framework.forms.form import Form
from bot.slack import text
from bot.slack.text import mentions


async def as_typed(transaction: Transaction, words: str) -> str:
    """Words of a command (escaped, with mentions) as text that somebody would have typed."""
    return text.as_typed(words, await people.names(transaction, mentions(words)))


async def sent(transaction: Transaction, form: type[Form[Any]], feedback: Feedback) -> dict[str, object]:
    """Window after a feedback is stored: who will read it, by name."""
    parties = feedback_service.parties_of(feedback)
    names = await people.names(transaction, [parties.about_id, parties.named_id, parties.asker_id])
    about, manager, asker = (
        names.get(who, "") for who in (parties.about_id, parties.named_id, parties.asker_id)
    )
    told = told_to(Record[feedback.record], about, manager, asker)
    return form.saved(f":white_check_mark: Sent. {told}", title="Feedback")
