"""Tells sellers from those who only work beside them."""

from collections.abc import Sequence
from datetime import date

from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.ledger.repository.sellers import SellerRepository
from bot.features.ledger.repository.writes import LedgerRepository


async def sells(transaction: Transaction, person_id: str, since: date) -> bool:
    """Whether a quota of this person holds, or a deal or activity of theirs is dated, since this day."""
    return await answer(transaction, sells_question(transaction, person_id, since))


def sells_question(transaction: Transaction, person_id: str, since: date) -> Question[bool]:
    """The question that `sells` asks."""
    return SellerRepository(transaction).sells(person_id, since)


async def with_quota(transaction: Transaction, ids: Sequence[str], day: date) -> frozenset[str]:
    """Those of these people who have a quota that holds on this day."""
    rows = await LedgerRepository(transaction).quotas_now(ids) if ids else ()
    return frozenset(
        row.member_id for row in rows if row.starts_on <= day and (row.ends_on is None or row.ends_on > day)
    )
