"""What waits for somebody in pulses: anonymous questions that they have not answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.pulses import ANSWER, About
from bot.framework.needs import Need, NeedRank, rank_by_day


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """What they have not answered."""
    return [PulseRepository(transaction).unanswered(person_id)]


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Open questions without their answer. Only they are told: it would tell others who has answered."""
    found = await answer(transaction, PulseRepository(transaction).unanswered(person_id))
    today = local_day(now, (await people.person(transaction, person_id)).zone)
    whom = {About.manager: "whoever leads you", About.team: "your team"}
    return [
        Need(
            f"pulse.answer:{each.id}",
            f"Anonymous question about {whom[About(each.about)]}, until {write_day(each.closes_on, today)}",
            "Answer",
            ANSWER,
            rank_by_day(NeedRank.answer, each.closes_on, today),
            since=now,
            value=str(each.id),
            due=each.closes_on,
        )
        for each in found
    ]
