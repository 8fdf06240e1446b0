"""Celebrations that follow from the ledger and from goals: deals won, quotas, records, goals reached."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal
from bot.db.transaction import Transaction
from bot.features.celebrations.models import Celebration, CelebrationCursor
from bot.features.celebrations.repository import CelebrationRepository
from bot.features.celebrations.rules.selection import (
    BEST_DEALS,
    BEST_WEEKS,
    FRESH_FOR,
    CelebrationKind,
    is_record,
    is_renewal,
    passed,
    tier_of,
)
from bot.features.celebrations.service.context import CelebrationContext
from bot.features.goals.rules.formatting import title
from bot.features.goals.service import queries as goals
from bot.features.ledger.rules.deals import SAME_WITHIN
from bot.features.ledger.rules.facts import Facts, Population
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service import won_deals
from bot.features.ledger.service.won_deals import Win
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.comparison import booked
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.metrics.rules.formatting import money
from bot.features.teams.rules.org_chart import Team

# A ledger that covers less time cannot tell whether a deal is somebody's first.
_KNOWN_FOR = timedelta(days=60)
_HISTORY = timedelta(days=371)
A_YEAR = timedelta(days=365)


def a_year_to(today: date) -> DateRange:
    """The days by whose deals it is told how large one is."""
    return DateRange(today - A_YEAR, today + ONE_DAY)


async def in_the_books(
    transaction: Transaction, cursor: CelebrationCursor, context: CelebrationContext, due_from: date
) -> None:
    """Stores what follows from ledger rows newer than the cursor, and moves the cursor on.

    So does what was known before and is dated `due_from` or later: that day has come.
    """
    repository = CelebrationRepository(transaction)
    newest = await won_deals.newest(transaction, context.now)
    days = DateRange(context.today - FRESH_FOR, context.today + ONE_DAY)
    wanted = won_deals.Wanted((cursor.last_line, cursor.last_version), cursor.started_at, days, due_from)
    fresh = await won_deals.wins_since(transaction, wanted, context.now)
    cursor.last_line, cursor.last_version = newest
    if cursor.medium is None:
        cursor.medium, cursor.large = await won_deals.sizes(transaction, a_year_to(context.today))
    told = await repository.on_deals(context.now - SAME_WITHIN - FRESH_FOR)
    new = [win for win in fresh if not _takes_over(win, told)]
    rows = [row for win in new for row in _deal(win, cursor, context)]
    for who, win in _largest(new).items():
        if who in context.names:
            rows += await _person(transaction, who, win, context)
    rows += await _teams(transaction, new, context)
    await repository.detect(rows)


def _largest(new: Sequence[Win]) -> dict[str, Win]:
    """The largest of these deals by member (owner or sharer): what follows from it is celebrated once."""
    found: dict[str, Win] = {}
    for win in sorted(new, key=lambda each: (each.amount_base or 0, each.deal_id)):
        for who in (*win.shared_by, *([win.owner_id] if win.owner_id else [])):
            found[who] = win
    return found


def _takes_over(win: Win, told: Sequence[Celebration]) -> bool:
    """Whether this deal of a CRM replaces one that was entered by hand and celebrated already.

    If so, the old celebrations are moved to the deal.
    """
    for row in told:
        facts = row.facts
        by_hand = row.kind == CelebrationKind.deal.value and facts["by_hand"] and not win.by_hand
        if by_hand and won_deals.is_taken_over(win, facts["owner_id"], facts["what"], row.happened_on):
            for other in told:
                if other.deal_id == row.deal_id and other is not row:
                    other.deal_id = win.deal_id
            row.deal_id, row.facts = win.deal_id, {**facts, "by_hand": False}
            return True
    return False


def _deal(win: Win, cursor: CelebrationCursor, context: CelebrationContext) -> list[dict[str, Any]]:
    rules = context.rules
    renewed = is_renewal((win.name, win.category), rules.renewal_words)
    medium, large = rules.medium or cursor.medium, rules.large or cursor.large
    facts = {
        "what": win.name,
        "tier": tier_of(win.amount_base, medium, large, is_renewal=renewed).value,
        "amount": money(win.amount, win.currency) if rules.show_amounts and win.amount else "",
        "owner_id": win.owner_id,
        "by_hand": win.by_hand,
    }
    ids = list(dict.fromkeys((*([win.owner_id] if win.owner_id else []), *win.shared_by)))
    key = f"deal:{win.deal_id}"
    return context.row(CelebrationKind.deal, key, ids, facts, on=win.closed_on, deal_id=win.deal_id)


async def _person(
    transaction: Transaction, who: str, win: Win, context: CelebrationContext
) -> list[dict[str, Any]]:
    """Rows of what a deal means for its owner: quota reached, first deal, a personal best."""
    span = DateRange(context.today - _HISTORY, context.today + ONE_DAY)
    facts = await ledger.facts(transaction, ledger.of_person(who), span, context.now)
    rows: list[dict[str, Any]] = []
    quarter = facts.rules.fiscal.quarter_of(context.today)
    attained = quotas.attainment(facts, quarter).value
    if attained is not None and attained >= 1:
        told = {"what": quarter.label, "quarter": quarter.start.isoformat()}
        key = f"quota:{who}:{quarter.start}"
        rows += context.row(CelebrationKind.quota, key, [who], told, deal_id=win.deal_id)
    if _is_first(facts, win):
        rows += context.row(
            CelebrationKind.first, f"first:{who}", [who], {"what": win.name}, deal_id=win.deal_id
        )
    record = _record(facts, win, context)
    if record is not None:
        rows += context.row(
            CelebrationKind.best, *_record_row(who, record, win, facts.rules.fiscal), deal_id=win.deal_id
        )
    return rows


def _is_first(facts: Facts, win: Win) -> bool:
    begins = facts.recorded_from
    known = begins is not None and begins <= facts.today - _KNOWN_FOR
    return known and {line.deal_id for line in facts.credits if line.kind == "won"} == {win.deal_id}


def _record(facts: Facts, win: Win, context: CelebrationContext) -> str | None:
    """Which record this deal sets: "deal" (largest amount), "week" (most booked); None for neither."""
    own = [deal for deal in facts.closed if deal.is_won and deal.amount]
    before = [Fraction(deal.amount or 0) for deal in own if deal.deal_id != win.deal_id]
    mine = [Fraction(deal.amount or 0) for deal in own if deal.deal_id == win.deal_id]
    if mine and is_record(mine[0], before, BEST_DEALS):
        return "deal"
    fiscal = facts.rules.fiscal
    week, begins = fiscal.week_of(win.closed_on), facts.recorded_from or facts.today
    weeks = [fiscal.week_of(week.start - timedelta(weeks=back)) for back in range(1, 53)]
    known = [booked(facts, each) for each in weeks if each.start >= max(begins, facts.known_from)]
    return "week" if is_record(booked(facts, week), known, BEST_WEEKS) else None


def _record_row(who: str, record: str, win: Win, fiscal: Fiscal) -> tuple[str, list[str], dict[str, Any]]:
    if record == "deal":
        return f"best_deal:{who}:{win.deal_id}", [who], {"what": f"the largest deal so far, {win.name}"}
    week = fiscal.week_of(win.closed_on)
    return f"best_week:{who}:{week.start}", [who], {"what": f"the best week so far, the {week.label}"}


async def _teams(
    transaction: Transaction, new: Sequence[Win], context: CelebrationContext
) -> list[dict[str, Any]]:
    """Rows of what whole teams reached by these deals: the quota, a round number of deals."""
    counts: dict[int, list[Win]] = {}
    for win in new:
        team = context.org_chart.team_of(win.owner_id or "")
        if team is not None:
            counts.setdefault(team.id, []).append(win)
    rows: list[dict[str, Any]] = []
    for team_id, own in counts.items():
        found = context.org_chart.team(team_id)
        if found is not None:
            rows += await _team(transaction, found, own, context)
    return rows


async def _team(
    transaction: Transaction, team: Team, own: Sequence[Win], context: CelebrationContext
) -> list[dict[str, Any]]:
    whose = await ledger.of_team(transaction, team.id, context.now)
    facts = await _year(transaction, whose, context)
    fiscal = facts.rules.fiscal
    quarter, year = fiscal.quarter_of(context.today), fiscal.year_of(context.today)
    rows: list[dict[str, Any]] = []
    attained = quotas.attainment(facts, quarter).value
    ids, last = team.member_ids, own[-1].deal_id
    if attained is not None and attained >= 1:
        told = {"what": f"the quota of {quarter.label} is met", "quarter": quarter.start.isoformat()}
        key = f"team_quota:{team.id}:{quarter.start}"
        rows += context.row(
            CelebrationKind.team, key, ids, {**told, "team_id": team.id}, deal_id=last, who=[team.name]
        )
    after = len(deals.won_in(facts, year))
    number = passed(after - len(own), after)
    if number is not None:
        told = {"what": f"{shown(Fraction(number), Unit.number, '')} deals won in {year.label}"}
        rows += context.row(
            CelebrationKind.team, f"team_deals:{team.id}:{year.start}:{number}", ids, told, who=[team.name]
        )
    return rows


async def _year(transaction: Transaction, whose: Population, context: CelebrationContext) -> Facts:
    span = DateRange(context.today - _HISTORY, context.today + ONE_DAY)
    return await ledger.facts(transaction, whose, span, context.now)


async def in_the_goals(
    transaction: Transaction, cursor: CelebrationCursor, context: CelebrationContext
) -> None:
    """Stores the reached goals that their owners shared with the team."""
    rows: list[dict[str, Any]] = []
    since = max(cursor.started_at, context.now - FRESH_FOR)
    for shared in await goals.shared_since(transaction, context.org_chart, since):
        goal = shared.goal
        found = context.row(
            CelebrationKind.goal, f"goal:{goal.id}", [goal.owner_id], {"what": title(goal.title)}
        )
        rows += [{**row, "channel_id": context.rules.channel_id or shared.channel_id} for row in found]
    await CelebrationRepository(transaction).detect(rows)


async def still_so(
    transaction: Transaction,
    row: Celebration,
    won: frozenset[int],
    touched: frozenset[str],
    context: CelebrationContext,
) -> bool:
    """Whether a celebration still holds. `won`: deals still won; `touched`: members with new ledger rows."""
    if "quarter" not in row.facts:
        return row.deal_id is None or row.deal_id in won
    if not touched & set(row.facts["ids"]):
        return not row.is_undone
    team_id = row.facts.get("team_id")
    whose = ledger.of_person(row.facts["ids"][0])
    if team_id is not None:
        whose = await ledger.of_team(transaction, team_id, context.now)
    facts = await _year(transaction, whose, context)
    quarter = facts.rules.fiscal.quarter_of(date.fromisoformat(row.facts["quarter"]))
    attained = quotas.attainment(facts, quarter).value
    return attained is not None and attained >= 1
