"""What holds for any cadence, anybody's days off and any zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.common.cadences import Cadence, Every, last_passed, next_run, runs_until
from tests.common.somebody import DAY, MONDAY, Somebody, first_run

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)

cadences = st.builds(
    Cadence,
    every=st.sampled_from(Every),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    weeks=st.integers(1, 12),
    day=st.integers(1, 31),
    anchor=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
somebodies = st.builds(
    Somebody,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    off=st.frozensets(st.integers(0, 120).map(lambda number: MONDAY + number * DAY), max_size=60),
    works_weekends=st.booleans(),
)
instants = st.datetimes(datetime(2026, 11, 1), datetime(2027, 4, 1), timezones=st.just(UTC))  # noqa: DTZ001


def _wall_time_exists(at: datetime, zone: ZoneInfo, wanted: time) -> bool:
    day = at.astimezone(zone).date()
    there = datetime.combine(day, wanted, tzinfo=zone)
    return there.astimezone(UTC).astimezone(zone).time() == wanted


@given(cadence=cadences, who=somebodies, after=st.integers(-5, 100))
def test_runs_in_a_row(cadence: Cadence, who: Somebody, after: int) -> None:
    """Each on a later day than the one before, not on a day off, at its time, in its week or month."""
    day, previous = MONDAY + after * DAY, None
    for _ in range(8):
        run = next_run(cadence, day, who)
        if run is None:
            break
        local = run.at.astimezone(who.zone)
        assert run.nominal > day
        assert previous is None or run.at.astimezone(who.zone).date() > previous
        assert not who.is_off(local.date())
        assert local.time() == cadence.at or not _wall_time_exists(run.at, who.zone, cadence.at)
        assert _belongs(cadence)(run.nominal) == _belongs(cadence)(local.date())
        day, previous = run.nominal, local.date()


def _belongs(cadence: Cadence) -> Callable[[date], object]:
    if cadence.every is Every.week:
        return lambda day: day.isocalendar()[:2]
    if cadence.every in (Every.month, Every.quarter_end):
        return lambda day: (day.year, day.month)
    return lambda day: day


@given(cadence=cadences, who=somebodies, now=instants)
def test_the_first_run_is_the_first(cadence: Cadence, who: Somebody, now: datetime) -> None:
    """It is to come, and whatever is between the last that passed and it is past."""
    run, passed = first_run(cadence, now, who), last_passed(cadence, now, who)

    assert run is None or run.at > now
    assert run == next_run(cadence, passed, who)
    long_ago = runs_until(cadence, passed - 70 * DAY, who, now)
    assert all(each.nominal <= passed for each in long_ago)


@given(cadence=cadences, who=somebodies, now=instants, step=st.integers(1, 40))
def test_no_run_is_lost_between_two_looks(cadence: Cadence, who: Somebody, now: datetime, step: int) -> None:
    """However often one looks, the runs are the same: none twice, none left out."""
    start, end = last_passed(cadence, now, who), now + 2 * step * DAY
    middle = runs_until(cadence, start, who, now + step * DAY)
    then = runs_until(cadence, middle[-1].nominal if middle else start, who, end)

    assert [*middle, *then] == runs_until(cadence, start, who, end)
