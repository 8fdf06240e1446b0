"""Cadences: which days are due, what days off do to them, and the instant on somebody's wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import (
    Cadence,
    Every,
    RemainingDays,
    Run,
    described,
    last_passed,
    next_run,
    reminded_on,
    runs_until,
)
from tests.common.somebody import DAY, MONDAY, UNIVERSAL, Somebody, first_run, without

NINE = time(9)
BERLIN = ZoneInfo("Europe/Berlin")


def days_of(cadence: Cadence, after: date, who: Somebody, number: int) -> list[tuple[date, date]]:
    """The nominal days of the next runs, with the days on which they happen."""
    found = []
    for _ in range(number):
        run = next_run(cadence, after, who)
        assert run is not None
        found.append((run.nominal, run.at.astimezone(who.zone).date()))
        after = run.nominal
    return found


def weekly(*weekdays: int, weeks: int = 1, at: time = NINE) -> Cadence:
    """Weekly, beginning with the week of MONDAY."""
    return Cadence(Every.week, at, frozenset(weekdays), weeks=weeks, anchor=MONDAY)


def monthly(day: int) -> Cadence:
    """Once a month."""
    return Cadence(Every.month, NINE, day=day)


def test_every_working_day() -> None:
    """Days off are left out, and nothing moves."""
    tuesday = MONDAY + DAY
    due = days_of(Cadence(Every.day, NINE), MONDAY - 3 * DAY, without(tuesday), 5)

    expected = [MONDAY, *(MONDAY + number * DAY for number in (2, 3, 4, 7))]
    assert due == [(day, day) for day in expected]


def test_monday_to_friday_for_somebody_who_works_on_weekends() -> None:
    """ "Every working day" follows the person, "Monday to Friday" does not."""
    always = Somebody(works_weekends=True)

    weekdays = days_of(Cadence(Every.weekday, NINE), MONDAY - DAY, always, 6)
    every_day = days_of(Cadence(Every.day, NINE), MONDAY - DAY, always, 6)

    assert [nominal - MONDAY for nominal, _ in weekdays] == [number * DAY for number in (0, 1, 2, 3, 4, 7)]
    assert [nominal - MONDAY for nominal, _ in every_day] == [number * DAY for number in range(6)]


@pytest.mark.parametrize(
    ("weekdays", "off", "expected"),
    [
        ((0,), (), [(0, 0), (7, 7)]),
        ((0,), (0,), [(0, 1), (7, 7)]),
        ((0,), (0, 1, 2, 3), [(0, 4), (7, 7)]),
        ((0,), (0, 1, 2, 3, 4), [(7, 7), (14, 14)]),
        ((4,), (4,), [(11, 11), (18, 18)]),
        ((0, 1), (0,), [(1, 1), (7, 7)]),
        ((0, 2), (0,), [(0, 1), (2, 2)]),
        ((0, 2), (0, 1), [(2, 2), (7, 7)]),
        ((0, 3), (0, 3), [(0, 1), (3, 4)]),
        ((5,), (), None),
    ],
)
def test_a_week_with_days_off(
    weekdays: tuple[int, ...], off: tuple[int, ...], expected: list[tuple[int, int]] | None
) -> None:
    """Later in the same week, never onto or past a day with a run of its own; else not at all."""
    who = without(*(MONDAY + number * DAY for number in off))

    if expected is None:
        assert next_run(weekly(*weekdays), MONDAY - DAY, who) is None
        return
    due = days_of(weekly(*weekdays), MONDAY - DAY, who, 2)
    assert [((nominal - MONDAY).days, (day - MONDAY).days) for nominal, day in due] == expected


def test_every_other_week() -> None:
    """Counted from the week of the anchor, whatever its weekday, over the turn of the year and backwards."""
    cadence = Cadence(Every.week, NINE, frozenset({0}), weeks=2, anchor=MONDAY + 3 * DAY)

    due = days_of(cadence, MONDAY - DAY, without(), 4)
    assert [nominal for nominal, _ in due] == [MONDAY + number * 14 * DAY for number in range(4)]
    assert days_of(cadence, MONDAY - 27 * DAY, without(), 1)[0][0] == MONDAY - 14 * DAY
    # A week that is not due does not take over from one that was all off.
    away = without(*(MONDAY + number * DAY for number in range(5)))
    assert days_of(cadence, MONDAY - DAY, away, 1)[0][0] == MONDAY + 14 * DAY


@pytest.mark.parametrize(
    ("day", "after", "off", "nominal", "happens"),
    [
        (31, "2026-02-01", (), "2026-02-28", "2026-02-27"),  # clipped, a Saturday: back
        (30, "2028-02-01", (), "2028-02-29", "2028-02-29"),
        (31, "2026-04-01", (), "2026-04-30", "2026-04-30"),
        (1, "2026-07-31", (), "2026-08-01", "2026-08-03"),  # a Saturday: forward
        (30, "2026-04-01", ("2026-04-30",), "2026-04-30", "2026-04-29"),
        (28, "2026-05-01", ("2026-05-28", "2026-05-29"), "2026-05-28", "2026-05-27"),
        (28, "2026-05-01", ("2026-05-28",), "2026-05-28", "2026-05-29"),
        (1, "2026-08-31", (), "2026-09-01", "2026-09-01"),
    ],
)
def test_monthly(day: int, after: str, off: tuple[str, ...], nominal: str, happens: str) -> None:
    """The last day where the month is too short; on a day off forward within the month, then back."""
    who = without(*map(date.fromisoformat, off))

    due = days_of(monthly(day), date.fromisoformat(after), who, 1)
    assert due == [(date.fromisoformat(nominal), date.fromisoformat(happens))]


def test_a_month_off() -> None:
    """It has no run, and takes none of another month."""
    august = without(*(date(2026, 8, 1) + number * DAY for number in range(31)))

    assert days_of(monthly(15), date(2026, 7, 31), august, 1)[0][0] == date(2026, 9, 15)


def test_at_the_end_of_each_quarter() -> None:
    """Its last working day: moved back only."""
    who = without(date(2026, 12, 31), date(2026, 12, 30))
    due = days_of(Cadence(Every.quarter_end, NINE), date(2026, 1, 1), who, 4)

    assert due == [
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 29)),
    ]
    assert days_of(Cadence(Every.quarter_end, NINE), date(2027, 10, 1), without(), 1) == [
        (date(2027, 12, 31), date(2027, 12, 31))
    ]
    assert days_of(Cadence(Every.quarter_end, NINE), date(2028, 10, 1), without(), 1)[0][1] == date(
        2028, 12, 29
    )


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 03:30 on the wall
        (date(2026, 3, 30), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
        (date(2026, 10, 26), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_half_past_two_when_the_clocks_change(day: date, instant: datetime) -> None:
    """Each day has one run, also where 02:30 is skipped, or comes twice."""
    cadence = Cadence(Every.day, time(2, 30))
    who = Somebody(BERLIN, works_weekends=True)

    assert next_run(cadence, day - DAY, who) == Run(day, instant)
    assert first_run(cadence, instant, who) == next_run(cadence, day, who)


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 29), 7), (date(2026, 10, 25), 8)])
def test_nine_is_nine_when_the_clocks_change(day: date, hour: int) -> None:
    """On the wall, however many hours the night had."""
    run = next_run(Cadence(Every.day, NINE), day - DAY, Somebody(BERLIN, works_weekends=True))

    assert run == Run(day, datetime.combine(day, time(hour), tzinfo=UTC))


def test_the_day_is_the_one_on_the_wall() -> None:
    """Eight in the evening in New York, tomorrow in UTC already: what comes at nine is still to come."""
    who, cadence = Somebody(ZoneInfo("America/New_York")), Cadence(Every.day, time(21))
    passed = last_passed(cadence, datetime(2026, 11, 24, 1, tzinfo=UTC), who)

    assert next_run(cadence, passed, who) == Run(date(2026, 11, 23), datetime(2026, 11, 24, 2, tzinfo=UTC))


def test_nobody_there() -> None:
    """Off for a year: the first day back. Off for ever: none, after a bounded search."""
    first = date(2026, 11, 1)
    back = first + 366 * DAY
    away = Somebody(off=frozenset(first + number * DAY for number in range(366)), works_weekends=True)
    gone = Somebody(off=frozenset(first + number * DAY for number in range(5000)))

    for cadence in (
        Cadence(Every.day, NINE),
        weekly(*range(7)),
        monthly(28),
        Cadence(Every.quarter_end, NINE),
    ):
        found = next_run(cadence, MONDAY - DAY, away)
        assert found is not None
        assert found.at.date() >= back
        gone.asked.clear()
        assert next_run(cadence, MONDAY - DAY, gone) is None
        assert first_run(cadence, datetime(2026, 11, 23, tzinfo=UTC), gone) is None
        assert len(gone.asked) < 5000


def test_the_first_run_is_not_past() -> None:
    """At its very instant it is past; what was moved to a later day of this week still comes."""
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert first_run(Cadence(Every.day, NINE), nine - timedelta(seconds=1), without()) == Run(MONDAY, nine)
    assert first_run(Cadence(Every.day, NINE), nine, without()) == Run(MONDAY + DAY, nine + DAY)

    tuesday = datetime(2026, 11, 24, 12, tzinfo=UTC)
    away = without(MONDAY, MONDAY + DAY)
    assert first_run(weekly(0), tuesday, away) == Run(MONDAY, nine + 2 * DAY)
    assert first_run(weekly(0), tuesday, without(MONDAY)) == Run(MONDAY + 7 * DAY, nine + 7 * DAY)
    first_of_august = datetime(2026, 8, 2, 12, tzinfo=UTC)
    assert first_run(monthly(1), first_of_august, without()) == Run(
        date(2026, 8, 1), datetime(2026, 8, 3, 9, tzinfo=UTC)
    )


def test_days_that_are_over() -> None:
    """A run is not looked for on them, whatever is off by now."""
    wednesday = MONDAY + 2 * DAY
    days = RemainingDays(without(), UNIVERSAL, wednesday)

    assert days_of_remaining(weekly(0), days) == [(MONDAY, wednesday), (MONDAY + 7 * DAY, MONDAY + 7 * DAY)]
    assert days_of_remaining(Cadence(Every.day, NINE), days)[0] == (wednesday, wednesday)


def days_of_remaining(cadence: Cadence, days: RemainingDays) -> list[tuple[date, date]]:
    """The first two runs from MONDAY on."""
    runs = runs_until(cadence, MONDAY - DAY, days, datetime(2026, 12, 1, tzinfo=UTC))
    return [(run.nominal, run.at.date()) for run in runs[:2]]


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Cadence(Every.day, time(9, 5)), "Every working day at 9:05"),
        (Cadence(Every.weekday, time(16)), "Monday to Friday at 16:00"),
        (weekly(4, 0), "Every Monday and Friday at 9:00"),
        (weekly(0, weeks=2), "Every 2 weeks on Monday at 9:00"),
        (monthly(5), "Each month on day 5 at 9:00"),
        (monthly(31), "Each month on the last day at 9:00"),
        (Cadence(Every.quarter_end, time(0)), "On the last working day of each quarter at 0:00"),
    ],
)
def test_in_words(cadence: Cadence, words: str) -> None:
    """As people say it."""
    assert described(cadence) == words


def test_reminders_come_on_working_days() -> None:
    """What is due on a Monday is reminded on the Friday before; who is away is not."""
    monday = date(2026, 12, 14)

    def weekend(day: date) -> bool:
        return day.weekday() >= 5

    assert [reminded_on(monday, days, weekend) for days in (7, 1)] == [date(2026, 12, 7), date(2026, 12, 11)]
    assert reminded_on(monday + timedelta(days=2), 1, weekend) == date(2026, 12, 15)
    assert reminded_on(monday, 1, lambda day: True) is None
    assert reminded_on(monday, 1, lambda day: day > date(2026, 12, 8)) is None
