"""Accounting settings: base currency, fiscal year, stages, locked periods."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.common.currencies import CURRENCIES
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.common.text import listed
from bot.features.ledger.repository.own_entries import OwnEntryRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.service.locking.locks import lock_days
from bot.features.people.service.settings import edit_settings
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.slack.text import escape

_NAMED = 3


async def keep_rules(ctx: Context, change: Callable[[BookRules], BookRules]) -> None:
    """Stores what `change` makes of the accounting settings; admins only. BadInput names the field.

    The base currency cannot change once money is booked, and nothing is locked while a credit in it waits for
    a rate, which would change what was reported.
    """
    edit = await edit_settings(ctx, BookRules)
    before, rules = edit.before, change(edit.before)
    repository = LedgerRepository(ctx.transaction)
    if rules.currency not in CURRENCIES:
        raise BadInput(f"“{escape(rules.currency)}” is not a currency's code, such as EUR.", field="currency")
    if rules.currency != before.currency and await repository.has_credits():
        sentence = f"Money is booked in {before.currency} already: the base currency stays."
        raise BadInput(sentence, field="currency")
    begins = rules.books_begin
    if begins and begins > local_day(ctx.now, await workspace.zone_of(ctx.transaction)):
        raise BadInput("The books cannot begin on a day to come.", field="books_begin")
    day = rules.locked_before
    waiting = await repository.waiting_before(day) if day and day != before.locked_before else ()
    if waiting:
        raise BadInput(
            f"Deals before {day} wait for a {listed(waiting)} rate: write it with `/metrics rate`."
        )
    names = (
        await OwnEntryRepository(ctx.transaction).waits_before(day)
        if day and day != before.locked_before
        else ()
    )
    if names:
        raise BadInput(
            f"Deals before {day} wait for a nod: confirm or decline {listed(names[:_NAMED])} first."
        )
    if day != before.locked_before:
        await lock_days(ctx.transaction, day, ctx.actor_id, ctx.now)
    await edit.save(rules)


async def lock_before(ctx: Context, day: date | None) -> None:
    """Locks all periods before this day, so that they stay as they are known; None unlocks everything.

    Admins only.
    """
    # What is being booked is in the books before the instant of the lock, or counts later.
    await workspace.one_at_a_time(ctx.transaction)
    await keep_rules(ctx, lambda rules: replace(rules, locked_before=day))
