"""Periods cut in somebody's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import Fiscal, months_later
from bot.common.periods import PERIOD_WORDS, local_day, period_named

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
        ("last week", NEW_YORK, "2026-11-16T05:00+00:00", "2026-11-23T05:00+00:00"),
        ("last month", NEW_YORK, "2026-10-01T04:00+00:00", "2026-11-01T04:00+00:00"),
        ("this quarter", NEW_YORK, "2026-10-01T04:00+00:00", "2027-01-01T05:00+00:00"),
        ("last year", NEW_YORK, "2025-01-01T05:00+00:00", "2026-01-01T05:00+00:00"),
        ("last quarter", AUCKLAND, "2026-06-30T12:00+00:00", "2026-09-30T11:00+00:00"),
        ("this year", AUCKLAND, "2025-12-31T11:00+00:00", "2026-12-31T11:00+00:00"),
    ],
)
def test_periods(words: str, zone: ZoneInfo, start: str, end: str) -> None:
    """Midnights of the zone, also where a clock changes within the period."""
    period = period_named(words, MONDAY, zone)

    assert (period.start, period.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("zone", "now", "start", "hours"),
    [
        ("America/New_York", "2026-03-08T15:00+00:00", "2026-03-08T05:00+00:00", 23),
        ("America/New_York", "2026-11-01T15:00+00:00", "2026-11-01T04:00+00:00", 25),
        ("Europe/London", "2026-03-29T00:30+00:00", "2026-03-29T00:00+00:00", 23),
        ("Pacific/Auckland", "2026-04-04T12:00+00:00", "2026-04-04T11:00+00:00", 25),
        ("Australia/Lord_Howe", "2026-10-04T00:00+00:00", "2026-10-03T13:30+00:00", 23.5),
        ("America/Sao_Paulo", "2018-11-04T12:00+00:00", "2018-11-04T03:00+00:00", 23),
        ("America/Sao_Paulo", "2018-02-18T01:30+00:00", "2018-02-17T02:00+00:00", 25),
        ("America/Havana", "2026-11-01T04:30+00:00", "2026-11-01T04:00+00:00", 25),
        ("Pacific/Apia", "2011-12-30T12:00+00:00", "2011-12-30T10:00+00:00", 24),
        ("Asia/Kolkata", "2026-11-23T18:30+00:00", "2026-11-23T18:30+00:00", 24),
    ],
    ids=[
        "clock goes on",
        "clock goes back",
        "before the change",
        "the south",
        "half an hour",
        "no midnight",
        "23:00 twice",
        "midnight twice",
        "after a day that never was",
        "half past",
    ],
)
def test_days_on_which_the_clock_changes(zone: str, now: str, start: str, hours: float) -> None:
    """A day is as long as its people live through it."""
    today = period_named("today", datetime.fromisoformat(now), ZoneInfo(zone))

    assert today.start == datetime.fromisoformat(start)
    assert today.end - today.start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("words", "now", "start", "end"),
    [
        ("last month", "2027-01-15T12:00+00:00", "2026-12-01", "2027-01-01"),
        ("last month", "2028-03-31T12:00+00:00", "2028-02-01", "2028-03-01"),
        ("last quarter", "2027-02-28T12:00+00:00", "2026-10-01", "2027-01-01"),
        ("this week", "2027-01-01T12:00+00:00", "2026-12-28", "2027-01-04"),
        ("this week", "2026-11-29T23:59:59.999999+00:00", "2026-11-23", "2026-11-30"),
        ("this week", "2026-11-30T00:00+00:00", "2026-11-30", "2026-12-07"),
        ("last year", "2028-02-29T12:00+00:00", "2027-01-01", "2028-01-01"),
    ],
)
def test_periods_at_the_turn(words: str, now: str, start: str, end: str) -> None:
    """Over the end of a year, from long months to short ones, on the last and the first instant."""
    period = period_named(words, datetime.fromisoformat(now), ZoneInfo("UTC"))

    assert (period.start.date().isoformat(), period.end.date().isoformat()) == (start, end)


def test_labels() -> None:
    """As people read them."""
    assert [period_named(w, MONDAY, LONDON).label for w in ("THIS  week", "all time")] == [
        "This week",
        "All time",
    ]


def test_other_words_are_no_period() -> None:
    """There is no guessing."""
    with pytest.raises(KeyError):
        period_named("this fortnight", MONDAY, LONDON)


ZONES = st.sampled_from(
    [
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "Africa/Casablanca",
        "America/Havana",
        "Africa/Cairo",
        "Asia/Beirut",
    ]
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


@given(INSTANTS, ZONES.map(ZoneInfo))
def test_now_lies_in_every_period_that_is_not_over(now: datetime, zone: ZoneInfo) -> None:
    """Today is in this month, which is in this quarter, which is in this year; and today is in this week."""
    names = ("today", "this week", "this month", "this quarter", "this year")
    day, week, month, quarter, year = (period_named(name, now, zone) for name in names)

    assert year.start <= quarter.start <= month.start <= day.start <= now
    assert now < day.end <= month.end <= quarter.end <= year.end
    assert week.start <= day.start < day.end <= week.end


@given(INSTANTS, ZONES.map(ZoneInfo), st.sampled_from(PERIOD_WORDS[:-1]))
def test_periods_are_half_open(now: datetime, zone: ZoneInfo, words: str) -> None:
    """The end is the first instant of another day, the one before it is the last of the period."""
    period = period_named(words, now, zone)
    last_instant = period.end - timedelta(microseconds=1)

    assert local_day(last_instant, zone) < local_day(period.end, zone)
    assert local_day(period.start - timedelta(microseconds=1), zone) < local_day(period.start, zone)


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


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("this quarter", "2026-11-01", "2027-02-01"),
        ("last quarter", "2026-08-01", "2026-11-01"),
        ("this year", "2026-02-01", "2027-02-01"),
        ("last year", "2025-02-01", "2026-02-01"),
        ("this week", "2026-11-23", "2026-11-30"),
    ],
)
def test_quarters_and_years_are_fiscal(words: str, first: str, after: str) -> None:
    """Here the year begins in February."""
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    period = period_named(words, now, ZoneInfo("UTC"), Fiscal(first_month=2))
    assert (f"{period.start:%Y-%m-%d}", f"{period.end:%Y-%m-%d}") == (first, after)
