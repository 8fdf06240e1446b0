"""What is planned follows what changes: the schedule, the calendar, who is away."""

from datetime import date, time, timedelta

import pytest

from bot.common.cadences import Cadence, Every
from bot.features.schedules.service import planning
from tests.features.schedules.office import ANA, ASK, BEN, CLEO, DAILY, POST, TEAM, WINS, Office, at

SIXTEEN = Cadence(Every.day, time(16))
MONDAYS = Cadence(Every.week, time(9), frozenset({0}))
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


async def weekly(office: Office) -> None:
    """From now on Ben is asked on Mondays only; it is Sunday."""
    await office.changes(at(22, 10), MONDAYS)
    await office.ticks(at(22, 10))


@pytest.mark.parametrize(
    ("changed_at", "cadence", "days"),
    [
        (at(23, 10), DAILY, [20, 23, 24]),  # saved as it was
        (at(23, 10), SIXTEEN, [20, 23, 24]),  # today's is done
        (at(23, 8), SIXTEEN, [20, 23, 24]),  # today's comes later
        (at(22, 10), Cadence(Every.day, time(0)), [20, 23, 24]),
        (at(23, 8), Cadence(Every.day, time(7)), [20, 24]),  # past today, and not missed
        (at(23, 10), Cadence(Every.day, time(9, 30)), [20, 23, 24]),
        (at(23, 8), Cadence(Every.week, time(9), frozenset({1})), [20, 24]),
        (at(23, 10), Cadence(Every.week, time(16), frozenset({0})), [20, 23]),
        (at(23, 8), Cadence(Every.month, time(9), day=24), [20, 24]),
        (at(23, 8), Cadence(Every.month, time(9), day=22), [20, 23]),  # a Sunday: moved to today
        (at(23, 8), Cadence(Every.month, time(9), day=20), [20]),  # over
    ],
)
async def test_a_change_between_runs(
    office: Office, changed_at: object, cadence: Cadence, days: list[int]
) -> None:
    """From the next run on: no day twice, and nothing that is past by the new time counts as missed."""
    for day in (20, 22, 23, 24):
        for hour in (0, 7, 8, 9, 10, 16):
            if (now := at(day, hour)) == changed_at:
                await office.changes(now, cadence)
            if now > at(20, 8):
                await office.ticks(now)

    nominal = [22 if cadence.day == 22 and day == 23 else day for day in days]
    assert await office.days(who=BEN) == nominal
    assert await office.missed() == []


async def test_ten_o_clock_and_nine_from_now_on(office: Office) -> None:
    """Daily at eleven is changed at ten to nine: it begins tomorrow, and today is not missed."""
    await office.changes(at(20, 8), Cadence(Every.day, time(11)))
    await office.ticks(at(20, 8), at(20, 9), at(20, 10))
    await office.changes(at(20, 10), DAILY)
    await office.ticks(at(20, 10), at(20, 11), at(20, 20), at(23))

    assert await office.days() == [23]
    assert await office.missed() == []


async def test_off_and_on_again(office: Office) -> None:
    """While it is off nobody has a turn, and nothing is missed; on the same day nothing comes twice."""
    await office.ticks(at(20))
    await office.changes(at(20, 10), DAILY, is_on=False)
    await office.ticks(at(20, 10))
    assert await office.turns() == {}

    await office.changes(at(20, 11), SIXTEEN)
    await office.ticks(at(20, 11), at(20, 16))
    assert await office.days() == [20]
    await office.changes(at(20, 17), DAILY, is_on=False)
    await office.ticks(at(20, 17), at(23), at(24, 8))
    await office.changes(at(24, 8), DAILY)
    await office.ticks(at(24, 8), at(24))
    assert await office.days() == [20, 24]
    assert await office.missed() == []


async def test_switched_off_while_down(office: Office) -> None:
    """What was due before nobody wanted it any more is neither sent nor missed."""
    await office.changes(at(20, 9, 5), DAILY, is_on=False)
    await office.ticks(at(20, 9, 6))

    assert await office.outgoing() == []
    assert await office.missed() == []


async def test_a_week_of_leave(office: Office) -> None:
    """Days off are left out, however long, and are not missed."""
    await office.is_away([date(2026, 11, day) for day in range(23, 28)], date(2026, 11, 20))
    await office.ticks(*(at(day, hour) for day in range(20, 32) for hour in (8, 9, 17)))

    assert await office.days(who=BEN) == [20, 30, 31]
    assert await office.missed() == []


async def test_down_during_leave(office: Office) -> None:
    """Only the days on which they worked were missed."""
    await office.ticks(at(20))
    await office.is_away([date(2026, 11, 24), date(2026, 11, 25)], date(2026, 11, 20))
    await office.ticks(at(30))

    assert await office.missed(BEN) == [23, 26, 27]
    assert await office.days(who=BEN) == [20, 30]


@pytest.mark.parametrize(
    ("off", "happens"),
    [([23], 24), ([23, 24, 25], 26), ([23, 24, 25, 26], 27), ([23, 24, 25, 26, 27], None), ([24], 23)],
)
@pytest.mark.parametrize("told", [22, 23])
async def test_a_weekly_run_moves_within_its_week(
    office: Office, off: list[int], happens: int | None, told: int
) -> None:
    """By time off, told of the day before or that morning: later in its week, or not at all."""
    await weekly(office)
    await office.is_away([date(2026, 11, day) for day in off], date(2026, 11, 22))
    await office.ticks(at(told, 8, 30), *(at(day, hour) for day in range(23, 31) for hour in (8, 9, 12)))

    first = [(MONDAY, at(happens))] if happens else []
    assert await office.outgoing(who=BEN) == [*first, (MONDAY + 7 * DAY, at(30))]
    assert await office.missed() == []


async def test_a_holiday_and_a_day_of_the_workspace(office: Office) -> None:
    """Both move everybody's, and the channel's, which follows no single person's leave."""
    office.declares(MONDAYS, POST, "channel")
    await weekly(office)
    await office.is_closed({MONDAY: "Moving house"}, at(22, 11), country="GB")
    await office.is_away([date(2026, 11, 24)], date(2026, 11, 22))
    await office.ticks(*(at(day, hour) for day in (22, 23, 24, 25) for hour in (9, 12)))

    assert await office.outgoing(POST) == [(MONDAY, at(24))]
    assert await office.outgoing(who=BEN) == [(MONDAY, at(25))]
    assert await office.outgoing(who=ANA) == []
    assert await office.missed() == []


async def test_nobody_works_at_christmas(office: Office) -> None:
    """The 25th of December is a Friday with a weekend behind it: that week has none, nor has the next."""
    fridays = Cadence(Every.week, time(9), frozenset({4}))
    office.declares(fridays, POST, "channel")
    await office.is_closed({}, at(20, 8), country="GB")
    await office.ticks(at(20, 8, 1), *(at(day, hour) for day in range(20, 70) for hour in (9, 12)))

    assert await office.days(POST, WINS) == [20, 27, 34, 41, 48, 69]
    assert await office.missed() == []


async def test_back_before_they_said(office: Office) -> None:
    """Time off that is taken back: that day has its run again, at once when it is not much too late."""
    week = [date(2026, 11, day) for day in range(23, 28)]
    await office.is_away(week, date(2026, 11, 20))
    await office.ticks(at(20), at(23), at(24, 8))
    await office.is_away(week[3:], date(2026, 11, 24))
    await office.ticks(at(24, 8, 1), at(24), at(25))
    assert await office.days(who=BEN) == [20, 24, 25]

    await office.is_away(week[4:], date(2026, 11, 25))
    await office.ticks(at(25, 12), at(26, 10))
    await office.is_away([], date(2026, 11, 26))
    await office.ticks(at(26, 12), at(27, 13))
    assert await office.outgoing(who=BEN) == [
        *((date(2026, 11, day), at(day)) for day in (20, 24, 25, 26)),
        (date(2026, 11, 27), at(27)),
    ]
    assert await office.missed() == []


async def test_off_until_this_afternoon(office: Office) -> None:
    """A day that stops being off late in the day has no run; within the grace it has, from then on."""
    friday = date(2026, 11, 20)
    await office.is_away([friday], friday)
    await office.ticks(at(20), at(20, 12))
    await office.is_away([], friday)
    await office.ticks(at(20, 12, 30))
    assert await office.outgoing(who=BEN) == [(friday, at(20, 12, 30))]

    monday = date(2026, 11, 23)
    await office.is_away([monday], monday)
    await office.ticks(at(23, 8), at(23, 16))
    await office.is_away([], monday)
    await office.ticks(at(23, 16), at(23, 17), at(24))
    assert await office.days(who=BEN) == [20, 24]
    assert await office.missed(BEN) == []


async def test_yesterday_is_not_off_any_more(office: Office) -> None:
    """An admin who tidies up the calendar changes nothing about what is past, or on its way."""
    await weekly(office)
    await office.is_closed({MONDAY: "Moving", MONDAY + DAY: "Moving"}, at(22, 11), country="GB")
    await office.ticks(at(22, 12), at(23), at(24))
    await office.is_closed({MONDAY + DAY: "Moving"}, at(24, 10))
    await office.ticks(at(24, 10), at(24, 12))
    assert await office.turns() == {(ASK, BEN): at(25), (ASK, ANA): at(25)}

    await office.is_closed({}, at(25, 8))
    await office.ticks(at(25, 8), at(25), at(26), at(30))
    assert await office.outgoing(who=BEN) == [(MONDAY, at(25)), (MONDAY + 7 * DAY, at(30))]
    assert await office.missed() == []


async def test_who_comes_late_with_a_plan_changes_nothing(office: Office) -> None:
    """Another node has planned in the meantime, and dealt with the day: that day does not come again."""
    await office.knows(CLEO)
    async with office.db.reading(TEAM) as reading:
        late = await planning.agenda(reading, office.declared, at(20, 8))
    await office.ticks(at(20, 8), at(20))
    turns = await office.turns()
    async with office.db.transaction(TEAM) as transaction:
        await planning.plan(transaction, late.to_plan, at(20, 8))

    assert [subject.id for subject, _ in late.to_plan] == [CLEO]
    assert turns[ASK, CLEO] == at(23)
    assert await office.turns() == turns
