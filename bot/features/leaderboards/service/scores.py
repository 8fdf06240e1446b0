"""Scores of people and of teams on a board."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.leaderboards.rules.ranking import Ranking, standing
from bot.features.leaderboards.rules.scores import (
    Weight,
    a_week,
    against,
    booked_share,
    combined,
    improved,
    weeks_before,
)
from bot.features.leaderboards.rules.specs import (
    ATTAINMENT,
    BOOKINGS,
    COMBINED,
    GOALS,
    KUDOS,
    OWN_MEASURES,
    WIN_RATE,
    Engine,
    Measure,
    check_goes_together,
    is_attainment,
)
from bot.features.leaderboards.service.cohorts import Cohort
from bot.features.leaderboards.service.measures import (
    Figures,
    booked_against,
    measured,
    metric_for,
    name_of,
    quotas_of,
    whole_figure,
)
from bot.features.ledger.service import aggregates
from bot.features.metrics.rules.apart.cut_metrics import cut_of
from bot.features.metrics.rules.apart.kind_metrics import kind_of
from bot.features.metrics.rules.deals import win_share
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing
from bot.features.metrics.service.definitions import targets_of_teams

Weights = Sequence[Weight]


async def scores(transaction: Transaction, measure: Measure, field: Cohort, weights: Weights = ()) -> Figures:
    """The score of each person by id; BadInput where measure and engine do not go together.

    `weights` are read for the combined score alone.
    """
    check_goes_together(measure)
    if measure.what not in OWN_MEASURES:
        metric_for(measure.what, field)
    if measure.what == COMBINED:
        return await _combined(transaction, field, weights)
    if measure.engine is Engine.improved:
        return await _improved(transaction, measure.what, field)
    if measure.engine is Engine.attainment:
        return await _attained(transaction, measure.what, field)
    (found,) = await measured(transaction, measure.what, field, [field.days])
    return _without_nothing(found) if measure.what == KUDOS else found


async def ranking(
    transaction: Transaction, measure: Measure, field: Cohort, weights: Weights = ()
) -> Ranking:
    """Ranks the cohort by this measure; less is better where the metric says so."""
    found = await scores(transaction, measure, field, weights)
    metric = field.metrics.get(measure.what)
    # An improvement has its sign turned already where less is better.
    turned = metric is None or metric.higher_is_better or measure.engine is Engine.improved
    minimum = metric.minimum if metric else 1
    return standing(found, minimum=minimum, higher_is_better=turned)


def _without_nothing(found: Figures) -> Figures:
    return {
        who: each if each.value else missing(each.unit, MissingReason.no_kudos) for who, each in found.items()
    }


async def _attained(transaction: Transaction, what: str, field: Cohort) -> Figures:
    if what == BOOKINGS or is_attainment(what):
        against_quota = ATTAINMENT if what == BOOKINGS else what
        (found,) = await measured(transaction, against_quota, field, [field.days])
        return found
    (found,) = await measured(transaction, what, field, [field.days])
    if what == GOALS:
        return found
    targets = await targets_of_teams(transaction, what)
    own = {who: field.ground.org_chart.team_of(who) for who in found}
    return {
        who: against(each, targets.get(team.id) if (team := own[who]) else None)
        for who, each in found.items()
    }


async def _improved(transaction: Transaction, what: str, field: Cohort) -> Figures:
    base = BOOKINGS if what == ATTAINMENT else what
    before = weeks_before(field.days, field.ground.rules.fiscal)
    now, *past = await measured(transaction, base, field, [field.days, *before])
    so_far = (min(field.days.end, field.until, field.ground.today) - field.days.start).days
    known: dict[str, list[Fraction]] = {who: [] for who in now}
    for week, figures in zip(before, past, strict=True):
        if field.ground.recorded_from is None or week.start < field.ground.recorded_from:
            continue
        for who, figure in figures.items():
            if who in known and figure.value is not None:
                known[who].append(figure.value)
    metric = field.metrics.get(base)
    return improved(
        {who: a_week(figure, field.days, so_far) for who, figure in now.items()},
        known,
        higher_is_better=metric is None or metric.higher_is_better,
    )


async def _combined(transaction: Transaction, field: Cohort, weights: Weights) -> Figures:
    columns: list[tuple[str, Weight, Mapping[str, Figure]]] = []
    for weight in weights:
        if weight.target is None:
            found = await _attained(transaction, weight.what, field)
        else:
            (raw,) = await measured(transaction, weight.what, field, [field.days])
            found = {who: against(each, weight.target) for who, each in raw.items()}
        columns.append((name_of(weight.what, field), weight, found))
    return {
        who: combined([(name, weight, found[who]) for name, weight, found in columns]) for who in field.ids
    }


async def team_score(transaction: Transaction, measure: Measure, field: Cohort) -> Figure:
    """The team's figure: a ratio of sums for ratios, otherwise the sum per full-time person.

    BadInput for improvements and combined scores.
    """
    days = field.days
    if measure.engine is Engine.improved or measure.what == COMBINED:
        raise BadInput("Teams are compared by bookings, win rate, kudos or goals, not by that.")
    if is_attainment(measure.what) or (measure.what, measure.engine) == (BOOKINGS, Engine.attainment):
        return await _team_attainment(transaction, kind_of(measure.what), field)
    if measure.what == BOOKINGS:
        booked = await aggregates.booked(transaction, field.counted(days), field.as_of, with_overlay=False)
        return per_person(sum(booked.values(), Fraction(0)), field, Unit.money)
    if measure.what == WIN_RATE:
        decided = (await aggregates.decided(transaction, field.owned(days), field.as_of)).values()
        return win_share(sum(each.won for each in decided), sum(each.lost for each in decided))
    if cut_of(measure.what)[1]:
        whole = await whole_figure(transaction, measure.what, field)
        is_sum = whole.value is not None and whole.unit in (Unit.money, Unit.number)
        return per_person(whole.value or Fraction(0), field, whole.unit) if is_sum else whole
    (found,) = await measured(transaction, measure.what, field, [days])
    known = [each.value for each in found.values() if each.value is not None]
    if not known:
        code = next((each.code for each in found.values() if each.code), None)
        return missing(Unit.percent, code or MissingReason.no_data)
    unit = next(iter(found.values())).unit
    if unit in (Unit.money, Unit.number):
        return per_person(sum(known, Fraction(0)), field, unit)
    return Figure(sum(known, Fraction(0)) / len(known), unit, n=len(known))


async def _team_attainment(transaction: Transaction, kind: str, field: Cohort) -> Figure:
    everybody = quotas_of(field, field.days, kind)
    booked = await booked_against(transaction, everybody, field, field.days, with_overlay=False)
    due = {who: each for who, each in everybody.items() if each.total is not None}
    total = sum((each.total for each in due.values() if each.total is not None), Fraction(0))
    own = sum((amount for who, amount in booked.items() if who in due), Fraction(0))
    is_ramping = any(each.is_ramping for each in due.values())
    return booked_share(own, total if due else None, is_ramping=is_ramping)


def per_person(total: Fraction, field: Cohort, unit: Unit) -> Figure:
    """`total` per person who was there on all days; somebody there half of the days counts as one half.

    Missing with `not_employed` when nobody was.
    """
    there = sum(span.length for spans in field.parts(field.days).values() for span in spans)
    if there == 0:
        return missing(unit, MissingReason.not_employed)
    return Figure(total * field.days.length / there, unit)
