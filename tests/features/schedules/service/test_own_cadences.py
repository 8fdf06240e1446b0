"""People who have their own cadence: theirs counts, and a change begins anew."""

from collections.abc import Mapping
from datetime import time
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.common.cadences import Cadence, Every
from bot.db.transaction import Transaction
from bot.features.schedules import views
from bot.features.schedules.forms import ScheduleForm
from bot.features.schedules.models import ScheduledRun
from bot.features.schedules.service import settings
from tests.features.schedules.office import BEN, CLEO, TEAM, Office, at

OWN = "test.own"
MONDAYS = Cadence(Every.week, time(9), frozenset({0}))
WEDNESDAYS = Cadence(Every.week, time(14), frozenset({2}))
TUESDAYS = Cadence(Every.week, time(9), frozenset({1}))


async def declare(office: Office) -> dict[str, Cadence]:
    """A weekly message; the mapping that is returned holds the cadences of those who have their own."""
    own: dict[str, Cadence] = {}

    async def cadences(_: Transaction) -> Mapping[str, Cadence]:
        return own

    office.declares(MONDAYS, kind=OWN, cadences=cadences)
    for who in (BEN, CLEO):
        await office.knows(who)
    return own


async def test_each_by_their_own(office: Office) -> None:
    """Ben on Wednesday at two, Cleo with everybody else; the list tells each their own."""
    own = await declare(office)
    own[BEN] = WEDNESDAYS
    await office.ticks(at(20), at(23), at(25), at(25, 14))

    assert await office.days(OWN, who=CLEO) == [23]
    assert [(nominal.day, due.hour) for nominal, due in await office.outgoing(OWN, who=BEN)] == [(25, 14)]
    async with office.db.reading(TEAM) as reading:
        bens = (await settings.standing(reading, office.declared, BEN))[-1]
        assert (bens.cadence, bens.own) == (MONDAYS, WEDNESDAYS)
        listed = views.list_message([bens], 0, ZoneInfo("UTC"), at(23, 9), may_change=True)
        assert "Every Wednesday at 14:00" in str(listed.blocks)
        # What an admin changes is everybody's, not their own.
        assert "'initial_time': '09:00'" in str(ScheduleForm.draw(bens))
        assert bens.next_at == await settings.next_for(reading, OWN, BEN)


async def test_a_change_begins_anew(office: Office) -> None:
    """What is past by the new cadence is neither due nor missed; the week's turn is not had twice."""
    own = await declare(office)
    await office.ticks(at(20), at(23), at(24))
    own[BEN] = TUESDAYS
    await office.ticks(at(25), at(26))
    assert await office.days(OWN, who=BEN) == [23]
    own[BEN] = WEDNESDAYS
    await office.ticks(at(27), at(30), at(31), at(32, 13), at(32, 14))
    assert await office.days(OWN, who=BEN) == [23, 32]
    assert await office.missed() == []


async def test_turns_of_an_older_version_are_kept(office: Office) -> None:
    """A turn that does not tell its cadence is taken as it stands, and not lost."""
    await declare(office)
    await office.ticks(at(20))
    async with office.db.transaction(TEAM) as transaction:
        await transaction.session.execute(update(ScheduledRun).values(cadence=""))
    await office.ticks(at(23, 9, 30))
    assert await office.days(OWN, who=BEN) == [23]
