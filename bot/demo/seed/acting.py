"""Who acts, and when, in what the demo tells of the past."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.framework.context import Context
from bot.registry import CATALOG


def acting(transaction: Transaction, actor_id: str, at: datetime, key: str) -> Context:
    """This person acted at this instant; each act has a `key` of its own."""
    return Context(transaction, CATALOG, actor_id, at, key)
