"""What the books say of somebody's own deals, for plays: which they are, their names, a band, a cycle."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.rules.facts import ALWAYS
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import deals_at, open_rows
from bot.features.ledger.service.selling.decided import DetailedDeal, decided_deals, detailed_deals
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.plays.rules.facts import DealFacts, OwnDeal
from bot.features.plays.rules.unusual import DecidedStory, amount_band, cycle_words
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.slack.text import unescape

DECIDED_WITHIN = timedelta(days=90)
LOOKED_AT = timedelta(days=3 * 365)
_MOST = 100
NOT_OWN = "That is no deal of yours: choose one of your own."


def story_of(deal: DetailedDeal) -> DecidedStory:
    """What matters of a decided deal here."""
    cycle = (deal.counted_on - deal.created_on).days if deal.created_on else None
    return DecidedStory(
        deal.deal_id,
        deal.is_won,
        deal.counted_on,
        deal.amount_base,
        cycle,
        unescape(deal.category),
        unescape(deal.account),
    )


async def lost_from(
    transaction: Transaction, deals: Sequence[DetailedDeal], as_of: datetime
) -> dict[int, str]:
    """The stage to which each of these lost deals had come, by id; the one of now often says only "lost"."""
    if not deals:
        return {}
    days = DateRange(min(each.counted_on for each in deals), max(each.counted_on for each in deals) + ONE_DAY)
    owners = sorted({each.owner_id for each in deals})
    decided = await decided_deals(transaction, owners, days, as_of, with_stages=True)
    reached = {each.deal_id: each.reached for each in decided}
    return {each.deal_id: _last_before(each.stage, reached.get(each.deal_id, {})) for each in deals}


def _last_before(now: str, reached: Mapping[str, date]) -> str:
    """The last stage reached but the one of now, which stands in where no other is known."""
    others = [(day, stage) for stage, day in reached.items() if stage != now]
    return max(others)[1] if others else now


async def own_deals(ctx: Context) -> list[OwnDeal]:
    """The actor's deals on which a play may have been used: open ones, and those decided in 90 days."""
    person = await people.person(ctx.transaction, ctx.actor_id)
    today = local_day(ctx.now, person.zone)
    days = DateRange(today - DECIDED_WITHIN, today + ONE_DAY)
    decided = await detailed_deals(ctx.transaction, [ctx.actor_id], days, ctx.now)
    whose = of_person(ctx.actor_id)
    open_now = await open_rows(ctx.transaction, whose, days, ctx.now, size=_MOST)
    found = [OwnDeal(row.deal_id, row.deal, "open") for row in open_now.rows]
    found += [
        OwnDeal(each.deal_id, each.name, "won" if each.is_won else "lost") for each in reversed(decided)
    ]
    return list({each.id: each for each in reversed(found[:_MOST])}.values())[::-1]


async def check_own(ctx: Context, deal_id: int) -> OwnDeal:
    """A deal on which the actor may say that they used a play. BadInput: it is none of theirs."""
    found = next((each for each in await own_deals(ctx) if each.id == deal_id), None)
    if found is None:
        row = (await deals_at(ctx.transaction, [deal_id], ctx.now)).get(deal_id)
        if row is not None and row.owner_id and row.owner_id != ctx.actor_id:
            owner = await people.person(ctx.transaction, row.owner_id)
            raise BadInput(f"That is {owner.name}'s deal: choose one of your own.", field="deal")
        raise BadInput(NOT_OWN, field="deal")
    return found


async def _decided(transaction: Transaction, owner_id: str, ctx: Context) -> list[DetailedDeal]:
    today = local_day(ctx.now, (await people.person(transaction, owner_id)).zone)
    days = DateRange(max(today - LOOKED_AT, ALWAYS.start), today + ONE_DAY)
    return await detailed_deals(transaction, [owner_id], days, ctx.now)


async def facts_of(ctx: Context, deal_id: int) -> tuple[DealFacts, tuple[str, ...]]:
    """Band and cycle of an own decided deal, and names that do not belong into a play. BadInput: none."""
    found = await _decided(ctx.transaction, ctx.actor_id, ctx)
    deal = next((each for each in found if each.deal_id == deal_id), None)
    if deal is None:
        raise BadInput(NOT_OWN)
    story = story_of(deal)
    cycles = [
        each.cycle
        for each in map(story_of, found)
        if each.is_won and each.cycle is not None and each.deal_id != deal_id
    ]
    currency = (await settings_of(ctx.transaction, BookRules)).currency
    facts = DealFacts(amount_band(story.amount, currency), cycle_words(story.cycle, cycles))
    return facts, (unescape(deal.name), unescape(deal.account))


async def deal_names(ctx: Context, deal_id: int) -> tuple[str, ...]:
    """The names of a deal and its customer, raw; () where the books do not have it any more."""
    found = await _decided(ctx.transaction, ctx.actor_id, ctx)
    return next(
        ((unescape(each.name), unescape(each.account)) for each in found if each.deal_id == deal_id), ()
    )
