"""Tells sellers from those who only work beside them."""

from datetime import date

from bot.db.transaction import Transaction
from bot.features.ledger.repository.sellers import SellerRepository


async def sells(transaction: Transaction, person_id: str, since: date) -> bool:
    """Whether a quota of this person holds, or a deal or activity of theirs is dated, since this day."""
    return await SellerRepository(transaction).sells(person_id, since)
