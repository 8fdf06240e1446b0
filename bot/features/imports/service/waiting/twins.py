"""Deals that another source may tell, too: they wait until their keeper says whether they are the same."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.common.date_ranges import short_day
from bot.common.errors import BadInput
from bot.common.numbers import write_amount
from bot.db.transaction import Transaction
from bot.features.imports.notices import TwinAsked
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.files.vendor_headers import USUAL
from bot.features.imports.rules.parking import (
    Parked,
    ParkedFor,
    ParkedGroup,
    Parking,
    StandingTwins,
    TwinTerms,
    question_id,
    twin_asked,
    twin_ref,
)
from bot.features.imports.service.waiting import asking, parking
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.records import DealRecord, DealStatus
from bot.features.ledger.service import identities
from bot.features.ledger.service.comparing import known_deals
from bot.features.people.service import members as people
from bot.features.teams import service as teams
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

    `for_all`: so are all that wait of its source beside deals of that other one, and all that come by webhook
    from now on. NotAllowed: the actor is neither its keeper nor an admin. BadInput: it is answered.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    group = await asking.group_asked(ctx, ASKING, question)
    deal_id = twin_asked(group.ref)[0]
    state = "same" if is_same else "apart"
    if for_all:
        other = (await known_deals.sources_of(ctx.transaction, {deal_id}))[deal_id]
        await _answered_all(ctx, group.source, other, state)
    else:
        await _answered(ctx, group, state)
    await asking.ask(ctx.transaction, ASKING, group.source, None, ctx.now)


async def _answered_all(ctx: Context, source: str, other: str, state: str) -> None:
    is_same, taken = state == "same", set[int]()
    if source != USUAL:
        # Files of no named source may be from anywhere: each of them is asked about.
        facts = {"source": source, "other_source": other, "is_same": is_same}
        said = facts | {"said_by": ctx.actor_id, "said_at": ctx.now}
        await ParkedRepository(ctx.transaction).say_twins(said)
        state = f"always_{state}"
    for each in await _alike(ctx.transaction, source, other):
        deal_id, _ = twin_asked(each.ref)
        # Two that look like one deal of the books are two: the second looks for a twin of its own.
        await _answered(ctx, each, "over" if is_same and deal_id in taken else state)
        taken.add(deal_id)


async def _answered(ctx: Context, group: ParkedGroup, state: str) -> None:
    transaction, (deal_id, external_id) = ctx.transaction, twin_asked(group.ref)
    found = await asking.waiting_for(transaction, ParkedFor.TWIN, group.source, group.ref)
    drawn = replace(await _draw(transaction, found), state=state, answered_by=ctx.actor_id)
    await asking.amend(transaction, ASKING, group.id, {group.keeper_id}, vars(drawn), ctx.now)
    if state.endswith("same"):
        await identities.make_one(transaction, group.source, {external_id: deal_id})
    becomes = ParkedFor.APART if state.endswith("apart") else ParkedFor.ANSWERED
    await parking.release(transaction, ParkedFor.TWIN, [group.ref], group.source, becomes)


async def held(
    transaction: Transaction,
    source: str,
    deals: dict[int, MatchedDeal],
    base: str,
    terms: TwinTerms,
) -> list[tuple[int, Parking]]:
    """Takes out of `deals` what may be one of another source, to wait until somebody has said so.

    `base`: the base currency. What is surely the same as was said before stays, and its id becomes another
    id of that deal.
    """
    known, waits = dict[str, int](), list[tuple[int, Parking]]()
    for number, twin in (await known_deals.twins_of(transaction, source, deals, base, terms.apart)).items():
        record = deals[number].record
        if twin.is_sure and twin.source in terms.same:
            known[record.external_id] = twin.deal_id
        else:
            ref = twin_ref(twin.deal_id, record.external_id)
            waits.append((number, Parking(deals.pop(number).record, ParkedFor.TWIN, ref)))
    await identities.make_one(transaction, source, known)
    return waits


async def terms_of(
    transaction: Transaction, source: str, apart: Collection[str], *, is_unasked: bool
) -> TwinTerms:
    """What was said of this source's deals that others seem to tell; `is_unasked`: of all of them, too."""
    said = await ParkedRepository(transaction).twins_said(source) if is_unasked else {}
    same = {other for other, is_same in said.items() if is_same}
    return TwinTerms(frozenset({*apart, *said} - same), frozenset(same))


async def answers_of(transaction: Transaction, actor_id: str) -> list[StandingTwins]:
    """What was said of all deals of two sources, where the actor may take it back."""
    rows = await ParkedRepository(transaction).twin_answers()
    if not rows:
        return []
    actor, sources = await people.actor(transaction, actor_id), await ImportRepository(transaction).sources()
    kept = {each.name for each in sources if each.keeper_id == actor_id}
    return [
        StandingTwins(row.source, row.other_source, row.is_same)
        for row in rows
        if actor.is_admin or row.source in kept or row.said_by == actor_id
    ]


async def ask_again(ctx: Context, source: str, other: str) -> StandingTwins:
    """Forgets what was said of all deals of these sources, and gives it. What came in stays as it is.

    NotAllowed: the actor leads nobody. BadInput: nothing is said that the actor may take back.
    """
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    await teams.require_manager(ctx.transaction, ctx.actor_id, ASKING.to_answer)
    for each in await answers_of(ctx.transaction, ctx.actor_id):
        if (each.source, each.other) == (source, other):
            await ParkedRepository(ctx.transaction).unsay_twins(source, other)
            return each
    raise BadInput("That is asked about again already.")
