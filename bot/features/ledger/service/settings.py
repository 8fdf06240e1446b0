"""Accounting settings: base currency, fiscal year, stages, locked periods."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.common.currencies import CURRENCIES
from bot.common.errors import BadInput
from bot.common.text import listed
from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.people.service.settings import edit_settings
from bot.features.workspace.rules.books import BookRules
from bot.slack.text import escape


async def keep_rules(
    transaction: Transaction,
    change: Callable[[BookRules], BookRules],
    actor_id: str,
    key: str,
    now: datetime,
) -> None:
    """Stores what `change` makes of the accounting settings; admins only. BadInput names the field.

    The base currency cannot change once money is booked, and nothing is locked while a credit in it waits for
    a rate, which would change what was reported.
    """
    edit = await edit_settings(transaction, BookRules, actor_id, key, now)
    before, rules = edit.before, change(edit.before)
    repository = LedgerRepository(transaction)
    if rules.currency not in CURRENCIES:
        raise BadInput(f"“{escape(rules.currency)}” is not a currency's code, such as EUR.", field="currency")
    if rules.currency != before.currency and await repository.has_credits():
        sentence = f"Money is booked in {before.currency} already: the base currency stays."
        raise BadInput(sentence, field="currency")
    day = rules.locked_before
    waiting = await repository.waiting_before(day) if day and day != before.locked_before else ()
    if waiting:
        raise BadInput(
            f"Deals before {day} wait for a {listed(waiting)} rate: write it with `/metrics rate`."
        )
    await edit.save(rules)


async def lock_before(
    transaction: Transaction, day: date | None, actor_id: str, key: str, now: datetime
) -> None:
    """Locks all periods before this day, so that they stay as reported; None unlocks everything.

    Admins only.
    """
    await keep_rules(transaction, lambda rules: replace(rules, locked_before=day), actor_id, key, now)
