"""Posts of a contest by the clock: beginning, half-way, end; and to its maker, what it moved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.notice_store import stored
from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.contests.models import ContestRow
from bot.features.contests.notices import ContestBegins, ContestFinal, ContestHalfway, ContestLift
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.facts import MOST_HALFWAY, ContestScore
from bot.features.contests.rules.planning import SHOWN_HASH, ContestRules, ContestState, rules_from
from bot.features.contests.service.backtest import moved, share
from bot.features.contests.service.scoreboard import Score, score, whose_of, winners
from bot.features.leaderboards.rules.ranking import (
    FEWEST_VISIBLE,
    Placed,
    is_total_only,
    public_top,
    without_rank,
)
from bot.features.leaderboards.service import settings as boards
from bot.features.leaderboards.service.boards import TEAMMATE, score_words
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.rules.weeks.heard import heard_before
from bot.features.metrics.service import spotlights
from bot.features.notifications.rules import Calendar
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LIVES = timedelta(days=3)


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of launched contests that have a post to make at `now`."""
    rows = await ContestRepository(transaction).launched()
    if not rows:
        return []
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    return [row.id for row in rows if _next_post(row, calendar, now) is not None]


async def next_moment(transaction: Transaction) -> datetime | None:
    """Instant of the next post of any launched contest; None without one."""
    rows = await ContestRepository(transaction).launched()
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction)) if rows else None
    moments = [at for row in rows if calendar for kind, at in _posts(row, calendar) if kind not in row.said]
    return min(moments, default=None)


def _posts(row: ContestRow, calendar: Calendar) -> list[tuple[str, datetime]]:
    """(kind, instant from which on) of each post of a contest, in order; all in working hours."""
    rules = rules_from(row.rules)

    def morning(day: date) -> datetime:
        return calendar.next_opening(midnight(day, calendar.zone))

    workdays = [day for day in rules.days if not calendar.is_off(day)]
    middle = workdays[len(workdays) // 2] if len(workdays) > 2 else rules.last
    posts = [(ContestBegins.kind, morning(rules.first))]
    if middle > rules.first and rules.days.length > 4:
        posts.append((ContestHalfway.kind, morning(middle)))
    if row.cutoff_at is not None:
        posts.append((ContestFinal.kind, calendar.next_opening(row.cutoff_at)))
    return posts


def _next_post(row: ContestRow, calendar: Calendar, now: datetime) -> str | None:
    """The newest kind that is due and not posted; None, and on days off. Older ones are not made up for."""
    if calendar.next_opening(now) != now:
        return None
    fresh = [kind for kind, at in _posts(row, calendar) if at <= now and kind not in row.said]
    return fresh[-1] if fresh else None


async def say(ctx: Context, contest_id: int) -> None:
    """Enqueues the post that is due, once; with the final one the contest ends and its result is stored.

    Does nothing if another process posted it meanwhile.
    """
    contest = await ContestRepository(ctx.transaction).lock(contest_id)
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(ctx.transaction))
    kind = _next_post(contest, calendar, ctx.now) if contest else None
    if contest is None or contest.state != ContestState.launched.value or kind is None:
        return
    rules, outbox = rules_from(contest.rules), Outbox(ctx.transaction)
    known = [each for each, at in _posts(contest, calendar) if at <= ctx.now]
    contest.said = [*contest.said, *(each for each in known if each not in contest.said)]
    notice = await _post(ctx.transaction, contest, rules, kind, ctx.now)
    key, to = f"{kind}:{contest.id}", Recipient(contest.channel_id)
    await outbox.enqueue(notice, ctx.now, to=to, dedupe_key=key, expires_after=_LIVES)
    if isinstance(notice, ContestFinal):
        contest.state, contest.result = ContestState.final.value, stored(notice)
        await _tell_lift(ctx.transaction, contest, rules, ctx.now)


async def _post(
    transaction: Transaction, contest: ContestRow, rules: ContestRules, kind: str, now: datetime
) -> Notice:
    head: dict[str, Any] = {
        "contest_id": contest.id,
        "number": contest.number,
        "name": rules.name,
        "prize": rules.prize,
        "days": rules.days.label,
        "hash": (contest.fingerprint or "")[:SHOWN_HASH],
    }
    decliners = await ContestRepository(transaction).decliners(contest.id)
    if kind == ContestBegins.kind:
        competing = set((await whose_of(transaction, rules, now)).ids) - decliners
        return ContestBegins(**head, people=len(competing), rules=contest.rules)
    is_over = kind == ContestFinal.kind
    found = await (scored_at_end if is_over else scored_halfway)(transaction, contest, now)
    body = await told(transaction, found)
    if not is_over:
        body = await _spread(transaction, contest.channel_id, found, body, now)
    ground = found.field.ground
    head |= {"sources": heard_before(ground.synced_at, ground.today, ground.rules.zone)}
    notice = ContestFinal if is_over else ContestHalfway
    return notice(**{**vars(body), **head})


async def _spread(
    transaction: Transaction, channel_id: str, found: Score, body: ContestScore, now: datetime
) -> ContestScore:
    """Without those of the first three who were named in that channel within a week; places stay."""
    if body.is_bar or found.rules.by_team or not body.rows or body.ranked < FEWEST_VISIBLE:
        return body
    top = [*zip(public_top(found.ranked), body.rows, strict=True)]
    near = [(each, row) for each, row in top if each.rank <= MOST_HALFWAY]
    today = local_day(now, await workspace.zone_of(transaction))
    rests = await spotlights.resting(transaction, channel_id, today)
    named = {each.id for each, _ in near} - rests - await boards.hidden(transaction)
    await spotlights.note(transaction, channel_id, spotlights.SpotlightKind.halfway, named, today)
    return replace(
        body,
        rows=tuple(row for each, row in near if each.id not in rests),
        is_resting=any(each.rank == 1 and each.id in rests for each, _ in near),
    )


async def scored_halfway(transaction: Transaction, contest: ContestRow, now: datetime) -> Score:
    """The score as the post of half-way tells it: as known when it was due, of the days before."""
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    due_at = next((at for kind, at in _posts(contest, calendar) if kind == ContestHalfway.kind), now)
    at, decliners = min(due_at, now), await ContestRepository(transaction).decliners(contest.id)
    until = local_day(at, await workspace.zone_of(transaction))
    return await score(transaction, rules_from(contest.rules), decliners, at, until=until)


async def scored_at_end(transaction: Transaction, contest: ContestRow, now: datetime) -> Score:
    """The score by all that was known at the cut-off; by what is known at `now` before it."""
    decliners = await ContestRepository(transaction).decliners(contest.id)
    as_of = min(contest.cutoff_at or now, now)
    return await score(transaction, rules_from(contest.rules), decliners, as_of)


async def told(transaction: Transaction, found: Score) -> ContestScore:
    """What a channel reads of a score.

    People who hide their name are "a teammate"; nobody is named where that would name the rest.
    """
    unnamed = await boards.hidden(transaction)
    names = {**found.names, **dict.fromkeys(unnamed, TEAMMATE)}
    rules, few = found.rules, not found.rules.by_team and is_total_only(found.field.ids, unnamed)
    won = await winners(transaction, found)
    everybody, over = len(found.ranked.placed) + len(found.ranked.unranked), len(found.over_bar)
    # Naming all but one would name that one.
    few = few or (rules.bar is not None and everybody - over == 1)
    top: Sequence[Placed] = found.over_bar if rules.bar is not None else public_top(found.ranked)
    if rules.by_team:
        top = [each for each in found.ranked.placed[:1] if each.score > 0]
    measure, currency = rules.measure, found.currency
    winner_ids = [] if few and rules.bar is not None else won.ids
    return ContestScore(
        rows=tuple(
            (each.rank, names.get(each.id, "Someone"), score_words(measure, each.figure, currency))
            for each in ([] if few else top)
        ),
        won=tuple(names.get(who, "Someone") for who in winner_ids),
        over=over,
        ranked=len(found.ranked.placed),
        why=won.why,
        is_bar=rules.bar is not None,
        missing=tuple(without_rank(found.ranked)),
        people=everybody,
    )


async def _tell_lift(
    transaction: Transaction, contest: ContestRow, rules: ContestRules, now: datetime
) -> None:
    """Enqueues the message to the maker alone: what the contest moved."""
    decliners = await ContestRepository(transaction).decliners(contest.id)
    found = await moved(transaction, rules, decliners, now)
    notice = ContestLift(
        contest_id=contest.id,
        name=rules.name,
        total=share(found.total),
        middle=share(found.middle),
        improved=found.improved,
        compared=found.compared,
    )
    key, to = f"{ContestLift.kind}:{contest.id}", Recipient(contest.creator_id)
    await Outbox(transaction).enqueue(notice, now, to=to, dedupe_key=key, expires_after=_LIVES)
