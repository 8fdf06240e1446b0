"""What a board that somebody asks for measures, and over which days, where they do not say. Pure."""

from bot.common.date_ranges import DateRange
from bot.features.leaderboards.commands import ShowLeaderboard, Vocabulary
from bot.features.leaderboards.rules.specs import BOOKINGS, COMBINED, GOALS, KUDOS, Engine, Measure, of_deals
from bot.features.metrics.commands.periods import find_span


def measure_of(ask: ShowLeaderboard) -> Measure:
    """The measure asked for, with its usual engine filled in; bookings against quota when none was typed.

    Of some deals alone the usual is what was booked. BadInput: what is of no deals is asked for of some.
    """
    return of_deals(_measure(ask), ask.cut)


def _measure(ask: ShowLeaderboard) -> Measure:
    what = ask.what or BOOKINGS
    if what == "attainment":
        what = BOOKINGS
        return Measure(what, ask.engine or Engine.attainment)
    is_usual = what in (BOOKINGS, GOALS, COMBINED) and ask.what is None and not ask.cut
    usual = Engine.attainment if is_usual else Engine.raw
    if what in (GOALS, COMBINED):
        usual = Engine.attainment
    return Measure(what, ask.engine or usual)


def usual_days(measure: Measure, known: Vocabulary) -> DateRange:
    """The default period: last week for improvement, this month for kudos, otherwise this quarter."""
    words = "this quarter"
    if measure.engine is Engine.improved:
        words = "last week"
    elif measure.what == KUDOS:
        words = "this month"
    span = find_span(words, known.today, known.fiscal)
    assert span is not None
    return span
