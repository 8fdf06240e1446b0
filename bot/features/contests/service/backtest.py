"""Replays of a contest on earlier days by the code of the live one; and what it moved, once it is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from bot.common.date_ranges import DateRange, short_day
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.contests.rules.backtest import PADDING, WINDOWS, BacktestResult, Replay, verdict
from bot.features.contests.rules.outcome import Lift, lift
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service.scoreboard import Score, score, winners
from bot.features.leaderboards.rules.ranking import SHOWN_SHARE
from bot.features.leaderboards.rules.scores import a_week, usual_of, weeks_before
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, KUDOS, Engine, is_attainment
from bot.features.leaderboards.service.measures import measured
from bot.features.metrics.rules.figures import MissingReason
from bot.features.workspace import service as workspace


async def back_test(
    transaction: Transaction, rules: ContestRules, now: datetime
) -> tuple[BacktestResult, dict[str, str]]:
    """Replays the contest on up to eight windows of its length before it; names by id of who is in them.

    Stops where the ledger does not reach; a window without any score is skipped.
    """
    today = local_day(now, await workspace.zone_of(transaction))
    end, replays, names, people = min(rules.first, today), [], dict[str, str](), 0
    for back in range(1, WINDOWS + 1):
        days = window(rules, end, back)
        found = await score(transaction, rules, frozenset(), now, days)
        begins = found.field.ground.recorded_from
        if rules.measure.what != KUDOS and (begins is None or days.start < begins):
            break
        if not found.ranked.placed:
            continue
        people = max(people, len(found.ranked.placed) + len(found.ranked.unranked))
        names.update(found.names)
        replays.append(await replay(transaction, found))
    return verdict(replays, people), names


def window(rules: ContestRules, end: date, back: int) -> DateRange:
    """The days that end `back - 1` lengths of the contest before `end`."""
    length = timedelta(days=rules.days.length)
    start = end - back * length
    return DateRange(
        start, start + length, f"{short_day(start)} to {short_day(start + length - timedelta(days=1))}"
    )


async def replay(transaction: Transaction, found: Score) -> Replay:
    """Sums up one replay: its winners, and who was near the top (as many as a board shows)."""
    won = await winners(transaction, found)
    near = max(1, len(found.ranked.placed) // SHOWN_SHARE)
    close = tuple(each.id for each in found.ranked.placed if each.rank <= near)
    return Replay(found.field.days.label, won.ids, close, _padded(found))


def can_be_padded(rules: ContestRules, found: Score) -> bool:
    """Whether people can raise the measure by themselves: activities, kudos, and goals, as they report."""
    metric = found.field.metrics.get(rules.measure.what)
    return rules.measure.what in (KUDOS, GOALS) or (metric is not None and metric.counts == "activities")


def _padded(found: Score) -> bool:
    """Whether the one in the middle would have won with half as much again; False if it cannot be padded."""
    placed = found.ranked.placed
    if not can_be_padded(found.rules, found) or not placed:
        return False
    return placed[len(placed) // 2].score * PADDING > placed[0].score


async def moved(
    transaction: Transaction, rules: ContestRules, decliners: frozenset[str], now: datetime
) -> Lift:
    """The contest's average week against the median of the eight weeks before, person by person.

    By bookings where the measure is a score against a target, which has no usual week.
    """
    people_rules = replace(rules, by_team=False)
    found = await score(transaction, people_rules, decliners, now)
    field, what = found.field, rules.measure.what
    base = BOOKINGS if is_attainment(what) or rules.measure.engine is not Engine.raw else what
    before = weeks_before(field.days, field.ground.rules.fiscal)
    here, *past = await measured(transaction, base, field, [field.days, *before])
    begins = field.ground.recorded_from
    known = [
        figures
        for week, figures in zip(before, past, strict=True)
        if base == KUDOS or (begins is not None and week.start >= begins)
    ]
    usual = usual_of({who: [f[who].value for f in known if who in f] for who in here})
    now_values = {who: a_week(figure, field.days, field.days.length) for who, figure in here.items()}
    return lift({who: value for who, value in now_values.items() if value is not None}, usual)


def share(value: Fraction | None) -> str:
    """A change as text: `+12.5%`; "n/a" and why where there is nothing to compare with."""
    if value is None:
        return f"n/a ({MissingReason.few_weeks.value})"
    return f"{float(value * 100):+.1f}%"
