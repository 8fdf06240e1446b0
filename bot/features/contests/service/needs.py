"""What waits for who decides about deals: a contest whose winner hangs on what nobody has confirmed."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, midnight
from bot.common.text import plural
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.outcome import could_decide
from bot.features.contests.rules.planning import rules_from
from bot.features.contests.service.notifications import scored_at_end
from bot.features.contests.service.scoreboard import Score, bar_of, winners
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, KUDOS, Engine
from bot.features.ledger.rules.own_entries import LOOK, OwnEntry
from bot.features.ledger.service import own_entries
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.needs import Need, NeedRank, fitted, rank_by_day


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Contests in their last days whose winner hangs on deals that wait for this person's word."""
    if (await people.person(transaction, person_id)).is_guest:
        return []
    contests = await answer(transaction, ContestRepository(transaction).closing(now))
    zone = await workspace.zone_of(transaction)
    today, found = local_day(now, zone), []
    last_days = (row for row in contests if rules_from(row.rules).last <= today)
    closing = sorted(last_days, key=lambda row: int(row.id))
    entries = await own_entries.waiting_for(transaction, person_id) if closing else []
    for row in closing:
        rules = rules_from(row.rules)
        theirs = [each for each in entries if rules.first <= each.closed_on <= rules.last]
        deciding = await _deciding(transaction, row, theirs, now) if theirs else []
        if not deciding:
            continue
        due = local_day(row.cutoff_at, zone) - ONE_DAY
        need = Need(
            f"contests.confirm:{row.id}",
            fitted("Who wins *", rules.name, f"* hangs on {plural(len(deciding), 'deal')} to confirm"),
            "Show deals",
            LOOK,
            rank_by_day(NeedRank.decide, due, today),
            since=midnight(rules.last, zone),
            due=due,
            name=f"*{rules.name}*",
        )
        found.append(need)
    return found


async def questions(transaction: Transaction, _: str, now: datetime) -> Sequence[Question[Any]]:
    """Contests that are still to be decided."""
    return [ContestRepository(transaction).closing(now)]


async def _deciding(
    transaction: Transaction, row: Any, entries: Sequence[OwnEntry], now: datetime
) -> list[OwnEntry]:
    """Those of the entries that could change who wins."""
    rules = rules_from(row.rules)
    if rules.measure.what in (KUDOS, GOALS):
        return []
    stands = await scored_at_end(transaction, row, now)
    metric = stands.field.metrics.get(rules.measure.what)
    if metric is not None and metric.counts != "deals":
        return []
    won = await winners(transaction, stands)
    scores = {each.id: each.score for each in stands.ranked.placed}
    compared = {*scores, *(each.id for each in stands.ranked.unranked)}
    org_chart = await teams.load_org_chart(transaction)
    by_side: dict[str, list[OwnEntry]] = {}
    for each in entries:
        team = org_chart.team_of(each.owner_id) if rules.by_team else None
        side = (str(team.id) if team else "") if rules.by_team else each.owner_id
        if side in compared:
            by_side.setdefault(side, []).append(each)
    added = {side: _added(stands, theirs) for side, theirs in by_side.items()}
    sides = could_decide(scores, won.ids, added, bar_of(rules))
    return [each for side in sides for each in by_side[side]]


def _added(stands: Score, entries: Sequence[OwnEntry]) -> Fraction | None:
    """What the entries would add to a score; None where only the whole sum could tell."""
    measure = stands.rules.measure
    is_sum = measure.what == BOOKINGS and measure.engine is Engine.raw and not stands.rules.by_team
    if not is_sum or any(each.amount_base is None for each in entries):
        return None
    return sum((Fraction(each.amount_base) for each in entries if each.amount_base), Fraction(0))
