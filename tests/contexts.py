"""Contexts for tests that call use cases."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.framework.context import Context
from bot.registry import CATALOG


def acting(transaction: Transaction, actor_id: str, now: datetime, key: str = "") -> Context:
    """This person acts at this instant; a repeat shares the key."""
    return Context(transaction, CATALOG, actor_id, now, key)
