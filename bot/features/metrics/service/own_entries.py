"""Asks about reps' own entries, keeps the messages true, and tells the rep what was decided otherwise."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.ledger.rules.listings import LoggedWin
from bot.features.ledger.rules.own_entries import ConfirmedTerms, OwnEntry
from bot.features.ledger.service import own_entries as ledger
from bot.features.ledger.service import queries as facts
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from bot.features.metrics.notices import EntryLine, OwnEntriesLogged, OwnEntryDecided
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LIVES = timedelta(days=7)


async def log_won(ctx: Context, won: ManualWin) -> LoggedWin:
    """Books a won deal by hand, and asks whoever decides where it is the actor's own.

    The Refusals of `manual_entries.log_won`.
    """
    entry = await manual_entries.log_won(ctx, won)
    if entry.waits_for:
        await _ask(ctx.transaction, entry.deal_id, ctx.now)
    return entry


async def undo(ctx: Context) -> str:
    """Takes back the actor's newest entry, in the message about it too, and gives its name."""
    name = await manual_entries.undo(ctx)
    await bring_up_to_date(ctx.transaction, ctx.now)
    return name


async def confirm(ctx: Context, deal_id: int, terms: ConfirmedTerms | None = None) -> OwnEntry:
    """Lets an entry count; the rep hears of it where it counts with other `terms` than theirs."""
    before = await ledger.one(ctx.transaction, deal_id)
    entry = await own_decisions.confirm(ctx, deal_id, terms)
    if before is not None and (before.amount, before.closed_on) != (entry.amount, entry.closed_on):
        today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
        said = f"{_worth(entry)}, won {write_day(entry.closed_on, today)}"
        await _tell_rep(ctx, before, said=said)
    await bring_up_to_date(ctx.transaction, ctx.now)
    return entry


async def confirm_all(ctx: Context, deal_ids: list[int]) -> int:
    """Lets these entries count, but for those that are decided already, and gives their number."""
    count = await own_decisions.confirm_all(ctx, deal_ids)
    await bring_up_to_date(ctx.transaction, ctx.now)
    return count


async def decline(ctx: Context, deal_id: int, reason: str) -> OwnEntry:
    """Takes an entry out of the books; the rep hears why, and can dispute it."""
    entry = await own_decisions.decline(ctx, deal_id, reason)
    await _tell_rep(ctx, entry, reason=entry.reason, credit_id=await ledger.own_line(ctx.transaction, entry))
    await bring_up_to_date(ctx.transaction, ctx.now)
    return entry


async def is_its_twin(ctx: Context, deal_id: int) -> OwnEntry:
    """Lets a source's deal stand for the entry."""
    entry = await own_decisions.is_its_twin(ctx, deal_id)
    await bring_up_to_date(ctx.transaction, ctx.now)
    return entry


async def _tell_rep(
    ctx: Context, entry: OwnEntry, *, said: str = "", reason: str = "", credit_id: int | None = None
) -> None:
    names = await people.names(ctx.transaction, [ctx.actor_id])
    by = names.get(ctx.actor_id, "Someone")
    notice = OwnEntryDecided(entry.name, _worth(entry), by, reason, said, credit_id)
    key = f"{notice.kind}:{entry.deal_id}:{ctx.now.isoformat()}"
    to = Recipient(entry.owner_id)
    await Outbox(ctx.transaction).enqueue(notice, ctx.now, to=to, dedupe_key=key, expires_after=_LIVES)


def _worth(entry: OwnEntry) -> str:
    return show_amount(entry.amount, entry.currency)


def message_key(batch: int, decider_id: str) -> str:
    """The dedupe key of the message that asks this person."""
    return f"{OwnEntriesLogged.kind}:{batch}:{decider_id}"


async def _ask(transaction: Transaction, deal_id: int, now: datetime) -> None:
    entry = await ledger.one(transaction, deal_id)
    if entry is None:
        return
    notice = await message_of(transaction, entry.batch, now)
    org_chart = await teams.load_org_chart(transaction)
    deciders = await ledger.deciders_of(transaction, entry.owner_id, org_chart)
    outgoing = [
        OutgoingNotice(
            notice, to=Recipient(who), dedupe_key=message_key(entry.batch, who), expires_after=_LIVES
        )
        for who in deciders
    ]
    # One that is there already says more now.
    await _edit(transaction, entry.batch, deciders, notice, now)
    await Outbox(transaction).enqueue_all(outgoing, now)
    await ledger.told(transaction, await ledger.in_message(transaction, entry.batch))


async def bring_up_to_date(transaction: Transaction, now: datetime) -> None:
    """Lets every message say what became of its entries."""
    for batch in await ledger.changed(transaction):
        await redraw(transaction, batch, now)


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """Messages, by `batch`, that do not say what became of an entry, or what it may be."""
    return await ledger.changed(transaction)


async def settle(ctx: Context, batch: int) -> None:
    """Lets one message say what became of its entries."""
    await redraw(ctx.transaction, batch, ctx.now)


async def redraw(transaction: Transaction, batch: int, now: datetime) -> None:
    """Lets the message of a batch say what its entries are now, wherever it was sent."""
    entries = await ledger.in_message(transaction, batch)
    if not entries:
        return
    notice = await message_of(transaction, batch, now)
    org_chart = await teams.load_org_chart(transaction)
    deciders = await ledger.deciders_of(transaction, entries[0].owner_id, org_chart)
    asked = {*deciders, *(each.decided_by for each in entries if each.decided_by)}
    await _edit(transaction, batch, sorted(asked), notice, now)
    await ledger.told(transaction, await ledger.in_message(transaction, batch))


async def _edit(
    transaction: Transaction,
    batch: int,
    deciders: list[str] | tuple[str, ...],
    notice: OwnEntriesLogged,
    now: datetime,
) -> None:
    outbox, says = Outbox(transaction), sha256(repr(notice).encode()).hexdigest()[:12]
    for who in deciders:
        key = message_key(batch, who)
        # Two edits of one instant differ in what they say.
        await outbox.edit(key, OwnEntriesLogged, lambda _: notice, f"{key}:{now.isoformat()}:{says}", now)


async def message_of(transaction: Transaction, batch: int, now: datetime) -> OwnEntriesLogged:
    """What the message about these entries says now."""
    entries = [
        await ledger.with_twin(transaction, each) for each in await ledger.in_message(transaction, batch)
    ]
    ids = {who for each in entries for who in (each.owner_id, each.decided_by) if who}
    names = await people.names(transaction, ids)
    owner_id = entries[0].owner_id if entries else ""
    lines = [await _line(transaction, each, names, now) for each in entries]
    who = names.get(owner_id, "Someone")
    total = await _total(transaction, [each for each in entries if each.waits], now)
    return OwnEntriesLogged(who, tuple(lines), f"{who.split()[0]} has {total}" if total else "")


async def _line(transaction: Transaction, entry: OwnEntry, names: dict[str, str], now: datetime) -> EntryLine:
    earlier = await ledger.declined_before(transaction, entry) if entry.waits else None
    return EntryLine(
        deal_id=entry.deal_id,
        deal=entry.name,
        amount=_worth(entry),
        on=entry.closed_on,
        state=entry.state.value,
        by=names.get(entry.decided_by or "", ""),
        reason=entry.reason,
        twin=f"*{entry.twin.name}* of {entry.twin.source}" if entry.twin and entry.waits else "",
        earlier=await _earlier(transaction, earlier, now) if earlier else "",
    )


async def _earlier(transaction: Transaction, entry: OwnEntry, now: datetime) -> str:
    zone = await workspace.zone_of(transaction)
    names = await people.names(transaction, [entry.decided_by or ""])
    day = write_day(local_day(entry.decided_at or now, zone), local_day(now, zone))
    return f"{names.get(entry.decided_by or '', 'Somebody')} declined this on {day}: {entry.reason}"


async def _total(transaction: Transaction, waits: list[OwnEntry], now: datetime) -> str:
    """What the rep has in the quarter together with what waits, in words; "" where that is not known."""
    if not waits or any(each.amount_base is None for each in waits):
        return ""
    rules, today = await facts.counting(transaction, now)
    quarter = rules.fiscal.quarter_of(today)
    known = await facts.facts(transaction, facts.of_person(waits[0].owner_id), quarter, now)
    booked = BY_KEY["bookings"].figure(known, quarter).value or Fraction(0)
    all_that_waits = await ledger.waiting(transaction, [waits[0].owner_id])
    more = sum(
        (each.amount_base or Decimal(0) for each in all_that_waits if each.closed_on in quarter), Decimal(0)
    )
    whole = booked + Fraction(more)
    amount = show_amount(Decimal(whole.numerator) / Decimal(whole.denominator), rules.currency)
    return f"{amount} in {quarter.label}"
