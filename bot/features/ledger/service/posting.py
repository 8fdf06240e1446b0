"""Books deals: a new version where something has changed, and the credits that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.common.numbers import write_amount
from bot.db.transaction import Transaction
from bot.features.ledger.repository.identities import IdentityRepository
from bot.features.ledger.repository.own_entries import OwnEntryRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.control_totals import ControlTotals, totals_of
from bot.features.ledger.rules.credits import CreditLine, CreditWait, Due, Posting, postings, rate_on
from bot.features.ledger.rules.deals import HAND, MatchedDeal, Rates, check_deal, worth
from bot.features.ledger.rules.own_entries import OwnEntryState
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.locking.locks import dated
from bot.features.ledger.service.own_entries import own_entries_told
from bot.features.ledger.service.versions import Comparison, absorb, compared, totals_after
from bot.features.workspace.rules.books import BookRules

_ONE = Decimal(1)
_SMALLEST = Decimal("0.0001")


@dataclass(frozen=True)
class PostingSource:
    """Where facts come from.

    `origin` names file, webhook or person; `confirms`: it counts, `is_own_word`: though only a rep says so.
    """

    source: str
    origin: str
    confirms: bool
    now: datetime
    today: date
    author_id: str | None = None
    note: str = ""
    is_own_word: bool = False


class BooksDiffer(RuntimeError):
    """The books say something else than what was written into them."""


async def book(
    transaction: Transaction,
    deals: Sequence[MatchedDeal],
    entry: PostingSource,
    rules: BookRules,
    totals: ControlTotals | None = None,
) -> Tally:
    """Books these deals, each id once; BadInput when one of them cannot be a deal.

    `totals`: to which what the books say of them afterwards is added. BooksDiffer: it is not what they were
    meant to say.
    """
    for deal in deals:
        check_deal(deal)
    repository, identities = LedgerRepository(transaction), IdentityRepository(transaction)
    found = await compared(
        repository, identities, entry.source, deals, rules.currency, confirms=entry.confirms
    )
    ids, current = found.ids, found.current
    ids |= await repository.add_deals(entry.source, [each for each in found.fresh if each not in ids])
    fresh = {ids[each]: said for each, said in found.fresh.items()}
    rates = await repository.rates()
    rows = [
        _version(deal_id, facts, current.get(deal_id), entry, rates, rules)
        for deal_id, facts in fresh.items()
    ]
    await dated(transaction, rows, entry.today)
    await repository.replace_versions([current[each]["id"] for each in fresh if each in current], entry.now)
    await repository.write_versions(rows)
    await repository.told_again(found.seen)
    await repository.enter_stages(_stage_rows(found.deals, ids, entry), entry.now)
    due = {deal_id: (worth(facts), facts["category"]) for deal_id, facts in fresh.items()}
    await post(repository, due, entry, rates, rules)
    await absorb(identities, entry.source, found, ids)
    if entry.source != HAND:
        now_told = await own_entries_told(transaction, fresh, current)
        await _take_over(transaction, now_told, entry, rates, rules)
    # What does not count yet does not move the day on which the books begin either.
    told_days = [deal.record.closed_on for deal in deals if deal.record.closed_on and entry.confirms]
    first_day = min(told_days, default=None)
    await repository.synced(entry.source, first_day, entry.now)
    if totals is not None:
        await _check_books(repository, found, ids, totals)
    return found.tally


async def _check_books(
    repository: LedgerRepository, found: Comparison, ids: Mapping[str, int], totals: ControlTotals
) -> None:
    """Sums up from the books. BooksDiffer: they differ from what was compared before writing."""
    deal_ids = sorted({ids[each] for each in found.told if each in ids})
    booked = await repository.current(deal_ids)
    summed = totals_of(booked.values(), found.current.values())
    if summed != totals_after(found):
        raise BooksDiffer()
    totals.add(summed)


async def compare(
    transaction: Transaction,
    deals: Sequence[MatchedDeal],
    entry: PostingSource,
    rules: BookRules,
    totals: ControlTotals | None = None,
) -> Tally:
    """What `book` would count, and add to `totals`; writes nothing."""
    repository, identities = LedgerRepository(transaction), IdentityRepository(transaction)
    found = await compared(
        repository, identities, entry.source, deals, rules.currency, confirms=entry.confirms
    )
    if totals is not None:
        totals.add(totals_after(found))
    return found.tally


def _version(
    deal_id: int,
    facts: dict[str, Any],
    before: Mapping[str, Any] | None,
    entry: PostingSource,
    rates: Rates,
    rules: BookRules,
) -> dict[str, Any]:
    born = [each for each in (before["first_created_on"] if before else None, facts["created_on"]) if each]
    day = facts["closed_on"] or entry.today
    rate = rate_of(facts["currency"], day, rates, rules)
    return {
        **facts,
        "deal_id": deal_id,
        "first_created_on": min(born, default=None),
        "amount_base": in_base(facts["amount"], rate),
        "origin": entry.origin,
        "is_confirmed": entry.confirms,
        "is_own_word": entry.is_own_word,
        "recorded_at": entry.now,
        "replaced_at": None,
    }


def rate_of(currency: str, day: date, rates: Rates, rules: BookRules) -> Decimal | None:
    """The value of one unit in the base currency on that day; None while no rate is known."""
    return _ONE if currency == rules.currency else rate_on(rates.get(currency, ()), day)


def in_base(amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
    """The amount in the base currency, rounded half up to 0.0001; None without amount or rate."""
    if amount is None or rate is None:
        return None
    return (amount * rate).quantize(_SMALLEST, ROUND_HALF_UP)


def _stage_rows(
    deals: Sequence[MatchedDeal], ids: Mapping[str, int], entry: PostingSource
) -> list[dict[str, Any]]:
    """The stage entries that the source tells of; the stage of today says nothing of its day."""
    return [
        {"deal_id": deal_id, "stage": stage, "entered_on": day, "recorded_at": entry.now, "replaced_at": None}
        for deal in deals
        if deal.record.status is not DealStatus.GONE
        for deal_id in (ids[deal.record.external_id],)
        for stage, day in sorted({(each.stage, each.entered_on) for each in deal.record.stages})
    ]


async def post(
    repository: LedgerRepository,
    due: Mapping[int, tuple[Sequence[Due], str]],
    entry: PostingSource,
    rates: Rates,
    rules: BookRules,
) -> None:
    """Writes the credits by which the ledger says what these deals are worth.

    `due`: credits and category by deal id. An adjustment stays while its deal is worth anything, and is
    reversed with the last credit of it.
    """
    booked: dict[int, list[CreditLine]] = {}
    rated: dict[int, Any] = {}
    for row in await repository.booked(list(due)):
        if row.kind == "adjustment" and due[row.deal_id][0]:
            continue
        line = Due(row.member_id, row.amount, row.currency, row.closed_on, row.percent, row.is_overlay)
        booked.setdefault(row.deal_id, []).append(CreditLine(row.id, line, row.credit_date))
        rated[row.id] = row
    rows = [
        credit_row(deal_id, posting, category, rates, rules, entry, rated.get(posting.reverses or 0))
        for deal_id, (wanted, category) in due.items()
        for posting in postings(wanted, booked.get(deal_id, ()), entry.today, rules.locked_before)
    ]
    await repository.write_credits(rows)


async def _take_over(
    transaction: Transaction,
    told_now: Mapping[int, Mapping[str, Any]],
    entry: PostingSource,
    rates: Rates,
    rules: BookRules,
) -> None:
    """Voids reps' own entries for which there is a source's deal now; `told_now` are its facts by entry."""
    repository, own = LedgerRepository(transaction), OwnEntryRepository(transaction)
    gone = await repository.current(list(told_now))
    for deal_id in gone:
        facts = told_now[deal_id]
        amount = facts["amount"]
        words = "no amount" if amount is None else write_amount(amount, facts["currency"])
        note = replace(entry, note=f"{entry.source} says {words}")
        await post(repository, {deal_id: ((), "")}, note, rates, rules)
        decided = {"decided_at": entry.now, "source": entry.source, "reason": note.note}
        await own.decide([deal_id], {"state": OwnEntryState.taken_over.value, **decided})
    await repository.replace_versions([row["id"] for row in gone.values()], entry.now)


def credit_row(
    deal_id: int,
    posting: Posting,
    category: str,
    rates: Rates,
    rules: BookRules,
    entry: PostingSource,
    reversed_: Any,
) -> dict[str, Any]:
    """Columns of a credit; a reversal takes rate, and what it waits for, of the credit that it undoes."""
    due = posting.due
    rate = rate_of(due.currency, due.closed_on, rates, rules) if reversed_ is None else reversed_.fx_rate
    never = reversed_ is not None and reversed_.waits_for == CreditWait.confirmation.value
    waits_for = CreditWait.rate.value if rate is None else None
    if never or (reversed_ is None and not entry.confirms):
        waits_for = CreditWait.confirmation.value
    return {
        "deal_id": deal_id,
        "member_id": due.member_id,
        "kind": "won" if posting.reverses is None else "reversal",
        "credit_date": posting.credit_date,
        "closed_on": due.closed_on,
        "amount": posting.amount,
        "currency": due.currency,
        "fx_rate": rate,
        "amount_base": in_base(posting.amount, rate),
        "percent": due.percent,
        "is_overlay": due.is_overlay,
        "category": category,
        "reverses": posting.reverses,
        "note": entry.note,
        "author_id": entry.author_id,
        "recorded_at": entry.now,
        "counts_from": entry.now if waits_for is None else None,
        "waits_for": waits_for,
    }
