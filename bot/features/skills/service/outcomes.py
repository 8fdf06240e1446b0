"""Whether an action moved what it watches: judged once its window is over, by windows without any action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.rules.facts import Seller
from bot.features.ledger.service.selling.decided import DecidedDeal, activity_days, decided_deals
from bot.features.people.service.settings import settings_of
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.cards import SDR, YIELD
from bot.features.skills.rules.gap import LEAST_DECIDED, LEAST_PEOPLE
from bot.features.skills.rules.history import UntouchedHistory
from bot.features.skills.rules.outcome import (
    EffectBaseline,
    OutcomeWord,
    conversion_outcome,
    count_outcome,
    count_word,
    visible_change,
)
from bot.features.skills.rules.outcome_facts import (
    COUNTS,
    OutcomeCard,
    VisibleBeforehand,
    WatchedAction,
)
from bot.features.skills.rules.series import place_of, tries_of_calls, tries_of_deals
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.rules.shrinkage import LEAST, USUAL_SPREAD, Prior, Trials, prior_of, strength_of
from bot.features.skills.rules.windows import (
    BEFORE,
    LONGEST,
    TrialSeries,
    end_of_window,
    lag_of,
    others_change,
)
from bot.features.skills.service.profiles import profile_of, profiles
from bot.features.skills.service.records import CALL, MEETING, RoleRecords, load_role
from bot.features.workspace import service as workspace


@dataclass(frozen=True)
class Watched:
    """What is needed to judge an action: the tries of both sides, when it shows, how it is measured."""

    baseline: EffectBaseline
    own: TrialSeries
    others: Sequence[TrialSeries]
    opens: date
    days_before: DateRange
    working_days: Sequence[date]
    history: UntouchedHistory
    is_alone: bool
    role: str
    flag: str
    stage: str = ""


async def visible_beforehand(
    transaction: Transaction, action: WatchedAction, now: datetime
) -> VisibleBeforehand | None:
    """What could be told from chance, if deals come as before; None where too little is known."""
    settings = await settings_of(transaction, SkillSettings)
    found = await _watched(transaction, action, now)
    if found is None:
        return None
    ahead = found.opens + timedelta(weeks=6 * settings.window_days // 30)
    before = found.baseline.own.entered
    tries = max(LEAST, before * (ahead - found.opens).days // BEFORE.days)
    change = visible_change(found.baseline, tries, None, found.history)
    return VisibleBeforehand(tries, ahead, change)


async def judge(transaction: Transaction, action: WatchedAction, now: datetime) -> OutcomeCard | None:
    """What came of an action; None while its window is open, or where nothing can be measured."""
    if action.metric in COUNTS:
        return await _judge_count(transaction, action, now)
    found = await _watched(transaction, action, now)
    settings = await settings_of(transaction, SkillSettings)
    if found is None:
        return None
    ends = end_of_window(found.opens, found.working_days, found.own, settings.window_days)
    if ends is None:
        return None
    days = DateRange(found.opens, ends)
    after = found.own.between(days)
    if after.entered < LEAST:
        return _card(action, found, days, after)
    change = others_change(found.others, found.days_before, days)
    estimate = conversion_outcome(found.baseline, after, change, found.history)
    variance = found.baseline.variance(after.entered, change)
    return replace(
        _card(action, found, days, after), word=estimate.word(), estimate=estimate, variance=variance
    )


def _card(action: WatchedAction, found: Watched, days: DateRange, after: Trials) -> OutcomeCard:
    """The card of a window in which too little came to say anything."""
    return OutcomeCard(
        action,
        OutcomeWord.too_few,
        found.baseline.expected,
        after,
        None,
        len(found.history.z),
        found.is_alone,
        found.stage,
        days,
        found.baseline.own,
        float(found.baseline.prior.mean),
        found.role,
        found.flag,
    )


async def _watched(transaction: Transaction, action: WatchedAction, now: datetime) -> Watched | None:
    who, metric = action.person_id, action.metric
    profile = await profile_of(transaction, who)
    if not profile.role:
        return None
    known = await profiles(transaction)
    group = [each for each in known.values() if each.role == profile.role]
    week = action.begun_on - timedelta(days=action.begun_on.weekday())
    role = await load_role(transaction, group, week, now)
    like = role.like(who)
    days_before, year = DateRange(week - BEFORE, week), DateRange(week - 2 * BEFORE, week)
    span = DateRange(year.start, action.begun_on + 2 * LONGEST)
    series, lag = await tries(transaction, role, [who, *like], metric, span, now)
    own, others = series[who], [series[each] for each in like]
    theirs = [each.between(days_before) for each in others]
    is_alone = len(like) < LEAST_PEOPLE or sum(each.entered for each in theirs) < LEAST_DECIDED
    mine, before = own.between(days_before), own.between(year)
    prior = None if is_alone else prior_of(theirs)
    if prior is None:
        is_alone = True
        if not 0 < before.passed < before.entered:
            return None
        prior = Prior(before.rate, USUAL_SPREAD)
    if mine.entered < LEAST:
        return None
    flag = strength_of(mine, None if is_alone else prior)
    ended = await CardRepository(transaction).windows(metric, profile.role, flag.value)
    opens, place = action.begun_on + timedelta(days=lag), place_of(metric)
    today = local_day(now, await workspace.zone_of(transaction))
    return Watched(
        EffectBaseline(prior, mine),
        own,
        () if is_alone else others,
        opens,
        days_before,
        working_days(role.sellers[who], opens, today),
        UntouchedHistory(tuple(ended)),
        is_alone,
        profile.role,
        flag.value,
        role.books.stages[place] if place is not None and place < len(role.books.stages) else "",
    )


def working_days(seller: Seller, start: date, end: date) -> list[date]:
    """The days from `start` up to the day before `end` on which somebody sells."""
    return [day for day in DateRange(start, max(start, end)) if seller.works_on(day)]


async def tries(
    transaction: Transaction,
    role: RoleRecords,
    ids: Sequence[str],
    metric: str,
    days: DateRange,
    now: datetime,
) -> tuple[dict[str, TrialSeries], int]:
    """The tries of a conversion of each of these people, and how long an action takes to show in it."""
    if role.role == SDR:
        if metric != YIELD:
            raise BadInput("That is nothing that can be watched here.")
        done = await activity_days(transaction, ids, days, now)
        return {who: tries_of_calls(own.get(CALL, {}), own.get(MEETING, {})) for who, own in done.items()}, 0
    stages, place = role.books.stages, place_of(metric)
    if place is not None and place >= len(stages):
        raise BadInput("That is nothing that can be watched here.")
    found = await decided_deals(transaction, ids, days, now, with_stages=place is not None)
    return series_of(found, ids, metric, stages), lag_in(found, metric, stages)


def series_of(
    deals: Sequence[DecidedDeal], ids: Sequence[str], metric: str, stages: Sequence[str]
) -> dict[str, TrialSeries]:
    """The tries of a conversion by owner; every id has an entry."""
    by_owner: dict[str, list[tuple[date, bool, Mapping[str, date]]]] = {who: [] for who in ids}
    for deal in deals:
        by_owner[deal.owner_id].append((deal.counted_on, deal.is_won, deal.reached))
    return {who: tries_of_deals(own, metric, stages) for who, own in by_owner.items()}


def lag_in(deals: Sequence[DecidedDeal], metric: str, stages: Sequence[str]) -> int:
    """Days from reaching a conversion's stage (of the win rate: from creation) to the decision."""
    place = place_of(metric)
    if place is None:
        return lag_of((deal.counted_on - deal.created_on).days for deal in deals if deal.created_on)
    name = stages[place].casefold()
    return lag_of(
        (deal.counted_on - day).days
        for deal in deals
        for stage, day in deal.reached.items()
        if stage.casefold() == name
    )


async def _judge_count(transaction: Transaction, action: WatchedAction, now: datetime) -> OutcomeCard | None:
    who, kinds = action.person_id, COUNTS[action.metric]
    known = await profiles(transaction)
    if who not in known:
        return None
    settings = await settings_of(transaction, SkillSettings)
    role = await load_role(transaction, [known[who]], action.begun_on, now)
    seller = role.sellers[who]
    today = local_day(now, await workspace.zone_of(transaction))
    since = working_days(seller, action.begun_on, today)[: settings.window_days]
    if len(since) < settings.window_days:
        return None
    before = DateRange(action.begun_on - BEFORE, action.begun_on)
    done = (await activity_days(transaction, [who], DateRange(before.start, today), now))[who]
    counts: dict[date, int] = {}
    for kind in kinds:
        for day, count in done.get(kind, {}).items():
            counts[day] = counts.get(day, 0) + count
    after = DateRange(action.begun_on, since[-1] + timedelta(days=1))
    days_before = len(working_days(seller, before.start, before.end))
    if not days_before:
        return None
    old = Trials(sum(counts.get(day, 0) for day in before), days_before)
    new = Trials(sum(counts.get(day, 0) for day in after), len(since))
    weeks = [
        sum(counts.get(before.start + timedelta(days=7 * week + day), 0) for day in range(7))
        for week in range(26)
    ]
    # Where none were ever counted, none are recorded here.
    estimate = count_outcome(old, new, weeks) if old.passed or new.passed else None
    return OutcomeCard(
        action,
        count_word(estimate) if estimate else OutcomeWord.too_few,
        float(old.rate),
        new,
        estimate,
        0,
        is_alone=False,
        days=after,
        before=old,
        role=role.role,
    )
