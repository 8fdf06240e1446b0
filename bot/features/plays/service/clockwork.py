"""The clock of plays: asks once about wins and losses, takes questions back, archives what is stale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.periods import local_day, local_instant
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ledger.service import won_deals
from bot.features.ledger.service.selling.decided import DetailedDeal, detailed_deals
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.plays.notices import LossAsk, PlayAsk
from bot.features.plays.repository.asks import PlayAskRepository
from bot.features.plays.repository.plays import PlayRepository
from bot.features.plays.rules.settings import PlaySettings
from bot.features.plays.rules.unusual import why_unusual
from bot.features.plays.service.asks import ask_key, loss_key
from bot.features.plays.service.deals import LOOKED_AT, lost_from, story_of
from bot.features.plays.service.plays import ARCHIVED_AFTER, archive_stale
from bot.features.skills.service.colleagues import is_colleague
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# A win is asked about two days later, so that its owner is done with celebrating; and while it is fresh.
ASKED_AFTER, FRESH_FOR = timedelta(days=2), timedelta(days=9)
# Older losses are not asked about, so that a first start asks nobody about a whole quarter.
LOSSES_FOR = timedelta(days=3)
_ONCE_IN = timedelta(days=14)
_ASKED_FROM = time(14)
_BUDGET, _BUDGET_DAYS = 3, timedelta(days=7)
# Messages about learning from each other that count into the budget of a week.
_COUNTED = (
    "coaching.gap",
    "coaching.outcome",
    "coaching.prep",
    "coaching.close",
    "mentors.news",
    "plays.ask",
    "skills.round",
)


class PlayTurnKind(StrEnum):
    """What the clock does."""

    ask = "ask"
    ask_loss = "ask_loss"
    take_back = "take_back"
    archive = "archive"


@dataclass(frozen=True)
class PlayTurn:
    """One thing to do: about a deal of somebody, or with a play (`id`)."""

    kind: PlayTurnKind
    id: int
    owner_id: str = ""
    deal: DetailedDeal | None = None
    why: str = ""


async def due(transaction: Transaction, now: datetime) -> Sequence[PlayTurn]:
    """What is due now; of an owner's unusual wins the newest, at most one in a fortnight."""
    today = local_day(now, await workspace.zone_of(transaction))
    owners = await _owners(transaction)
    span = DateRange(today - max(LOSSES_FOR, FRESH_FOR), today + ONE_DAY)
    recent = await detailed_deals(transaction, owners, span, now) if owners else []
    repository = PlayAskRepository(transaction)
    ids = [each.deal_id for each in recent]
    debriefed, asked = await repository.debriefed(ids), await repository.asked_of(ids)
    turns = [
        PlayTurn(PlayTurnKind.ask_loss, each.deal_id, each.owner_id, each)
        for each in recent
        if not each.is_won and each.deal_id not in debriefed and each.counted_on > today - LOSSES_FOR
    ]
    fresh = {
        each.owner_id: each
        for each in recent
        if each.is_won
        and each.deal_id not in asked
        and today - FRESH_FOR <= each.counted_on <= today - ASKED_AFTER
    }
    if fresh:
        resting = await repository.asked_since(now - _ONCE_IN)
        awake = {who: each for who, each in fresh.items() if who not in resting}
        turns += await _unusual(transaction, awake, now)
    open_asks = await repository.unanswered(now - _ONCE_IN)
    standings = await won_deals.standings(transaction, {row.deal_id for row in open_asks})
    turns += [
        PlayTurn(PlayTurnKind.take_back, row.deal_id, row.owner_id)
        for row in open_asks
        if standings.get(row.deal_id) != "won"
    ]
    stale_after = (await settings_of(transaction, PlaySettings)).stale_after
    old = await PlayRepository(transaction).unused_since(now - stale_after - ARCHIVED_AFTER)
    return [*turns, *(PlayTurn(PlayTurnKind.archive, row.id) for row in old)]


async def _owners(transaction: Transaction) -> list[str]:
    org_chart = await teams.load_org_chart(transaction)
    ids = {who for team in org_chart.teams for who in (*team.member_ids, team.manager_id) if who}
    known = await people.people(transaction, ids)
    return sorted(
        each.id for each in known.values() if each.is_active_person and is_colleague(each, org_chart)
    )


async def _unusual(
    transaction: Transaction, fresh: Mapping[str, DetailedDeal], now: datetime
) -> list[PlayTurn]:
    if not fresh:
        return []
    first = min(each.counted_on for each in fresh.values()) - LOOKED_AT
    last = max(each.counted_on for each in fresh.values())
    known = await detailed_deals(transaction, sorted(fresh), DateRange(first, last + ONE_DAY), now)
    turns = []
    for owner_id, deal in fresh.items():
        own = [story_of(each) for each in known if each.owner_id == owner_id]
        why = why_unusual(story_of(deal), own)
        if why:
            turns.append(PlayTurn(PlayTurnKind.ask, deal.deal_id, owner_id, deal, why))
    return turns


async def take_turn(ctx: Context, turn: PlayTurn) -> None:
    """Does one thing that is due, in a transaction of its own."""
    match turn.kind:
        case PlayTurnKind.ask:
            await _ask(ctx, turn)
        case PlayTurnKind.ask_loss:
            await _ask_loss(ctx, turn)
        case PlayTurnKind.take_back:
            row = await PlayAskRepository(ctx.transaction).find_ask(turn.id, turn.owner_id)
            if row is not None:
                row.closed_at = ctx.now
                await ctx.transaction.session.flush()
            await Outbox(ctx.transaction).retract(ask_key(turn.id), ctx.now)
        case PlayTurnKind.archive:
            await archive_stale(ctx, turn.id)


async def _ask(ctx: Context, turn: PlayTurn) -> None:
    """Asks, unless enough was said to them this week; then it waits, as long as the win is fresh."""
    outbox = Outbox(ctx.transaction)
    if await outbox.count_since(turn.owner_id, _COUNTED, ctx.now - _BUDGET_DAYS) >= _BUDGET:
        return
    facts = {"deal_id": turn.id, "owner_id": turn.owner_id, "at": ctx.now, "closed_at": None}
    if turn.deal is not None and await PlayAskRepository(ctx.transaction).ask(facts):
        await outbox.enqueue(
            PlayAsk(turn.id, turn.deal.name, turn.why),
            ctx.now,
            to=Recipient(turn.owner_id),
            dedupe_key=ask_key(turn.id),
            due=await _afternoon(ctx, turn.owner_id),
            expires_after=FRESH_FOR,
        )


async def _afternoon(ctx: Context, person_id: str) -> datetime:
    """When somebody may be asked: in the afternoon, in their own zone, of the next day on which they work.

    The morning is for what waits for them.
    """
    person = await people.person(ctx.transaction, person_id)
    reach = await notifications.reach_of(ctx.transaction, person, ctx.now)
    at = max(ctx.now, _asked_from(ctx.now, person.zone))
    works_at = reach.from_when(at)
    return at if works_at == at else max(works_at, _asked_from(works_at, person.zone))


def _asked_from(instant: datetime, zone: ZoneInfo) -> datetime:
    return local_instant(local_day(instant, zone), _ASKED_FROM, zone)


async def _ask_loss(ctx: Context, turn: PlayTurn) -> None:
    if turn.deal is None:
        return
    stages = await lost_from(ctx.transaction, [turn.deal], ctx.now)
    facts = {
        "deal_id": turn.id,
        "owner_id": turn.owner_id,
        "name": turn.deal.name,
        "stage": stages[turn.id],
        "reason": "",
        "words": "",
        "at": ctx.now,
        "closed_at": None,
    }
    made = await PlayAskRepository(ctx.transaction).ask_loss(facts)
    if made is not None:
        await Outbox(ctx.transaction).enqueue(
            LossAsk(made, turn.deal.name),
            ctx.now,
            to=Recipient(turn.owner_id),
            dedupe_key=loss_key(made),
            expires_after=_BUDGET_DAYS,
        )
