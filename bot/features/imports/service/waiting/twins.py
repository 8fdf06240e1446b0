"""Deals that another source may tell, too: they wait until their keeper says whether they are the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.common.date_ranges import short_day
from bot.common.numbers import write_amount
from bot.db.transaction import Transaction
from bot.features.imports.notices import TwinAsked
from bot.features.imports.rules.parking import Parked, ParkedFor, ParkedGroup, question_id, twin_asked
from bot.features.imports.service.waiting import asking, parking
from bot.features.ledger.rules.records import DealRecord, DealStatus
from bot.features.ledger.service import identities
from bot.features.ledger.service.comparing import known_deals
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import escape


async def _draw(transaction: Transaction, found: Sequence[Parked]) -> TwinAsked:
    parked, base = found[0], (await workspace.books_of(transaction)).currency
    record, deal_id = parked.parking.record, twin_asked(parked.parking.ref)[0]
    told = record if isinstance(record, DealRecord) else DealRecord(external_id="")
    other = await known_deals.shown(transaction, deal_id)
    day = told.created_on if told.status is DealStatus.OPEN else told.closed_on
    return TwinAsked(
        question_id(parked.source, parked.parking.ref),
        source=escape(parked.source),
        told=_in_words(
            escape(told.name or told.external_id), told.amount, told.currency or base, told.status, day
        ),
        other_source=escape(other.source),
        other=_in_words(other.name, other.amount, other.currency, DealStatus(other.status), other.day),
        alike=len(await _alike(transaction, parked.source, other.source)),
    )


def _in_words(name: str, amount: Decimal | None, currency: str, status: DealStatus, day: date | None) -> str:
    money = [] if amount is None else [write_amount(amount, currency)]
    created = "created" if status is DealStatus.OPEN else status.value
    when = f"{created} {short_day(day)}" if day else status.value
    return ", ".join([f"*{name}*", *money, when])


async def _alike(transaction: Transaction, source: str, other: str) -> list[ParkedGroup]:
    """What waits of a source for being told apart from deals of this other one."""
    groups = [each for each in await parking.groups(transaction, ParkedFor.TWIN) if each.source == source]
    sources = await known_deals.sources_of(transaction, {twin_asked(each.ref)[0] for each in groups})
    return [each for each in groups if sources.get(twin_asked(each.ref)[0]) == other]


ASKING = asking.Asking(ParkedFor.TWIN, TwinAsked, _draw, "say whether deals are the same")


async def answer(ctx: Context, question: str, *, is_same: bool, for_all: bool) -> None:
    """The deal is the one of the books, whose other id it is, or another one; either way it comes in.

    `for_all`: so are all that wait of its source beside deals of that other one. NotAllowed: the actor is
    neither its keeper nor an admin. BadInput: it is answered.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    group = await asking.group_asked(ctx, ASKING, question)
    deal_id = twin_asked(group.ref)[0]
    groups = [group]
    if for_all:
        others = await known_deals.sources_of(ctx.transaction, {deal_id})
        groups = await _alike(ctx.transaction, group.source, others[deal_id])
    for each in groups:
        await _answered(ctx, each, is_same=is_same)
    await asking.ask(ctx.transaction, ASKING, group.source, None, ctx.now)


async def _answered(ctx: Context, group: ParkedGroup, *, is_same: bool) -> None:
    transaction, (deal_id, external_id) = ctx.transaction, twin_asked(group.ref)
    found = await asking.waiting_for(transaction, ParkedFor.TWIN, group.source, group.ref)
    state = "same" if is_same else "apart"
    drawn = replace(await _draw(transaction, found), state=state, answered_by=ctx.actor_id)
    await asking.amend(transaction, ASKING, group.id, {group.keeper_id}, vars(drawn), ctx.now)
    if is_same:
        await identities.make_one(transaction, group.source, {external_id: deal_id})
    becomes = ParkedFor.ANSWERED if is_same else ParkedFor.APART
    await parking.release(transaction, ParkedFor.TWIN, [group.ref], group.source, becomes)
