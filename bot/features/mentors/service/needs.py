"""What waits for somebody of mentors: a shortlist to choose from, a request to answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.mentors.repository.asks import MentorAskRepository
from bot.features.mentors.rules.ids import PAGE
from bot.features.mentors.service.notifications import skill_name
from bot.features.people.service import members as people
from bot.framework.needs import Need, NeedRank, first_names, fitted


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """Asks that wait for them."""
    return [MentorAskRepository(transaction).waiting(person_id)]


async def needs_of(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Need]:
    """A row for one's own shortlist, and for each request."""
    rows = await answer(transaction, MentorAskRepository(transaction).waiting(person_id))
    if not rows:
        return []
    called = first_names(await people.names(transaction, {row.mentee_id for row in rows}))
    return [_need(row, person_id, called) for row in sorted(rows, key=lambda row: int(row.id))]


def _need(row: Any, person_id: str, called: dict[str, str]) -> Need:
    if row.mentee_id == person_id:
        text = fitted("Choose who helps you with ", skill_name(row.skill))
        return Need(
            f"mentors.choose:{row.id}", text, "Choose a mentor", PAGE, NeedRank.decide, since=row.made_at
        )
    name = called.get(row.mentee_id, "Somebody")
    text = fitted(f"{name} asks for help with ", skill_name(row.skill))
    since = row.asked_at or row.made_at
    return Need(f"mentors.answer:{row.id}", text, "Answer", PAGE, NeedRank.answer, since=since)
