"""The score of a contest: one code for the live one, for its end, and for a replay of the past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.db.transaction import Transaction
from bot.features.contests.rules.outcome import ContestWinner, winner
from bot.features.contests.rules.planning import ContestRules, Ties
from bot.features.leaderboards.rules.ranking import Placed, Ranking, standing
from bot.features.leaderboards.rules.specs import WON
from bot.features.leaderboards.service.cohorts import Cohort, field_of
from bot.features.leaderboards.service.measures import measured
from bot.features.leaderboards.service.scores import ranking, team_score
from bot.features.ledger.rules.facts import ALWAYS, Population
from bot.features.ledger.service import queries as ledger
from bot.features.people.service import members as people
from bot.features.teams import service as teams


@dataclass(frozen=True)
class Score:
    """A contest's score at an instant; names by id (member, or team as text).

    `over_bar`: those who have reached the bar, empty without one. `field`: the people and days behind it.
    """

    rules: ContestRules
    ranked: Ranking
    names: Mapping[str, str]
    currency: str
    over_bar: tuple[Placed, ...]
    field: Cohort


async def whose_of(transaction: Transaction, rules: ContestRules, as_of: datetime) -> Population:
    """Those who compete, by id, with the days on which what they did counts (member of a team then)."""
    days: dict[str, tuple[DateRange, ...]] = {}
    for team_id in rules.team_ids:
        for who, spans in (await ledger.of_team(transaction, team_id, as_of)).days.items():
            days[who] = (*days.get(who, ()), *spans)
    if not rules.team_ids:
        days = dict.fromkeys(rules.people_ids, (ALWAYS,))
    elif rules.people_ids:
        days = {who: days.get(who, ()) for who in rules.people_ids}
    return Population(days)


async def score(
    transaction: Transaction,
    rules: ContestRules,
    decliners: frozenset[str],
    as_of: datetime,
    days: DateRange | None = None,
    until: date | None = None,
) -> Score:
    """The score on these days (the contest's by default), as known at `as_of`, without the `decliners`.

    Only what is dated before `until` counts; None: all of the days.
    """
    span = days or rules.days
    end = min(until or span.end, span.end)
    if rules.by_team:
        return await _of_teams(transaction, rules, span, as_of, end)
    whose = await whose_of(transaction, rules, as_of)
    competing = Population({who: own for who, own in whose.days.items() if who not in decliners})
    field = await field_of(transaction, competing, span, as_of, end)
    ranked = await ranking(transaction, rules.measure, field)
    names = await people.names(transaction, field.ids)
    return Score(rules, ranked, names, field.currency, _over(rules, ranked), field)


async def _of_teams(
    transaction: Transaction, rules: ContestRules, span: DateRange, as_of: datetime, end: date
) -> Score:
    org_chart, figures, field = await teams.load_org_chart(transaction), {}, None
    for team_id in rules.team_ids:
        whose = await ledger.of_team(transaction, team_id, as_of)
        field = await field_of(transaction, whose, span, as_of, end)
        figures[str(team_id)] = await team_score(transaction, rules.measure, field)
    names = {str(team.id): team.name for team in org_chart.teams}
    some = field or await field_of(transaction, Population({}), span, as_of, end)
    ranked = standing(figures)
    return Score(rules, ranked, names, some.currency, _over(rules, ranked), some)


def _over(rules: ContestRules, ranked: Ranking) -> tuple[Placed, ...]:
    bar = bar_of(rules)
    return () if bar is None else tuple(each for each in ranked.placed if each.score >= bar)


def bar_of(rules: ContestRules) -> Fraction | None:
    """The bar as a score, where 1 is 100%; None without a bar."""
    return None if rules.bar is None else Fraction(rules.bar)


async def winners(transaction: Transaction, found: Score) -> ContestWinner:
    """Who gets the prize by the frozen rules: all over the bar, or the first place.

    `Ties` decides between equals there.
    """
    if found.rules.bar is not None:
        return ContestWinner(tuple(each.id for each in found.over_bar))
    first = [each.id for each in found.ranked.placed if each.rank == 1 and each.score > 0]
    if len(first) <= 1 or found.rules.by_team or found.rules.ties is Ties.share:
        return winner(first, {}, {}, Ties.share)
    field = found.field.of(frozenset(first))
    reached = {who: await _reached(transaction, found, field, who) for who in first}
    (deals,) = await measured(transaction, WON, field, [field.days])
    counts = {who: int(deals[who].value or 0) for who in first if who in deals}
    return winner(first, reached, counts, found.rules.ties)


async def _reached(transaction: Transaction, found: Score, field: Cohort, who: str) -> date | None:
    """First day on which a member had their final score; None if never."""
    final = found.ranked.place_of(who)
    for day in field.days:
        so_far = Cohort(field.whose, field.days, day + ONE_DAY, field.ground, field.hired)
        there = (await ranking(transaction, found.rules.measure, so_far)).place_of(who)
        if final is not None and there is not None and there.score >= final.score:
            return day
    return None
