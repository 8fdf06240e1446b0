"""What waits for admins: the steps of setting Pacer up that are left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.common.text import plural
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.home.rules.setup import OPEN
from bot.features.home.service.setup import questions as setup_questions
from bot.features.home.service.setup import setup_of
from bot.features.people.service import members as people
from bot.framework.needs import Need, NeedRank


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """One need of an admin until all was set up once, or left out."""
    person = await people.person(transaction, person_id)
    if not person.is_admin or person.is_guest:
        return []
    setup = await setup_of(transaction, now)
    if setup.is_over:
        return []
    left = plural(len(setup.open_steps), "step")
    text = f"Setup: {left} left"
    return [Need("home.setup:steps", text, "Open", OPEN, NeedRank.write, since=now, sign=":gear:")]


async def questions(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Question[Any]]:
    """For admins: what is set up by now."""
    person = await people.person(transaction, person_id)
    return await setup_questions(transaction, now) if person.is_admin and not person.is_guest else []
