"""Accounting settings: base currency, fiscal year, stages, locked periods."""

from dataclasses import replace
from datetime import date, datetime

from bot.common.date_ranges import Fiscal, Pattern
from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES
from bot.common.text import listed
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.facts import BookRules
from bot.features.people.service import members as people
from bot.slack.text import escape

_MOST_STAGES, _LONGEST_STAGE = 20, 60


async def rules_of(transaction: Transaction) -> BookRules:
    """The workspace's accounting settings; the defaults until an admin decides."""
    row = await LedgerRepository(transaction).books()
    if row is None:
        return BookRules()
    fiscal = Fiscal(row.first_month, Pattern(row.pattern))
    return BookRules(row.currency, fiscal, row.by_working_days, row.locked_before, tuple(row.stages))


async def keep_rules(
    transaction: Transaction, rules: BookRules, actor_id: str, key: str, now: datetime
) -> None:
    """Stores the accounting settings; admins only. BadInput names the field.

    The base currency cannot change once money is booked, and nothing is locked while a credit in it waits for
    a rate, which would change what was reported.
    """
    await people.require_admin(transaction, actor_id, "change how numbers are counted")
    await claim_request(transaction, key, now)
    repository = LedgerRepository(transaction)
    before = await rules_of(transaction)
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
    await repository.keep_books(_row(rules, actor_id, now))


def _row(rules: BookRules, actor_id: str, now: datetime) -> dict[str, object]:
    return {
        "currency": rules.currency,
        "first_month": rules.fiscal.first_month,
        "pattern": rules.fiscal.pattern.value,
        "by_working_days": rules.by_working_days,
        "locked_before": rules.locked_before,
        "stages": list(rules.stages),
        "changed_by": actor_id,
        "changed_at": now,
    }


async def lock_before(
    transaction: Transaction, day: date | None, actor_id: str, key: str, now: datetime
) -> None:
    """Locks all periods before this day, so that they stay as reported; None unlocks everything.

    Admins only.
    """
    rules = await rules_of(transaction)
    await keep_rules(transaction, replace(rules, locked_before=day), actor_id, key, now)


def stages_from(text: str) -> tuple[str, ...]:
    """The typed stages in order, one a line or separated by commas.

    BadInput (field `stages`) for doubles or too many.
    """
    names = [" ".join(name.split()) for name in text.replace("\n", ",").split(",") if name.strip()]
    if len(names) > _MOST_STAGES or any(len(name) > _LONGEST_STAGE for name in names):
        raise BadInput(f"At most {_MOST_STAGES} stages of {_LONGEST_STAGE} characters each.", field="stages")
    if len({name.casefold() for name in names}) < len(names):
        raise BadInput("A stage stands there twice.", field="stages")
    return tuple(escape(name) for name in names)
