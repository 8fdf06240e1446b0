"""Pace over the owner's working days."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.goals.rules.pace import Pace, PaceStatus, pace
from bot.features.goals.rules.progress import NotAvailable, progress
from bot.features.notifications.rules import Calendar
from tests.features.goals.examples import GOAL

ZONE = ZoneInfo("America/New_York")
NEW_YORK = Calendar(ZONE, time(9), time(17, 30), frozenset(range(5)), country="US")
QUARTER = replace(GOAL, target=Decimal(240_000), current=Decimal(96_000))
DAYS = [date(2026, 6, 25) + timedelta(days=number) for number in range(110)]


@dataclass(frozen=True)
class Days:
    """Days off as a test has them."""

    off: frozenset[date] = frozenset()
    zone: ZoneInfo = ZONE

    def is_off(self, day: date) -> bool:
        """Whether it is one of them."""
        return day in self.off


def pace_of(current: int, today: date, off: frozenset[date] = frozenset()) -> Pace:
    """The pace of a goal of 100 over the hundred days from 1 July."""
    goal = replace(GOAL, current=Decimal(current), due=date(2026, 10, 8))
    found = pace(goal, progress(goal), today, Days(off))
    assert isinstance(found, Pace)
    return found


def test_half_a_quarter_of_working_days() -> None:
    """Q3 2026 in the US, holidays on 3 July and 7 September: 32 of 64 days by the end of 14 August."""
    found = pace(QUARTER, progress(QUARTER), date(2026, 8, 15), NEW_YORK)

    assert found == Pace(Fraction(1, 2), PaceStatus.at_risk, 32, 64)


def test_today_is_not_over() -> None:
    """On 14 August itself one working day less is expected."""
    found = pace(QUARTER, progress(QUARTER), date(2026, 8, 14), NEW_YORK)

    assert isinstance(found, Pace)
    assert found.expected == Fraction(31, 64)


def test_own_time_off_lowers_what_is_expected_by_now() -> None:
    """Two weeks of leave in August are ten working days less to elapse, and less in all."""
    leave = {date(2026, 8, 3) + timedelta(days=number): "Leave" for number in range(12)}
    found = pace(QUARTER, progress(QUARTER), date(2026, 8, 15), replace(NEW_YORK, time_off=leave))

    assert isinstance(found, Pace)
    assert (found.elapsed, found.total) == (22, 54)


@pytest.mark.parametrize(
    ("current", "status"),
    [
        (56, PaceStatus.ahead),
        (55, PaceStatus.ahead),
        (54, PaceStatus.on_track),
        (50, PaceStatus.on_track),
        (45, PaceStatus.on_track),
        (44, PaceStatus.at_risk),
        (35, PaceStatus.at_risk),
        (34, PaceStatus.off_track),
        (0, PaceStatus.off_track),
        (-10, PaceStatus.off_track),
        (130, PaceStatus.ahead),
    ],
)
def test_the_status_half_way(current: int, status: PaceStatus) -> None:
    """At 50% expected: ahead from 110% of it, on track from 90%, at risk from 70%; each limit is in."""
    assert pace_of(current, date(2026, 8, 20)) == Pace(Fraction(1, 2), status, 50, 100)


@pytest.mark.parametrize(
    ("current", "today", "status"),
    [
        (0, date(2026, 6, 30), PaceStatus.not_begun),
        (5, date(2026, 6, 30), PaceStatus.not_begun),
        (0, date(2026, 7, 1), PaceStatus.on_track),
        (1, date(2026, 7, 1), PaceStatus.ahead),
        (0, date(2026, 7, 20), PaceStatus.on_track),
        (0, date(2026, 7, 21), PaceStatus.off_track),
        (99, date(2026, 10, 7), PaceStatus.on_track),
        (90, date(2026, 10, 8), PaceStatus.at_risk),
        (89, date(2026, 10, 8), PaceStatus.off_track),
        (99, date(2026, 10, 9), PaceStatus.off_track),
        (100, date(2026, 10, 8), PaceStatus.ahead),
        (100, date(2026, 10, 9), PaceStatus.over),
        (0, date(2027, 10, 9), PaceStatus.off_track),
    ],
)
def test_the_status_over_time(current: int, today: date, status: PaceStatus) -> None:
    """Nobody is late in the first fifth; on the last day all of it is due; who was there is over then."""
    assert pace_of(current, today).status is status


def test_what_is_expected_before_and_after() -> None:
    """Nothing before the goal begins, and on its first day; all of it once it is over."""
    assert [pace_of(0, day).expected for day in (DAYS[0], GOAL.begins, date(2026, 10, 9), DAYS[-1])] == [
        0,
        0,
        1,
        1,
    ]


def test_without_working_days_there_is_no_pace() -> None:
    """A goal for one's weekend has none; that is not 0%."""
    weekend = replace(QUARTER, begins=date(2026, 8, 15), due=date(2026, 8, 16))

    assert (
        str(pace(weekend, progress(weekend), date(2026, 8, 16), NEW_YORK))
        == "n/a (no working days until it is due)"
    )


def test_without_progress_there_is_no_pace() -> None:
    """What has no number cannot be early or late."""
    assert isinstance(pace(GOAL, NotAvailable("no goals below"), DAYS[0], NEW_YORK), NotAvailable)


def test_less_can_be_better_in_time() -> None:
    """Churn from 10 to 5 and now 7.5, half-way: on track."""
    churn = replace(QUARTER, start=Decimal(10), target=Decimal(5), current=Decimal("7.5"))
    found = pace(churn, progress(churn), date(2026, 8, 15), NEW_YORK)

    assert isinstance(found, Pace)
    assert found.status is PaceStatus.on_track


@given(st.frozensets(st.sampled_from(DAYS), max_size=100), st.integers(-20, 120))
def test_pace_moves_on_working_days_only(off: frozenset[date], current: int) -> None:
    """Day by day from before to after: never back, never on a day off, one step on any other, from 0 to 1."""
    goal = replace(GOAL, current=Decimal(current))
    found = [pace(goal, progress(goal), day, Days(off)) for day in DAYS]
    expected = [each.expected for each in found if isinstance(each, Pace)]
    working = {day for day in DAYS if goal.begins <= day <= goal.due and day not in off}

    assert len(expected) == (len(DAYS) if working else 0)
    for day, before, after in zip(DAYS, expected, expected[1:], strict=False):
        assert after - before == (Fraction(1, len(working)) if day in working else 0)
    assert [*expected[:1], *expected[-1:]] == ([0, 1] if working else [])
