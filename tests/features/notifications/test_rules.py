"""When somebody may be written to: hours, days off, and what they or Slack say of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.periods import local_day
from bot.features.notifications.rules import Calendar, Cause, ContactWindow, NotificationPreferences
from bot.features.people.rules import Person
from bot.features.workspace.rules.calendar import WorkspaceCalendar

BERLIN, LONDON, SEOUL = (ZoneInfo(name) for name in ("Europe/Berlin", "Europe/London", "Asia/Seoul"))
ZONES = [
    BERLIN,
    LONDON,
    SEOUL,
    ZoneInfo("America/New_York"),
    ZoneInfo("America/Havana"),  # midnight comes twice, or not at all
    ZoneInfo("Africa/Cairo"),
    ZoneInfo("Australia/Lord_Howe"),  # half an hour
    ZoneInfo("Asia/Kolkata"),
    ZoneInfo("Pacific/Kiritimati"),
]
WEEK = frozenset(range(7))
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GENERAL = WorkspaceCalendar(LONDON, country="GB", subdivision="ENG", daily_limit=5)


def calendar(zone: ZoneInfo = LONDON, opens: str = "09:00", closes: str = "17:30", **more: Any) -> Calendar:
    """Monday to Friday, unless it is said otherwise."""
    plain = {"workdays": frozenset(range(5)), **more}
    return Calendar(zone, time.fromisoformat(opens), time.fromisoformat(closes), **plain)


def at(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def reach(
    when: Calendar | None = None,
    *,
    snoozed_until: datetime | None = None,
    away_until: datetime | None = None,
    quiet: tuple[datetime | None, datetime | None] = (None, None),
) -> ContactWindow:
    """Somebody in London."""
    person = Person(
        "U1", "Ben", LONDON, away_until=away_until, quiet_from=quiet[0], quiet_until=quiet[1]
    )  # fmt: skip
    return ContactWindow(person, NotificationPreferences(snoozed_until=snoozed_until), when or calendar(), 5)


@pytest.mark.parametrize(
    ("after", "opening"),
    [
        ("2026-11-23T12:00", "2026-11-23T18:30"),  # Monday noon: this evening
        ("2026-11-23T20:00", "2026-11-23T20:00"),
        ("2026-11-24T02:00", "2026-11-24T02:00"),  # the night that began on Monday
        ("2026-11-24T03:30", "2026-11-24T18:30"),
        ("2026-11-28T02:00", "2026-11-28T02:00"),  # Saturday, still Friday's night
        ("2026-11-28T04:00", "2026-11-30T18:30"),
        ("2026-11-23T02:00", "2026-11-23T18:30"),  # Sunday's night is none
    ],
)
def test_hours_over_midnight(after: str, opening: str) -> None:
    """A night belongs to the day on which it begins; a day is waited for until its own begins."""
    nights = calendar(opens="18:30", closes="03:30")
    found = nights.next_opening(datetime.fromisoformat(after).replace(tzinfo=LONDON))
    assert found == datetime.fromisoformat(opening).replace(tzinfo=LONDON)
    tuesday = datetime(2026, 11, 24, 18, 30, tzinfo=LONDON)
    assert nights.opening_from(tuesday.date()) == tuesday


@pytest.mark.parametrize(
    ("after", "opening"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 08:59:59", "2026-11-23 09:00"),
        ("2026-11-23 17:29:59", "2026-11-23 17:29:59"),
        ("2026-11-23 17:30", "2026-11-24 09:00"),
        ("2026-11-27 18:00", "2026-11-30 09:00"),
        ("2026-11-28 12:00", "2026-11-30 09:00"),
        ("2026-03-29 12:00", "2026-03-30 08:00"),  # summer time has begun
    ],
)
def test_the_next_opening(after: str, opening: str) -> None:
    """The beginning belongs to the day's work, the end does not; weekends are over on Monday."""
    assert calendar().next_opening(at(after)) == at(opening)


@pytest.mark.parametrize(
    ("zone", "after", "opening"),
    [
        (SEOUL, "2026-11-23 09:30", "2026-11-24 00:00"),
        (ZoneInfo("America/New_York"), "2026-11-23 09:30", "2026-11-23 14:00"),
        (ZoneInfo("Asia/Kolkata"), "2026-11-22 20:00", "2026-11-23 03:30"),
    ],
)
def test_everybody_has_their_own_morning(zone: ZoneInfo, after: str, opening: str) -> None:
    """Hours are on the wall of whoever they belong to."""
    assert calendar(zone).next_opening(at(after)) == at(opening)


def test_an_evening_shift() -> None:
    """Eight in the evening in New York is tomorrow in UTC: they are still at work."""
    shift = calendar(ZoneInfo("America/New_York"), "14:00", "22:00")
    assert shift.next_opening(at("2026-11-24 01:00")) == at("2026-11-24 01:00")


@pytest.mark.parametrize(
    ("opens", "closes", "after", "opening"),
    [
        ("02:30", "10:00", "2026-03-29 00:00", "2026-03-29 01:30"),  # 02:30 is skipped: 03:30 summer time
        ("02:30", "03:30", "2026-03-29 00:00", "2026-03-30 00:30"),  # nothing is left of that hour
        ("02:30", "10:00", "2026-10-25 00:00", "2026-10-25 00:30"),  # the first 02:30 of two
        ("02:30", "10:00", "2026-10-25 01:30", "2026-10-25 01:30"),  # at the second they are at work already
    ],
)
def test_hours_that_the_clocks_skip_or_repeat(opens: str, closes: str, after: str, opening: str) -> None:
    """Berlin, on the nights on which its clocks change."""
    sundays = calendar(BERLIN, opens, closes, workdays=WEEK)
    assert sundays.next_opening(at(after)) == at(opening)


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "is_off"),
    [
        ("GB", "ENG", "2026-12-25", True),
        ("GB", "ENG", "2026-11-30", False),
        ("GB", "SCT", "2026-11-30", True),  # Saint Andrew's
        ("DE", None, "2026-05-01", True),
        ("DE", None, "2026-01-06", False),
        ("DE", "BY", "2026-01-06", True),
        (None, None, "2026-12-25", False),
    ],
)
def test_public_holidays(country: str | None, subdivision: str | None, day: str, is_off: bool) -> None:
    """Those of the country and region, where one is chosen."""
    when = calendar(country=country, subdivision=subdivision)
    assert when.is_off(date.fromisoformat(day)) is is_off


def test_days_off() -> None:
    """The workspace's and one's own."""
    off = calendar(days_off={date(2026, 11, 24): "Party"}, time_off={date(2026, 11, 25): "Dentist"})
    assert [off.is_off(date(2026, 11, day)) for day in range(23, 29)] == [
        False,
        True,
        True,
        False,
        False,
        True,
    ]
    assert off.next_opening(at("2026-11-23 20:00")) == at("2026-11-26 09:00")


def test_who_never_works() -> None:
    """Nobody is looked for for ever: then it is now."""
    never = calendar(workdays=frozenset())
    assert never.next_opening(MONDAY) == MONDAY
    snoozed = reach(
        never, snoozed_until=MONDAY + timedelta(days=1), quiet=(MONDAY, MONDAY + timedelta(days=2))
    )
    assert snoozed.from_when(MONDAY) == MONDAY + timedelta(days=2)


clock_times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
instants = st.integers(0, 4 * 366 * 24 * 60).map(
    lambda minutes: at("2024-01-01") + timedelta(minutes=minutes)
)
calendars = st.builds(
    Calendar,
    zone=st.sampled_from(ZONES),
    opens=clock_times,
    closes=clock_times,
    workdays=st.frozensets(st.sampled_from(range(7))),
    country=st.sampled_from([None, "GB", "DE"]),
    time_off=st.dictionaries(st.dates(date(2024, 1, 1), date(2028, 2, 1)), st.just("Off"), max_size=5),
)


@given(calendars, instants)
def test_an_opening_is_open(when: Calendar, after: datetime) -> None:
    """Never before it is asked for, within the hours of a working day, and its own next opening."""
    opening = when.next_opening(after)

    assert opening >= after
    assert when.next_opening(opening) == opening
    assert when.next_opening(opening) == opening
    local = opening.astimezone(when.zone)
    if when.opens < when.closes and when.workdays and opening != after:
        assert not when.is_off(local.date())
        assert local.time() >= when.opens


@given(calendars, instants, st.data())
def test_from_when_is_a_moment_without_obstacles(when: Calendar, now: datetime, data: Any) -> None:
    """It is working time, after snooze and absence, and in no pause; asked then, it is then."""
    near = st.none() | st.integers(-48, 400).map(lambda hours: now + timedelta(hours=hours))
    start = data.draw(near)
    length = timedelta(hours=data.draw(st.integers(1, 100)))
    quiet = (start, start + length) if start else (None, None)
    somebody = reach(when, snoozed_until=data.draw(near), away_until=data.draw(near), quiet=quiet)

    found = somebody.from_when(now)

    assert found >= now
    assert somebody.from_when(found) == found
    assert when.next_opening(found) == found
    for until in (somebody.choices.snoozed_until, somebody.person.away_until):
        assert until is None or found >= until
    assert not (quiet[0] and quiet[1] and quiet[0] <= found < quiet[1])
    assert (somebody.cause(now) is None) is (found == now)


@given(calendars, instants)
def test_a_day_ends_with_the_next(when: Calendar, now: datetime) -> None:
    """Tomorrow is ahead, and is the next day of those who are there."""
    somebody = reach(when)
    tomorrow = somebody.tomorrow(now)

    assert now < tomorrow <= now + timedelta(hours=25)
    assert local_day(tomorrow, when.zone) == somebody.today(now) + timedelta(days=1)


EVENING, TUESDAY = at("2026-11-23 20:00"), at("2026-11-24 09:00")
LATER: dict[Cause, dict[str, Any]] = {
    Cause.snoozed: {"snoozed_until": at("2026-11-25 12:00")},
    Cause.away: {"away_until": at("2026-11-25 12:00")},
    Cause.paused: {"quiet": (MONDAY, at("2026-11-25 12:00"))},
}


@pytest.mark.parametrize(
    ("now", "kept", "cause"),
    [
        (MONDAY, {}, None),
        (EVENING, {}, Cause.hours),
        *[(MONDAY, kept, cause) for cause, kept in LATER.items()],
        *[(EVENING, kept, cause) for cause, kept in LATER.items()],
        (MONDAY, {"snoozed_until": MONDAY - timedelta(days=3)}, None),
        (EVENING, {"snoozed_until": at("2026-11-23 18:00")}, Cause.hours),  # over: it is the evening
        (EVENING, {"snoozed_until": TUESDAY}, Cause.snoozed),
        (EVENING, {"away_until": at("2026-11-23 18:00")}, Cause.hours),
        (EVENING, {"quiet": (EVENING, at("2026-11-24 08:00"))}, Cause.hours),
        (MONDAY, {"snoozed_until": TUESDAY, **LATER[Cause.away]}, Cause.away),  # waking would not help
        (MONDAY, {"snoozed_until": at("2026-11-26 09:00"), **LATER[Cause.away]}, Cause.snoozed),
        (MONDAY, {"quiet": (at("2026-11-23 22:00"), at("2026-11-24 08:00"))}, None),
    ],
)
def test_why_nothing_comes(now: datetime, kept: dict[str, Any], cause: Cause | None) -> None:
    """Whatever lasts longest; what is over is no reason."""
    assert reach(**kept).cause(now) == cause


def test_a_snooze_is_over_when_it_ends() -> None:
    """At that instant."""
    until = MONDAY + timedelta(hours=1)
    assert reach(snoozed_until=until).is_snoozed(until - timedelta(seconds=1))
    assert not reach(snoozed_until=until).is_snoozed(until)
    assert not reach().is_snoozed(until)
