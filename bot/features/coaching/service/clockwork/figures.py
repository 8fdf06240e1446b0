"""Which figures of somebody have moved furthest from what is usual for them."""

from datetime import datetime, timedelta
from fractions import Fraction

from bot.common.date_ranges import ONE_DAY, DateRange, days_until
from bot.db.transaction import Transaction
from bot.features.coaching.notices import PreparedLine
from bot.features.coaching.rules.pair import Pair
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.rules import comparison, deals, quota
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.metrics.rules.productivity import per_day
from bot.features.metrics.service.scopes import MetricsViewer, reader
from bot.features.metrics.views.sheet import WHY, SheetLocation

_MOST = 3
_WEEK = timedelta(weeks=1)
_CALLS = ("call", "connected_call")
# Smaller differences come by themselves.
_LEAST = Fraction(1, 10)
Change = tuple[str, str, Fraction, Fraction, Unit]


async def moved_lines(transaction: Transaction, pair: Pair, now: datetime) -> tuple[PreparedLine, ...]:
    """At most three figures of the person, those furthest from their usual, each with its "Why?".

    Empty for somebody who does not sell.
    """
    viewer = await reader(transaction, pair.person.id, now)
    quarter = viewer.rules.fiscal.quarter_of(viewer.today)
    week = viewer.rules.fiscal.week_of(viewer.today - _WEEK)
    # Win rates look back twice; the ledger adds what one trailing window needs.
    since = min(quarter.start, viewer.today - timedelta(days=deals.TRAILING_DAYS + 7))
    whose = ledger.of_person(pair.person.id)
    facts = await ledger.facts(transaction, whose, DateRange(since, quarter.end), now)
    changes = [each for each in _changes(facts, quarter, week) if _distance(each) >= _LEAST]
    changes.sort(key=_distance, reverse=True)
    return tuple(_line(each, facts, quarter, viewer) for each in changes[:_MOST])


def _distance(change: Change) -> Fraction:
    _, _, value, usual, _ = change
    return abs(value - usual) / usual


def _changes(facts: Facts, quarter: DateRange, week: DateRange) -> list[Change]:
    """(metric, name, value, usual, unit) of what has both and is usually above zero."""
    found: list[Change] = []
    recent = deals.recent(facts)
    before = days_until(recent.start - ONE_DAY, recent.length)
    rate, usual_rate = deals.win_rate(facts, recent), deals.win_rate(facts, before)
    is_small = rate.is_small(deals.SMALL_SAMPLE) or usual_rate.is_small(deals.SMALL_SAMPLE)
    pairs: list[tuple[str, str, Fraction | None, Fraction | None, Unit]] = [
        ("win_rate", "Win rate", None if is_small else rate.value, usual_rate.value, Unit.percent),
        ("pace", "Pace", quota.pace(facts, quarter).value, Fraction(1), Unit.percent),
        (
            "bookings",
            "Booked in the week",
            comparison.booked(facts, week),
            comparison.usual_week(facts, week),
            Unit.money,
        ),
    ]
    for key, name, kinds in (("meetings", "Meetings", ("meeting",)), ("calls", "Calls", _CALLS)):
        usual = comparison.usual_activity(facts, week, *kinds)
        pairs.append((key, name, per_day(facts, week, *kinds).value, usual, Unit.a_day))
    for key, name, value, usual, unit in pairs:
        if value is not None and usual is not None and usual > 0:
            found.append((key, name, value, usual, unit))
    return found


def _line(change: Change, facts: Facts, quarter: DateRange, viewer: MetricsViewer) -> PreparedLine:
    key, name, value, usual, unit = change
    currency = facts.rules.currency
    place = SheetLocation(viewer.person.id, key, quarter)
    beside = "" if key == "pace" else f" (usually {_said(usual, unit, currency)})"
    return PreparedLine(
        f"{name} {_said(value, unit, currency)}{beside}", "Why?", f"{WHY}:home", place.written()
    )


def _said(value: Fraction, unit: Unit, currency: str) -> str:
    """A figure as messages have it: percents are whole."""
    return f"{round(value * 100)}%" if unit is Unit.percent else shown(value, unit, currency)
