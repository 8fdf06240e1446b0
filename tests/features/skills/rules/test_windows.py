"""The days over which a change is looked for, and untouched windows."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from bot.common.date_ranges import DateRange
from bot.features.skills.rules.outcome import EffectBaseline, standardised
from bot.features.skills.rules.shrinkage import Strength, Trials, prior_of
from bot.features.skills.rules.windows import (
    BEFORE,
    TrialSeries,
    WindowSearch,
    end_of_window,
    lag_of,
    others_change,
)

MONDAY = date(2026, 11, 30)
DAY = timedelta(days=1)


def working_days(start: date, end: date) -> list[date]:
    """Monday to Friday."""
    span = (start + DAY * number for number in range((end - start).days))
    return [day for day in span if day.weekday() < 5]


def daily(start: date, end: date, *, every: int = 1, passed: int = 3) -> TrialSeries:
    """A try every so many days, of which one in `passed` passes."""
    days = [start + DAY * number for number in range(0, (end - start).days, every)]
    return TrialSeries((day, int(number % passed == 0), 1) for number, day in enumerate(days))


def test_tries_of_any_days() -> None:
    """Half-open, in whatever order they were told."""
    series = TrialSeries([(MONDAY + DAY, 1, 2), (MONDAY, 0, 1), (MONDAY + 9 * DAY, 1, 1)])
    assert series.between(DateRange(MONDAY, MONDAY + DAY)) == Trials(0, 1)
    assert series.between(DateRange(MONDAY, MONDAY + 10 * DAY)) == Trials(2, 4)
    assert series.between(DateRange(MONDAY + 10 * DAY, MONDAY + 20 * DAY)) == Trials(0, 0)
    found = [series.day_of(MONDAY, number) for number in (1, 2, 3, 4, 5)]
    assert found == [MONDAY, MONDAY + DAY, MONDAY + DAY, MONDAY + 9 * DAY, None]
    assert series.day_of(MONDAY + 2 * DAY, 1) == MONDAY + 9 * DAY


def test_lag() -> None:
    """The median, sixty at most."""
    assert [lag_of(days) for days in ([], [10], [10, 20], [10, 21], [100, 90])] == [0, 10, 15, 16, 60]


def test_when_a_window_ends() -> None:
    """After thirty working days and twenty tries, whichever is later; 120 days at most."""
    worked = working_days(MONDAY, MONDAY + 200 * DAY)
    thirty = worked[29] + DAY
    assert end_of_window(MONDAY, worked, daily(MONDAY, MONDAY + 200 * DAY), 30) == thirty
    slow = daily(MONDAY, MONDAY + 200 * DAY, every=4)
    assert end_of_window(MONDAY, worked, slow, 30) == MONDAY + 77 * DAY
    slower = daily(MONDAY, MONDAY + 200 * DAY, every=9)
    assert end_of_window(MONDAY, worked, slower, 30) == MONDAY + 120 * DAY
    assert end_of_window(MONDAY, worked[:29], daily(MONDAY, MONDAY + 200 * DAY), 30) is None
    assert end_of_window(MONDAY, worked[:40], slow, 30) == MONDAY + 77 * DAY
    assert end_of_window(MONDAY, worked[:40], TrialSeries([]), 30) is None


def test_what_others_did_needs_sixty_tries_on_both_sides() -> None:
    """Otherwise nothing is taken off."""
    before, after = DateRange(MONDAY, MONDAY + 60 * DAY), DateRange(MONDAY + 60 * DAY, MONDAY + 120 * DAY)
    found = others_change([daily(MONDAY, MONDAY + 120 * DAY)], before, after)
    assert found is not None
    assert (found.before, found.after) == (Trials(20, 60), Trials(20, 60))
    assert others_change([daily(MONDAY, MONDAY + 119 * DAY)], before, after) is None


def search(*, touched: Sequence[DateRange] = (), lag: int = 14) -> WindowSearch:
    """Six people with a deal every other day in three years and a half; the first passes few of them."""
    first = MONDAY - timedelta(weeks=182)
    series = {
        f"U{number}": daily(first, MONDAY, every=2, passed=8 if number == 0 else 3) for number in range(6)
    }
    return WindowSearch(
        series=series,
        working_days=dict.fromkeys(series, working_days(first, MONDAY)),
        like=lambda person, _: [who for who in series if who != person],
        touched=lambda _, days: any(days.within(each).length for each in touched),
        lag=lag,
        today=MONDAY,
    )


def test_untouched_windows() -> None:
    """Newest first, never two at once of a person, with the flag of their beginning and how they ended."""
    found = search().found()
    of_first = [window for window in found if window.person_id == "U0"]
    assert [window.starts_on for window in found] == sorted((w.starts_on for w in found), reverse=True)
    assert {window.flag for window in of_first} == {Strength.likely}
    assert {window.flag for window in found if window.person_id != "U0"} == {Strength.none}
    assert len(of_first) == 5
    for later, earlier in itertools.pairwise(of_first):
        assert (later.starts_on - BEFORE) - earlier.starts_on >= timedelta(days=14 + 40)
    newest, series = of_first[0], search().series
    before = DateRange(newest.starts_on - BEFORE, newest.starts_on)
    opens = newest.starts_on + 14 * DAY
    ends = end_of_window(opens, search().working_days["U0"], series["U0"], 30)
    assert ends is not None
    assert MONDAY - timedelta(days=7) <= ends <= MONDAY
    others, after = [series[f"U{number}"] for number in range(1, 6)], DateRange(opens, ends)
    prior = prior_of(each.between(before) for each in others)
    assert prior is not None
    baseline = EffectBaseline(prior, series["U0"].between(before))
    ended = standardised(baseline, series["U0"].between(after), others_change(others, before, after))
    assert newest.z == ended


def test_a_window_in_which_something_was_done_is_none() -> None:
    """The next older one counts in its place."""
    last_half_year = DateRange(MONDAY - timedelta(weeks=26), MONDAY)
    found = [window for window in search(touched=[last_half_year]).found() if window.person_id == "U0"]
    assert found
    assert all(window.starts_on < last_half_year.start - timedelta(days=50) for window in found)
