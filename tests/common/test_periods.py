"""Periods cut in somebody's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.periods import PERIOD_WORDS, local_day, months_later, period_named

NEW_YORK, LONDON, AUCKLAND = (ZoneInfo(z) for z in ("America/New_York", "Europe/London", "Pacific/Auckland"))
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "zone", "start", "end"),
    [
        ("today", LONDON, "2026-11-23T00:00+00:00", "2026-11-24T00:00+00:00"),
        ("this week", LONDON, "2026-11-23T00:00+00:00", "2026-11-30T00:00+00:00"),
        ("last week", LONDON, "2026-11-16T00:00+00:00", "2026-11-23T00:00+00:00"),
        ("This  Month", LONDON, "2026-11-01T00:00+00:00", "2026-12-01T00:00+00:00"),
        ("last month", LONDON, "2026-09-30T23:00+00:00", "2026-11-01T00:00+00:00"),
        ("this quarter", LONDON, "2026-09-30T23:00+00:00", "2027-01-01T00:00+00:00"),
        ("last quarter", LONDON, "2026-06-30T23:00+00:00", "2026-09-30T23:00+00:00"),
        ("this year", LONDON, "2026-01-01T00:00+00:00", "2027-01-01T00:00+00:00"),
        ("last year", LONDON, "2025-01-01T00:00+00:00", "2026-01-01T00:00+00:00"),
        ("this month", NEW_YORK, "2026-11-01T04:00+00:00", "2026-12-01T05:00+00:00"),
        ("today", AUCKLAND, "2026-11-22T11:00+00:00", "2026-11-23T11:00+00:00"),
        ("this month", AUCKLAND, "2026-10-31T11:00+00:00", "2026-11-30T11:00+00:00"),
    ],
)
def test_periods(words: str, zone: ZoneInfo, start: str, end: str) -> None:
    """Midnights of the zone, also where a clock changes within the period."""
    period = period_named(words, MONDAY, zone)

    assert (period.start, period.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


def test_other_words_are_no_period() -> None:
    """There is no guessing."""
    with pytest.raises(KeyError):
        period_named("this fortnight", MONDAY, LONDON)


ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Africa/Casablanca"]
)
INSTANTS = st.integers(0, 15 * 365 * 86_400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(INSTANTS, ZONES.map(ZoneInfo), st.sampled_from(["week", "month", "quarter", "year"]))
def test_this_follows_last_without_a_gap(now: datetime, zone: ZoneInfo, unit: str) -> None:
    """Now lies in "this", and "last" ends where "this" begins."""
    this, last = period_named(f"this {unit}", now, zone), period_named(f"last {unit}", now, zone)

    assert this.start <= now < this.end
    assert last.start < last.end == this.start
    assert this.start.astimezone(zone).hour in (0, 1)  # 1 where midnight itself is skipped


@given(INSTANTS, ZONES.map(ZoneInfo), st.sampled_from(PERIOD_WORDS))
def test_every_period_has_a_beginning_before_its_end(now: datetime, zone: ZoneInfo, words: str) -> None:
    """Half-open and never empty; only "all time" is all time."""
    period = period_named(words, now, zone)

    assert period.start < period.end
    assert period.is_all_time is (words == "all time")


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-30, 30))
def test_months_later_is_the_first_of_a_month(day: date, months: int) -> None:
    """Going and coming back ends at the first of the same month."""
    first = months_later(day, months)

    assert first.day == 1
    assert months_later(first, -months) == day.replace(day=1)


def test_the_day_is_the_one_on_the_wall() -> None:
    """At 23:30 in London it is tomorrow in Auckland."""
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert local_day(late, LONDON) == date(2026, 11, 23)
    assert local_day(late, AUCKLAND) == local_day(late, LONDON) + timedelta(days=1)
