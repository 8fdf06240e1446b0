"""Who travels between runs loses no day, and has none twice."""

import random
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.cadences import Cadence, Every
from tests.databases import SQLITE_FIRST
from tests.features.schedules.office import ASK, BEN, Office, at

pytestmark = pytest.mark.story  # whole weeks, or every door: not for a first look

LONDON, SEOUL, ANGELES = "Europe/London", "Asia/Seoul", "America/Los_Angeles"
KIRITIMATI, PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"
ZONES = (LONDON, SEOUL, ANGELES, KIRITIMATI, PAGO, "Asia/Kolkata", "America/Sao_Paulo", "Australia/Sydney")
TUESDAY = date(2026, 11, 24)


def nine(day: int, zone: str) -> datetime:
    """Nine o'clock of that day there."""
    return datetime.combine(date(2026, 11, day), time(9), tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("home", "abroad", "moves_at", "due"),
    [
        # East, Tuesday's done: Wednesday's by the new clock.
        (LONDON, SEOUL, at(24, 10), [nine(24, LONDON), nine(25, SEOUL)]),
        # East before Tuesday's, which is past there: at once.
        (LONDON, SEOUL, at(24, 8), [at(24, 8), nine(25, SEOUL)]),
        # East, so that Tuesday is over there, and not yet begun to be due here: at once as well.
        (ANGELES, SEOUL, at(24, 16, 30), [at(24, 16, 30), nine(25, SEOUL)]),
        # East by a day and more: Tuesday's at once, and Wednesday's at once when that is past, too.
        (PAGO, KIRITIMATI, at(24, 19, 30), [at(24, 19, 30), at(24, 19, 30), nine(26, KIRITIMATI)]),
        # West, Tuesday's done: it is not due again in the new Tuesday, nor on Monday.
        (SEOUL, LONDON, at(24, 1), [nine(24, SEOUL), nine(25, LONDON)]),
        (KIRITIMATI, PAGO, at(23, 20), [nine(24, KIRITIMATI), nine(25, PAGO)]),
        # West before Tuesday's: it comes later.
        (SEOUL, LONDON, at(23, 23), [nine(24, LONDON), nine(25, LONDON)]),
        (LONDON, ANGELES, at(24, 8), [nine(24, ANGELES), nine(25, ANGELES)]),
    ],
)
async def test_one_journey(
    office: Office, home: str, abroad: str, moves_at: datetime, due: list[datetime]
) -> None:
    """Each day once: by the clock of the place, or at once when it is past there already."""
    await office.ticks(at(20))
    await office.knows(zone=home)
    hours = [at(22, 0) + timedelta(hours=number) for number in range(24 * 5 + 1)]
    # Around nine, here, there and where the office is: nothing is due at other hours.
    morning = [
        now
        for now in hours
        if any(now.astimezone(ZoneInfo(zone)).hour in (8, 9, 10) for zone in ("UTC", home, abroad))
    ]
    for now in sorted({*morning, hours[-1], moves_at}):
        if now == moves_at:
            await office.knows(zone=abroad)
        await office.ticks(now)

    found = [(nominal, when) for nominal, when in await office.outgoing(who=BEN) if nominal >= TUESDAY]
    assert [when for _, when in found[: len(due)]] == due
    assert [nominal for nominal, _ in found[:3]] == [TUESDAY + timedelta(days=number) for number in range(3)]
    assert await office.missed() == []


async def test_off_to_the_east_while_due(office: Office) -> None:
    """What was due at home goes out as due at home, whatever the clock says abroad."""
    await office.ticks(at(20), at(23), at(24, 8, 59))
    await office.knows(zone=SEOUL)
    await office.ticks(at(24, 9, 0), at(25, 0))

    assert [when for _, when in await office.outgoing(who=BEN)] == [at(20), at(23), at(24), nine(25, SEOUL)]
    assert await office.missed() == []


async def test_the_workspace_moves(office: Office) -> None:
    """A schedule by the workspace's clock follows it."""
    await office.changes(at(20, 8), zone="workspace")
    await office.ticks(at(20, 8))
    assert (await office.turns())[ASK, BEN] == at(20)

    await office.is_in(SEOUL)
    await office.ticks(at(20, 8, 1))
    assert await office.outgoing(who=BEN) == [(date(2026, 11, 20), at(20, 8, 1))]
    assert (await office.turns())[ASK, BEN] == nine(23, SEOUL)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_month_of_journeys(office: Office) -> None:
    """Eight who fly about at any hour: each working day of theirs once, and none of it missed."""
    dice = random.Random(11)
    travellers = [f"U{number:03}" for number in range(8)]
    office.declared.clear()
    office.declares(Cadence(Every.day, time(9)))
    for who in travellers:
        await office.knows(who, zone=dice.choice(ZONES))
    start, length = at(22, 0), 21
    for number in range(length * 12):
        for who in travellers:
            if dice.random() < 0.06:
                await office.knows(who, zone=dice.choice(ZONES))
        await office.ticks(start + timedelta(hours=2 * number))

    last = 22 + length - 1
    expected = [day for day in range(23, last) if day % 7 not in (0, 1)]
    for who in travellers:
        found = await office.days(who=who)
        assert [day for day in found if 23 <= day < last] == expected, who
        assert await office.missed(who) == []
        assert all(count == 1 for (_, asked, _), count in office.written.items() if asked == who)
