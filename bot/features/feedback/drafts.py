"""What is typed into a form and not sent yet: kept for its author, offered again, gone when it is sent."""

from collections.abc import Mapping

from bot.db.transaction import Transaction
from bot.features.feedback.repository import FeedbackRepository

FIELDS = ("what", "effect", "suggestion", "skill")


def form_name(kind: str, target: str) -> str:
    """Which form of which person or request."""
    return f"{kind}:{target}"


async def keep(transaction: Transaction, author_id: str, form: str, words: Mapping[str, str]) -> None:
    """As it is typed."""
    await FeedbackRepository(transaction).keep_draft(author_id, form, dict(words))


async def kept(transaction: Transaction, author_id: str, form: str) -> dict[str, str]:
    """What was typed before; nothing where nothing was."""
    return await FeedbackRepository(transaction).draft(author_id, form)


async def forget(transaction: Transaction, author_id: str, form: str) -> None:
    """It is sent."""
    await FeedbackRepository(transaction).drop_draft(author_id, form)
