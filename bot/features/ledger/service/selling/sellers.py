"""Who sells, as figures need to know them, and who only works beside them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from bot.common.memory import Remembered
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.ledger.repository.sellers import SellerRepository
from bot.features.ledger.rules.facts import IsOff, Population, Seller
from bot.features.ledger.service.locking.contracts import contracts
from bot.features.notifications.service import availability as notifications
from bot.features.people.rules import Person
from bot.features.people.service import members as people

IS_OFF = Remembered[IsOff]("days off by person, from a first day on")


async def sells(transaction: Transaction, person_id: str, since: date) -> bool:
    """Whether a quota of this person holds, or a deal or activity of theirs is dated, since this day."""
    return await answer(transaction, sells_question(transaction, person_id, since))


def sells_question(transaction: Transaction, person_id: str, since: date) -> Question[bool]:
    """The question that `sells` asks."""
    return SellerRepository(transaction).sells(person_id, since)


async def with_quota(transaction: Transaction, ids: Sequence[str], day: date) -> frozenset[str]:
    """Those of these people who have a quota that holds on this day."""
    rows = await answer(transaction, quota_question(transaction, ids, day))
    return frozenset(row.member_id for row in rows)


def quota_question(transaction: Transaction, ids: Sequence[str], day: date) -> Question[Sequence[Any]]:
    """The question that `with_quota` asks."""
    return SellerRepository(transaction).with_quota(ids, day)


async def load_sellers(
    transaction: Transaction, whose: Population, since: date, as_of: datetime
) -> tuple[Seller, ...]:
    """These people with their employment and calendars, of which `since` is the first day."""
    known = await people.people(transaction, whose.ids)
    persons = [known.get(who) or people.stranger(who) for who in whose.ids]
    is_off = await _days_off(transaction, persons, since)
    hired = await contracts(transaction, whose.ids, as_of)
    return tuple(
        Seller(
            person.id,
            whose.days[person.id],
            hired[person.id].employed,
            is_off[person.id],
            hired[person.id].plans,
            hired[person.id].gaps,
        )
        for person in persons
    )


async def _days_off(transaction: Transaction, persons: Sequence[Person], since: date) -> dict[str, IsOff]:
    """Whether each of these people does not work on a day; what is told once is known for all figures."""
    by_id = {person.id: person for person in persons}

    async def load(keys: Collection[tuple[str, date]]) -> dict[tuple[str, date], IsOff]:
        unread = [by_id[who] for who, _ in keys]
        reaches = await notifications.reaches(transaction, unread, since)
        return {(who, since): cache(reaches[who].calendar.is_off) for who, _ in keys}

    found = await transaction.each(IS_OFF, [(who, since) for who in by_id], load)
    return {who: is_off for (who, _), is_off in found.items()}
