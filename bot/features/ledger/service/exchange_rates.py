"""Sets exchange rates, and books the credits that waited for them."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.common.currencies import RATE_PLACES
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.repository.rates import RateRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.deals import Rates
from bot.features.ledger.service.posting import in_base, rate_of
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

MOST_RATE, SMALLEST_RATE = Decimal(10**11), Decimal(1).scaleb(-RATE_PLACES)


async def set_rate(ctx: Context, currency: str, rate: Decimal, since: date | None) -> int:
    """Sets the value of one unit of a currency in the base currency, from a day on (None: today).

    Gives the number of credits that had waited for it; what is booked at another rate stays. NotAllowed
    unless the actor is a manager or admin; BadInput for the base currency or a rate out of range.
    """
    await ctx.claim()
    await teams.require_manager(ctx.transaction, ctx.actor_id, "set rates")
    day = since or local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    await is_new_rate(ctx.transaction, currency, rate, day)
    await record_rate(ctx.transaction, currency, rate, day, ctx.now)
    return await book_waiting(ctx.transaction, ctx.now, [currency])


async def is_new_rate(transaction: Transaction, currency: str, rate: Decimal, since: date) -> bool:
    """Whether the rate is not stored already; BadInput for the base currency or a rate out of range."""
    if currency == (await settings_of(transaction, BookRules)).currency:
        raise BadInput(f"{currency} is the base currency: it is always 1.", field="currency")
    if not SMALLEST_RATE <= rate < MOST_RATE:
        raise BadInput(f"A rate is more than zero, with at most {RATE_PLACES} decimals.", field="rate")
    known = (await LedgerRepository(transaction).rates()).get(currency, [])
    return (since, rate.quantize(SMALLEST_RATE, ROUND_HALF_UP)) not in known


async def record_rate(
    transaction: Transaction, currency: str, rate: Decimal, since: date, now: datetime, origin: str = ""
) -> None:
    """Stores a rate without checks of permission or range; what waits for it goes on waiting.

    `origin`: the file that told it, "" for people.
    """
    await RateRepository(transaction).told(currency, since, rate, origin, now)
    facts = {"currency": currency, "since": since, "rate": rate, "recorded_at": now}
    await LedgerRepository(transaction).keep_rate(facts)


async def book_waiting(
    transaction: Transaction, now: datetime, currencies: Collection[str] | None = None
) -> int:
    """Books what waited for a rate of these currencies (None: of all), now that all are stored; how many."""
    repository, rules = LedgerRepository(transaction), await settings_of(transaction, BookRules)
    rates, rows = await repository.rates(), list[dict[str, Any]]()
    today = local_day(now, await workspace.zone_of(transaction))
    for currency in sorted(rates if currencies is None else currencies):
        for line in await repository.waiting(currency):
            known = rate_of(currency, line.closed_on, rates, rules)
            if known is not None:
                counted = {"fx_rate": known, "amount_base": in_base(line.amount, known), "counts_from": now}
                rows.append({"id": line.id, **counted, "waits_for": None})
        await _rate_versions(repository, currency, rates, rules, today, now)
    await repository.rate_credits(rows)
    return len(rows)


async def _rate_versions(
    repository: LedgerRepository, currency: str, rates: Rates, rules: BookRules, today: date, now: datetime
) -> None:
    """Adds versions to deals that waited for a rate, so that old reports can be computed again."""
    gone, rows = [], []
    for kept in await repository.unrated(currency):
        known = rate_of(currency, kept["closed_on"] or today, rates, rules)
        if known is not None:
            new = {name: value for name, value in kept.items() if name not in ("id", "workspace_id")}
            rows.append({**new, "amount_base": in_base(kept["amount"], known), "recorded_at": now})
            gone.append(kept["id"])
    await repository.replace_versions(gone, now)
    await repository.write_versions(rows)
