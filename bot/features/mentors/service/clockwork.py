"""The clock of mentors: assigns each working day at seven, and ends what is over or not answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.common.periods import local_day, local_instant
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.mentors.repository.asks import MentorAskRepository, MentorshipRepository
from bot.features.mentors.rules.facts import ANSWERED_IN, LASTS, AskState, CandidateState
from bot.features.mentors.rules.matching import Candidates
from bot.features.mentors.rules.score import is_due
from bot.features.mentors.service import notifications
from bot.features.mentors.service.asks import decline_row
from bot.features.mentors.service.mentorships import end_row
from bot.features.mentors.service.pairs import PairFacts, candidates_of, load_market
from bot.features.people.service import members as people
from bot.features.skills.service.colleagues import is_colleague
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.jobs import AT_ANY_TIME

_AT = time(7)
_HALF = timedelta(days=14)
_WEEKEND = 5


class MentorTurnKind(StrEnum):
    """What the clock does."""

    lapse = "lapse"
    expire = "expire"
    tell = "tell"
    end = "end"


@dataclass(frozen=True)
class MentorTurn:
    """One thing to do with an ask, or with a mentorship."""

    kind: MentorTurnKind
    id: int
    what: str = ""


@dataclass(frozen=True)
class MentorAssignment:
    """What is to be assigned now: asks by mentee, what is to be solved, what is known of each pair."""

    asks: dict[str, int]
    candidates: Candidates
    facts: dict[tuple[str, str], PairFacts]


async def due(transaction: Transaction, now: datetime) -> Sequence[MentorTurn]:
    """Requests without an answer, asks and mentorships whose time is over, and news of these."""
    turns = []
    org_chart, asks = (
        await teams.load_org_chart(transaction),
        await MentorAskRepository(transaction).all_open(),
    )
    known = await people.people(
        transaction, {who for ask in asks for who in (ask.mentee_id, ask.mentor_id) if who}
    )
    here = {who for who, each in known.items() if each.is_active_person and is_colleague(each, org_chart)}
    for ask in asks:
        if ask.expires_on <= now.date() or ask.mentee_id not in here:
            turns.append(MentorTurn(MentorTurnKind.expire, ask.id))
        elif ask.state != AskState.asked.value or ask.asked_at is None:
            continue
        elif ask.asked_at + ANSWERED_IN <= now or ask.mentor_id not in here:
            turns.append(MentorTurn(MentorTurnKind.lapse, ask.id))
    news: dict[str, tuple[int, str]] = {}
    for ship in await MentorshipRepository(transaction).active():
        both = await people.people(transaction, {ship.mentee_id, ship.mentor_id})
        there = [each for each in both.values() if each.is_active_person and is_colleague(each, org_chart)]
        today = now.date()
        if today >= ship.ends_on or len(there) < len(both):
            turns.append(MentorTurn(MentorTurnKind.end, ship.id))
            continue
        for what, after in (("day 28", 2 * _HALF), ("day 14", _HALF)):
            if today >= ship.ends_on - LASTS + after:
                news[notifications.news_key(ship.id, what, ship.mentee_id)] = (ship.id, what)
                break
    told = await Outbox(transaction).known_among(news)
    rest = [one for key, one in news.items() if key not in told]
    return [*turns, *(MentorTurn(MentorTurnKind.tell, number, what) for number, what in rest)]


async def take_turn(ctx: Context, turn: MentorTurn) -> None:
    """Does one thing that is due, in a transaction of its own."""
    if turn.kind in (MentorTurnKind.lapse, MentorTurnKind.expire):
        row = await MentorAskRepository(ctx.transaction).lock(turn.id)
        if row is None:
            return
        if turn.kind is MentorTurnKind.lapse and row.state == AskState.asked.value:
            await decline_row(ctx, row)
        elif turn.kind is MentorTurnKind.expire:
            await notifications.forget_ask(ctx, row)
            row.state, row.mentor_id = AskState.expired.value, ""
            await ctx.transaction.session.flush()
        return
    ship = await MentorshipRepository(ctx.transaction).lock(turn.id)
    if ship is None or ship.ended_at is not None:
        return
    if turn.kind is MentorTurnKind.end:
        await end_row(ctx, ship)
    else:
        await notifications.tell(ctx, ship, turn.what)


async def to_assign(transaction: Transaction, now: datetime) -> MentorAssignment | None:
    """What is to be assigned, once a working day from seven on; None where nothing is due."""
    zone = await workspace.zone_of(transaction)
    today = local_day(now, zone)
    since = local_instant(today, _AT, zone)
    rows = [
        row
        for row in await MentorAskRepository(transaction).all_open()
        if row.state in (AskState.open.value, AskState.shortlisted.value)
    ]
    if now < since or today.weekday() >= _WEEKEND or not any(is_due(row.solved_at, since) for row in rows):
        return None
    asks = [row.fact() for row in rows]
    market = await load_market(transaction, [each.mentee_id for each in asks], today, now)
    candidates, facts = candidates_of(market, asks)
    return MentorAssignment({each.mentee_id: each.id for each in asks}, candidates, facts)


async def keep(ctx: Context, found: MentorAssignment, lists: dict[str, list[str]]) -> None:
    """Stores the shortlists of asks that are still open; who has one is told once."""
    repository = MentorAskRepository(ctx.transaction)
    for mentee_id, ask_id in found.asks.items():
        row = await repository.lock(ask_id)
        if row is None or row.state not in (AskState.open.value, AskState.shortlisted.value):
            continue
        mentors = lists.get(mentee_id, [])
        await repository.list_candidates(
            ask_id,
            [
                {
                    "ask_id": ask_id,
                    "mentor_id": mentor,
                    "mentee_id": mentee_id,
                    "place": place,
                    "score": found.facts[mentee_id, mentor].score,
                    "hours": found.facts[mentee_id, mentor].hours,
                    "state": CandidateState.listed.value,
                    "at": ctx.now,
                }
                for place, mentor in enumerate(mentors, 1)
            ],
        )
        row.solved_at = ctx.now
        row.state = (AskState.shortlisted if mentors else AskState.open).value
        await ctx.transaction.session.flush()
        if mentors:
            await notifications.tell_list(ctx, row)


async def next_due(transaction: Transaction) -> datetime | None:
    """At any time while somebody asks or helps: whose hour it is nobody has planned."""
    asks = await MentorAskRepository(transaction).all_open()
    ships = [] if asks else await MentorshipRepository(transaction).active()
    return AT_ANY_TIME if asks or ships else None
