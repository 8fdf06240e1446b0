"""Which pairs are allowed, and how well each suits: what the assignment is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.service.selling.decided import detailed_deals
from bot.features.mentors.repository.asks import MentorAskRepository, MentorshipRepository
from bot.features.mentors.repository.mentors import MentorRepository
from bot.features.mentors.rules.facts import RESTS, MentorAsk
from bot.features.mentors.rules.matching import Candidates, OpenAsk
from bot.features.mentors.rules.score import (
    COMMON_DAYS,
    Suitability,
    is_away_long,
    lead_of,
    levels_above,
    median,
    score,
    shared_time,
)
from bot.features.mentors.rules.settings import MentorSettings
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service.availability import reaches
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.shrinkage import prior_of
from bot.features.skills.service.colleagues import is_colleague
from bot.features.skills.service.mentoring import Abilities, abilities_of
from bot.features.skills.service.profiles import profiles
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.context import Context

_DEALS_OF = timedelta(weeks=26)


@dataclass(frozen=True)
class MentorMarket:
    """All that says who may help whom, at one instant."""

    today: date
    people: Mapping[str, Person]
    org_chart: OrgChart
    offers: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[int, int]]
    apart: frozenset[frozenset[str]]
    declined: frozenset[tuple[str, str]]
    calendars: Mapping[str, Calendar]
    abilities: Mapping[str, Abilities]
    segments: Mapping[str, str]
    sizes: Mapping[str, Decimal | None]

    def leads(self, one_id: str, other_id: str) -> bool:
        """Whether one of two leads the other, at any level."""
        return leads_either(self.org_chart, one_id, other_id)


def leads_either(org_chart: OrgChart, one_id: str, other_id: str) -> bool:
    """Whether one of two leads the other, at any level."""
    return other_id in _above(one_id, org_chart) or one_id in _above(other_id, org_chart)


def _above(person_id: str, org_chart: OrgChart) -> set[str]:
    found: set[str] = set()
    manager = org_chart.manager_of(person_id)
    while manager is not None and manager not in found:
        found.add(manager)
        manager = org_chart.manager_of(manager)
    return found - {person_id}


@dataclass(frozen=True)
class PairFacts:
    """The score of an allowed pair, and what the mentee may know of it."""

    score: int
    hours: int
    same_segment: bool


async def load_market(
    transaction: Transaction, mentees: Sequence[str], today: date, now: datetime
) -> MentorMarket:
    """Who offers what and is there, with all that the rules ask for; nobody is told any of it."""
    org_chart, repository = await teams.load_org_chart(transaction), MentorRepository(transaction)
    offers: dict[str, set[str]] = {}
    for row in await repository.offers():
        offers.setdefault(row.mentor_id, set()).add(row.skill)
    places = await _places(transaction, offers, today)
    ids = sorted({*places, *mentees})
    known = {
        who: person
        for who, person in (await people.people(transaction, ids)).items()
        if person.is_active_person and is_colleague(person, org_chart)
    }
    windows = await reaches(transaction, list(known.values()), today)
    told = await profiles(transaction)
    asks, ships = MentorAskRepository(transaction), MentorshipRepository(transaction)
    return MentorMarket(
        today,
        known,
        org_chart,
        {who: frozenset(skills) for who, skills in offers.items()},
        {who: place for who, place in places.items() if who in known},
        frozenset(await repository.vetoed_pairs()) | await ships.pairs_since((now - RESTS).date()),
        frozenset(await asks.declined_since(now - RESTS)),
        {who: window.calendar for who, window in windows.items()},
        await abilities_of(transaction, ids, now),
        {who: told[who].segment_key if who in told else "" for who in ids},
        await _sizes(transaction, list(known), today, now),
    )


async def _places(
    transaction: Transaction, offers: Mapping[str, set[str]], today: date
) -> dict[str, tuple[int, int]]:
    """Mentees now and places of those who are not paused and have one left."""
    most = (await settings_of(transaction, MentorSettings)).most_places
    taken: dict[str, int] = {}
    for row in await MentorshipRepository(transaction).active():
        taken[row.mentor_id] = taken.get(row.mentor_id, 0) + 1
    return {
        who: (taken.get(who, 0), min(row.capacity, most))
        for who, row in (await MentorRepository(transaction).places()).items()
        if who in offers and not row.is_paused(today) and taken.get(who, 0) < min(row.capacity, most)
    }


async def _sizes(
    transaction: Transaction, ids: list[str], today: date, now: datetime
) -> dict[str, Decimal | None]:
    deals = await detailed_deals(transaction, ids, DateRange(today - _DEALS_OF, today + ONE_DAY), now)
    won: dict[str, list[Decimal]] = {who: [] for who in ids}
    for each in deals:
        if each.is_won and each.amount_base is not None:
            won[each.owner_id].append(each.amount_base)
    return {who: median(amounts) for who, amounts in won.items()}


def pair_facts(market: MentorMarket, ask: MentorAsk, mentor_id: str) -> PairFacts | None:
    """What a pair scores; None: it is not allowed, for whatever reason."""
    mentee_id = ask.mentee_id
    if not _may_meet(market, ask, mentor_id):
        return None
    mine, theirs = market.calendars[mentee_id], market.calendars[mentor_id]
    days, hours = shared_time(mine, theirs, market.today)
    if days < COMMON_DAYS or is_away_long(mine, market.today) or is_away_long(theirs, market.today):
        return None
    able, asking = market.abilities[mentor_id], market.abilities[mentee_id]
    own, others = able.strengths.get(ask.skill, (None, None))
    lead = lead_of(own, prior_of([others])) if own is not None and others is not None else None
    above = levels_above(able.levels.get(ask.skill), asking.levels.get(ask.skill))
    if lead is None and not above:
        return None
    same = bool(market.segments[mentor_id]) and market.segments[mentor_id] == market.segments[mentee_id]
    one, other = market.org_chart.team_of(mentee_id), market.org_chart.team_of(mentor_id)
    suits = Suitability(
        lead,
        above,
        same,
        (market.sizes.get(mentee_id), market.sizes.get(mentor_id)),
        ask.wish_id == mentor_id,
        hours,
        other is None or one is None or one.id != other.id,
    )
    return PairFacts(score(suits), int(hours), same)


def _may_meet(market: MentorMarket, ask: MentorAsk, mentor_id: str) -> bool:
    mentee_id = ask.mentee_id
    return (
        mentor_id != mentee_id
        and mentor_id in market.places
        and mentee_id in market.people
        and ask.skill in market.offers.get(mentor_id, ())
        and not market.leads(mentee_id, mentor_id)
        and frozenset((mentee_id, mentor_id)) not in market.apart
        and (mentee_id, mentor_id) not in market.declined
    )


def candidates_of(
    market: MentorMarket, asks: Sequence[MentorAsk]
) -> tuple[Candidates, dict[tuple[str, str], PairFacts]]:
    """What is to be solved, and what is known of each allowed (mentee, mentor)."""
    facts = {
        (ask.mentee_id, mentor): found
        for ask in asks
        for mentor in market.places
        if (found := pair_facts(market, ask, mentor)) is not None
    }
    scores = {pair: found.score for pair, found in facts.items()}
    listed = tuple(OpenAsk(ask.mentee_id, ask.skill) for ask in asks)
    return Candidates(listed, market.places, scores), facts


async def today_of(ctx: Context, person_id: str) -> date:
    """The local day of somebody."""
    return local_day(ctx.now, (await people.person(ctx.transaction, person_id)).zone)


async def may_meet(ctx: Context, mentee_id: str, mentor_id: str) -> bool:
    """Whether both are still there, and neither has come to lead the other since the shortlist was made."""
    org_chart = await teams.load_org_chart(ctx.transaction)
    known = await people.people(ctx.transaction, {mentee_id, mentor_id})
    there = [each for each in known.values() if each.is_active_person and is_colleague(each, org_chart)]
    return len(there) == 2 and not leads_either(org_chart, mentee_id, mentor_id)
