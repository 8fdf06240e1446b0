"""A rep's own entry counts once somebody who may decide it says so, or a source tells of the deal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.repository.own_entries import OwnEntryRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.credits import CreditWait
from bot.features.ledger.rules.deals import HAND, worth
from bot.features.ledger.rules.own_entries import (
    LONGEST_REASON,
    SHORTEST_REASON,
    ConfirmedTerms,
    OwnEntry,
    OwnEntryState,
    check_terms,
)
from bot.features.ledger.service.locking.locks import dated
from bot.features.ledger.service.own_entries import check_decider, entry_to_decide
from bot.features.ledger.service.posting import PostingSource, in_base, post, rate_of
from bot.features.people.service.settings import settings_of
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.slack.text import escape


async def confirm(ctx: Context, deal_id: int, terms: ConfirmedTerms | None = None) -> OwnEntry:
    """Lets an entry count from now on, with other `terms` where the manager says so.

    NotAllowed: not theirs to decide. BadInput: decided already, or terms that no deal has.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    entry = await entry_to_decide(ctx.transaction, ctx.actor_id, deal_id)
    wanted = terms or ConfirmedTerms(entry.amount, entry.closed_on)
    check_terms(wanted.amount, wanted.closed_on, await _today(ctx.transaction, ctx.now))
    await _count(ctx, deal_id, wanted)
    await _decided(ctx, deal_id, OwnEntryState.confirmed, "")
    return await _now(ctx.transaction, deal_id)


async def confirm_all(ctx: Context, deal_ids: Sequence[int]) -> int:
    """Confirms those of these entries that still wait, and gives their number.

    NotAllowed: one of them is not theirs to decide.
    """
    await ctx.claim()
    entries = await OwnEntryRepository(ctx.transaction).of_deals(deal_ids)
    waits = [each for each in entries if each.waits]
    for each in waits:
        await confirm(replace(ctx, request_key=f"{ctx.request_key}:{each.deal_id}"), each.deal_id)
    return len(waits)


async def decline(ctx: Context, deal_id: int, reason: str) -> OwnEntry:
    """Takes an entry out of the books for a reason that its rep reads.

    NotAllowed: not theirs to decide. BadInput: decided already, or a reason of 3 to 1,000 characters is
    missing.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    await entry_to_decide(ctx.transaction, ctx.actor_id, deal_id)
    words = reason.strip()
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise BadInput(f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON:,} characters.", field="reason")
    await void(ctx.transaction, deal_id, ctx.actor_id, "declined", ctx.now)
    await _decided(ctx, deal_id, OwnEntryState.declined, escape(words))
    return await _now(ctx.transaction, deal_id)


async def is_its_twin(ctx: Context, deal_id: int) -> OwnEntry:
    """Lets the source's deal stand for an entry that was written down under another name.

    NotAllowed: not theirs to decide. BadInput: decided already, or the source's deal is not there any more.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    entry = await entry_to_decide(ctx.transaction, ctx.actor_id, deal_id)
    if entry.twin is None:
        raise BadInput("The other deal is not won any more: confirm this one, or say what it is.")
    await void(ctx.transaction, deal_id, ctx.actor_id, f"it is {entry.twin.name}", ctx.now)
    said = f"it is *{entry.twin.name}*"
    await _decided(ctx, deal_id, OwnEntryState.taken_over, said, source=entry.twin.source)
    return await _now(ctx.transaction, deal_id)


async def reinstate(ctx: Context, deal_id: int, amount: Decimal) -> Decimal:
    """Lets an entry that was declined count after all, with this amount in the base currency.

    Gives what that adds. NotAllowed: not theirs to decide.
    """
    entry = await _now(ctx.transaction, deal_id)
    await check_decider(ctx.transaction, ctx.actor_id, entry.owner_id)
    check_terms(amount, entry.closed_on, await _today(ctx.transaction, ctx.now))
    currency = (await settings_of(ctx.transaction, BookRules)).currency
    await _count(ctx, deal_id, ConfirmedTerms(amount, entry.closed_on, currency))
    # When it was decided first stays: from then on it waited for nobody.
    facts = {"state": OwnEntryState.confirmed.value, "decided_by": ctx.actor_id}
    await OwnEntryRepository(ctx.transaction).change_entries([deal_id], facts)
    return amount


async def _decided(ctx: Context, deal_id: int, state: OwnEntryState, reason: str, source: str = "") -> None:
    facts = {"state": state.value, "reason": reason, "source": source}
    decision = {"decided_by": ctx.actor_id, "decided_at": ctx.now}
    await OwnEntryRepository(ctx.transaction).change_entries([deal_id], {**facts, **decision})


async def _now(transaction: Transaction, deal_id: int) -> OwnEntry:
    found = await OwnEntryRepository(transaction).of_deals([deal_id])
    if not found:
        raise BadInput("That deal is not in the books any more.")
    return found[0]


async def _count(ctx: Context, deal_id: int, terms: ConfirmedTerms) -> None:
    """A confirmed version of the deal; its credits count from now on, so what was told before stays."""
    repository = LedgerRepository(ctx.transaction)
    rules, today = await settings_of(ctx.transaction, BookRules), await _today(ctx.transaction, ctx.now)
    kept = await OwnEntryRepository(ctx.transaction).newest_version(deal_id)
    if kept is None:
        raise BadInput("That deal is not in the books any more.")
    rates = await repository.rates()
    currency = terms.currency or kept["currency"]
    rate = rate_of(currency, terms.closed_on, rates, rules)
    new = {name: value for name, value in kept.items() if name not in ("id", "workspace_id")}
    new |= {"amount": terms.amount, "currency": currency, "closed_on": terms.closed_on}
    new |= {"amount_base": in_base(terms.amount, rate)}
    new |= {"is_confirmed": True, "is_own_word": False, "recorded_at": ctx.now, "replaced_at": None}
    await dated(ctx.transaction, [new], today)
    await repository.replace_versions([] if kept["replaced_at"] else [kept["id"]], ctx.now)
    await repository.write_versions([new])
    entry = PostingSource(HAND, kept["origin"], True, ctx.now, today, ctx.actor_id)
    await post(repository, {deal_id: (worth(new), new["category"])}, entry, rates, rules)
    waits = [
        row for row in await repository.booked([deal_id]) if row.waits_for == CreditWait.confirmation.value
    ]
    await repository.rate_credits(
        [
            {
                "id": row.id,
                "fx_rate": rate,
                "amount_base": in_base(row.amount, rate),
                "counts_from": None if rate is None else ctx.now,
                "waits_for": CreditWait.rate.value if rate is None else None,
            }
            for row in waits
        ]
    )
    await repository.synced(HAND, terms.closed_on, ctx.now)


async def confirm_own_word(ctx: Context, deal_id: int) -> str:
    """Says that a deal which counts by its rep's own word is right, and gives its name.

    NotAllowed: not theirs to decide.
    """
    await ctx.claim()
    repository = LedgerRepository(ctx.transaction)
    kept = await repository.version(deal_id)
    if kept is None:
        raise BadInput("That deal is not in the books any more.")
    await check_decider(ctx.transaction, ctx.actor_id, kept["owner_id"] or "")
    new = {name: value for name, value in kept.items() if name not in ("id", "workspace_id")}
    await repository.replace_versions([kept["id"]], ctx.now)
    await repository.write_versions([{**new, "is_own_word": False, "recorded_at": ctx.now}])
    return str(kept["name"])


async def void(
    transaction: Transaction, deal_id: int, actor_id: str | None, note: str, now: datetime
) -> None:
    """Reverses all credits of a deal and ends its last version; BadInput when it is voided already."""
    repository = LedgerRepository(transaction)
    kept = await repository.version(deal_id)
    if kept is None:
        raise BadInput("That deal is not in the books any more.")
    rules, today = await settings_of(transaction, BookRules), await _today(transaction, now)
    entry = PostingSource(HAND, kept["origin"], kept["is_confirmed"], now, today, actor_id, note)
    await post(repository, {deal_id: ((), kept["category"])}, entry, await repository.rates(), rules)
    await repository.synced(HAND, None, now)
    await repository.replace_versions([kept["id"]], now)


async def withdraw(transaction: Transaction, deal_id: int, actor_id: str, now: datetime) -> None:
    """Voids a deal that its author takes back."""
    await void(transaction, deal_id, actor_id, "taken back", now)
    facts = {"state": OwnEntryState.withdrawn.value, "decided_by": actor_id, "decided_at": now}
    await OwnEntryRepository(transaction).change_entries([deal_id], facts)


async def _today(transaction: Transaction, now: datetime) -> date:
    return local_day(now, await workspace.zone_of(transaction))
