"""The days over which a change is looked for, and earlier ones in which nobody did anything; pure."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.features.skills.rules.outcome import EffectBaseline, OthersChange, standardised
from bot.features.skills.rules.shrinkage import LEAST, Strength, Trials, prior_of, strength_of

BEFORE = timedelta(weeks=26)
ONE_WEEK = timedelta(weeks=1)
LONGEST = timedelta(days=120)
USUAL_WORKING_DAYS = 30
MOST_LAG = 60
# Others' change is taken off where it is known from so many tries before and after.
LEAST_OF_OTHERS = 60
# How far back untouched windows are looked for, and how many are kept.
HISTORY = timedelta(weeks=156)
MOST_KEPT = 200
SeriesOf = Mapping[str, "TrialSeries"]


class TrialSeries:
    """Somebody's tries of one conversion by day, summed so that any span is two look-ups.

    Made of (day, passed, entered), in any order.
    """

    def __init__(self, tries: Iterable[tuple[date, int, int]]) -> None:
        ordered = sorted(tries)
        self._days = [day for day, _, _ in ordered]
        self._passed = [0, *accumulate(passed for _, passed, _ in ordered)]
        self._entered = [0, *accumulate(entered for _, _, entered in ordered)]

    def between(self, days: DateRange) -> Trials:
        """The tries of these days together."""
        first, last = bisect_left(self._days, days.start), bisect_left(self._days, days.end)
        return Trials(self._passed[last] - self._passed[first], self._entered[last] - self._entered[first])

    def day_of(self, start: date, number: int) -> date | None:
        """The day of the try with this number (from 1) since `start`; None while it has not come."""
        first = bisect_left(self._days, start)
        place = bisect_left(self._entered, self._entered[first] + number)
        return self._days[place - 1] if place < len(self._entered) else None


def lag_of(days: Iterable[int]) -> int:
    """Days until an action can show: the median from reaching a stage to the decision, 60 at most."""
    known = [each for each in days if each >= 0]
    return min(MOST_LAG, int(median(known) + 0.5)) if known else 0


def end_of_window(opens: date, working_days: Sequence[date], series: TrialSeries, least: int) -> date | None:
    """The day after the last of a window that opens then; None while it is not known.

    It ends after `least` own working days and 20 tries, whichever is later, 120 days at most.
    """
    first = bisect_left(working_days, opens)
    worked = working_days[first + least - 1] if first + least <= len(working_days) else None
    tried = series.day_of(opens, LEAST)
    longest = opens + LONGEST
    if worked is None or tried is None:
        return longest if working_days and working_days[-1] >= longest else None
    return min(longest, max(worked, tried) + ONE_DAY)


def others_change(others: Iterable[TrialSeries], before: DateRange, after: DateRange) -> OthersChange | None:
    """What others did meanwhile; None where it is known from fewer than 60 tries before or after."""
    listed = list(others)
    sides = [_together(each.between(days) for each in listed) for days in (before, after)]
    if min(side.entered for side in sides) < LEAST_OF_OTHERS:
        return None
    return OthersChange(*sides)


def _together(tries: Iterable[Trials]) -> Trials:
    listed = list(tries)
    return Trials(sum(each.passed for each in listed), sum(each.entered for each in listed))


@dataclass(frozen=True)
class UntouchedWindow:
    """A window in which nothing was done: `z` is how it ended, `flag` what could be said when it began."""

    person_id: str
    starts_on: date
    flag: Strength
    z: float


@dataclass(frozen=True)
class WindowSearch:
    """Where untouched windows are looked for: one conversion of the people of one role.

    `like(person, day)`: ids of those who were like this person on the day. `touched(person, days)`: whether
    an action of that conversion or its skill was open. `working_days` are by person, up to `today`.
    """

    series: SeriesOf
    working_days: Mapping[str, Sequence[date]]
    like: Callable[[str, date], Sequence[str]]
    touched: Callable[[str, DateRange], bool]
    lag: int
    today: date
    least_days: int = USUAL_WORKING_DAYS

    def found(self) -> list[UntouchedWindow]:
        """The newest windows, 200 at most of a flag; two of a person never overlap."""
        windows = sorted(
            (window for person_id in sorted(self.series) for window in self._of(person_id)),
            key=lambda each: (each.starts_on, each.person_id),
            reverse=True,
        )
        kept: dict[Strength, int] = {}
        found = []
        for window in windows:
            kept[window.flag] = kept.get(window.flag, 0) + 1
            if kept[window.flag] <= MOST_KEPT:
                found.append(window)
        return found

    def _of(self, person_id: str) -> Iterator[UntouchedWindow]:
        monday = self.today - timedelta(days=self.today.weekday())
        free_until = self.today
        earliest = monday - HISTORY
        while monday >= earliest:
            window = self._window(person_id, monday, free_until)
            if window is not None:
                yield window
                free_until = monday - BEFORE
            monday -= ONE_WEEK

    def _window(self, person_id: str, monday: date, free_until: date) -> UntouchedWindow | None:
        own, opens = self.series[person_id], monday + timedelta(days=self.lag)
        before = DateRange(monday - BEFORE, monday)
        if opens >= free_until or own.between(before).entered < LEAST:
            return None
        ends = end_of_window(opens, self.working_days[person_id], own, self.least_days)
        if ends is None or ends > free_until or self.touched(person_id, DateRange(monday, ends)):
            return None
        after = DateRange(opens, ends)
        others = [self.series[who] for who in self.like(person_id, monday) if who in self.series]
        prior = prior_of(each.between(before) for each in others)
        if prior is None or own.between(after).entered < LEAST:
            return None
        baseline = EffectBaseline(prior, own.between(before))
        z = standardised(baseline, own.between(after), others_change(others, before, after))
        return UntouchedWindow(person_id, monday, strength_of(baseline.own, prior), z)
