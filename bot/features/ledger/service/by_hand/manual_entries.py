"""Entries by hand: a won deal, its undo, an adjustment.

A rep's own entry waits for a nod, see `own_decisions`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.common.text import listed
from bot.db.transaction import Transaction
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.access import check_has_numbers, check_may_keep
from bot.features.ledger.rules.credits import CreditWait
from bot.features.ledger.rules.deals import HAND, MatchedDeal
from bot.features.ledger.rules.facts import READING_IN
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.rules.own_entries import check_terms
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.service.by_hand.own_decisions import withdraw
from bot.features.ledger.service.own_entries import deciders_of, enter, is_waiting
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.queries import syncs
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

UNDO_WITHIN = timedelta(hours=24)
LONGEST_NAME = 120


@dataclass(frozen=True)
class ManualWin:
    """A deal that somebody reports as won; text is raw.

    `currency` "": the base currency; `closed_on` None: today; `owner_id` "": the actor.
    """

    name: str
    amount: Decimal
    currency: str = ""
    closed_on: date | None = None
    owner_id: str = ""


async def log_won(ctx: Context, won: ManualWin) -> LoggedWin:
    """Books a won deal by hand; the actor's own waits for whoever decides about it, if there is anybody.

    NotAllowed for somebody else's deal without leading them; BadInput for what cannot be booked.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    rules, today = await settings_of(ctx.transaction, BookRules), await _today(ctx.transaction, ctx.now)
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    owner = await _owner(ctx.transaction, won.owner_id or ctx.actor_id, actor)
    is_own = actor.id == owner.id
    if is_own and not rules.takes_own_entries:
        raise BadInput(await _where_to_write(ctx.transaction, ctx.now))
    closed_on = won.closed_on or today
    _check(won, closed_on, today)
    repository = LedgerRepository(ctx.transaction)
    record = DealRecord(
        external_id=f"{await repository.next_hand_number()}",
        name=" ".join(won.name.split()),
        owner=PersonRef(name=owner.name),
        status=DealStatus.WON,
        amount=won.amount,
        currency=won.currency or rules.currency,
        created_on=None,
        closed_on=closed_on,
    )
    org_chart = await teams.load_org_chart(ctx.transaction)
    deciders = await deciders_of(ctx.transaction, owner.id, org_chart) if is_own else ()
    origin = f"{HAND}:{ctx.actor_id}"
    entry = PostingSource(HAND, origin, not deciders, ctx.now, today, ctx.actor_id)
    entry = replace(entry, is_own_word=is_own and not deciders)
    await book(ctx.transaction, [MatchedDeal(record, owner.id)], entry, rules)
    newest = await repository.newest_own(HAND, ctx.actor_id)
    if deciders:
        await enter(ctx.transaction, newest["deal_id"], owner.id, ctx.now)
    deal_id, name = newest["deal_id"], newest["name"]
    return LoggedWin(deal_id, name, won.amount, record.currency, closed_on, owner.id, waits_for=deciders)


async def _where_to_write(transaction: Transaction, now: datetime) -> str:
    """Why nobody writes down deals of their own here, and where they go instead."""
    _, synced_at = await syncs(transaction, now)
    sources = sorted(source for source in synced_at if source != READING_IN)
    if not sources:
        return "Deals are not written down by hand here: an admin has switched that off."
    return f"Deals come from {listed(sources)} here: write it there."


def _check(won: ManualWin, closed_on: date, today: date) -> None:
    if not 1 <= len(won.name.strip()) <= LONGEST_NAME:
        raise BadInput(f"Say which deal, in 1 to {LONGEST_NAME} characters.", field="name")
    check_terms(won.amount, closed_on, today)


async def _owner(transaction: Transaction, owner_id: str, actor: Person) -> Person:
    owner = await people.person(transaction, owner_id)
    if owner.id != actor.id:
        check_may_keep(actor, owner.id, owner.name, await teams.load_org_chart(transaction))
    check_has_numbers(owner, "owner")
    return owner


async def undo(ctx: Context) -> str:
    """Voids the newest deal that the actor entered by hand and gives its name.

    BadInput if none is younger than 24 hours.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    repository = LedgerRepository(ctx.transaction)
    newest = await repository.newest_own(HAND, ctx.actor_id)
    if newest is None or await repository.first_known(newest["deal_id"]) < ctx.now - UNDO_WITHIN:
        raise BadInput("There is nothing of the last 24 hours that you wrote down yourself.")
    await withdraw(ctx.transaction, newest["deal_id"], ctx.actor_id, ctx.now)
    return str(newest["name"])


@dataclass(frozen=True)
class Correction:
    """What somebody should have from a deal, in the base currency.

    `other_id` gets the opposite difference; "" is nobody.
    """

    deal_id: int
    member_id: str
    amount: Decimal
    reason: str
    other_id: str = ""


async def adjust(ctx: Context, wanted: Correction) -> Decimal:
    """Adds the credit after which this person has `amount` from the deal, and gives what it adds.

    It is dated as the deal is, or today when that period is locked. BadInput while a credit of the deal waits
    for an exchange rate, since the difference is not known yet.
    """
    await ctx.claim()
    repository = LedgerRepository(ctx.transaction)
    lines = await repository.booked_for(wanted.deal_id, wanted.member_id)
    actor, org_chart = (
        await people.actor(ctx.transaction, ctx.actor_id),
        await teams.load_org_chart(ctx.transaction),
    )
    names = await people.names(ctx.transaction, [wanted.member_id, wanted.other_id])
    check_may_keep(actor, wanted.member_id, names.get(wanted.member_id, "that person"), org_chart)
    if not lines:
        raise BadInput("There is no line of that deal to correct.")
    if any(line.waits_for == CreditWait.confirmation.value for line in lines) and await is_waiting(
        ctx.transaction, wanted.deal_id
    ):
        raise BadInput("That deal waits for a nod: confirm it with what is right instead.")
    lines = [line for line in lines if line.waits_for != CreditWait.confirmation.value]
    if any(line.amount_base is None for line in lines):
        raise BadInput("A line of that deal waits for a rate: write it first, with `/metrics rate`.")
    if wanted.other_id and (wanted.other_id not in names or wanted.other_id == wanted.member_id):
        raise BadInput("The difference goes to another member, or to nobody.", field="other")
    difference = wanted.amount - sum((line.amount_base for line in lines), Decimal(0))
    if difference == 0:
        raise BadInput("That is what the books say already.", field="amount")
    rules, today = await settings_of(ctx.transaction, BookRules), await _today(ctx.transaction, ctx.now)
    shares = {wanted.member_id: difference} | ({wanted.other_id: -difference} if wanted.other_id else {})
    rows = [
        _adjustment(lines[-1], who, amount, wanted.reason, rules, today, ctx.actor_id, ctx.now)
        for who, amount in shares.items()
    ]
    await repository.write_credits(rows)
    await repository.synced(HAND, None, ctx.now)
    return difference


def _adjustment(
    line: Any,
    member_id: str,
    amount: Decimal,
    reason: str,
    rules: BookRules,
    today: date,
    actor_id: str,
    now: datetime,
) -> dict[str, Any]:
    is_locked = rules.locked_before is not None and line.closed_on < rules.locked_before
    return {
        "deal_id": line.deal_id,
        "member_id": member_id,
        "kind": "adjustment",
        "credit_date": today if is_locked else line.closed_on,
        "closed_on": line.closed_on,
        "amount": amount,
        "currency": rules.currency,
        "fx_rate": Decimal(1),
        "amount_base": amount,
        "percent": line.percent,
        "is_overlay": line.is_overlay,
        "category": line.category,
        "reverses": None,
        "note": reason,
        "author_id": actor_id,
        "recorded_at": now,
        "counts_from": now,
        "waits_for": None,
    }


async def _today(transaction: Transaction, now: datetime) -> date:
    return local_day(now, await workspace.zone_of(transaction))
