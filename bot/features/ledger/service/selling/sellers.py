"""Tells sellers from those who only work beside them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.ledger.repository.sellers import SellerRepository


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
