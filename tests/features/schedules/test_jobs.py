"""Ticks: what is due is owed once, what is too late is missed, written down and told."""

from datetime import date, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.common.cadences import Cadence, Every
from bot.deliveries.models import Delivery
from bot.features.schedules import jobs
from tests.features.schedules.office import ANA, ASK, BEN, CLEO, DAILY, POST, WINS, Office, at

WORKING_DAYS = [day for day in range(20, 44) if day % 7 not in (0, 1)]


async def test_due_and_enqueued_once(office: Office) -> None:
    """Not before nine, then at once and with that due time; not again however often the clock ticks."""
    await office.ticks(at(20, 8, 59))
    assert await office.outgoing() == []

    await office.ticks(at(20), at(20), at(20, 9, 1), at(20, 23))
    assert await office.outgoing() == [(date(2026, 11, 20), at(20))]
    await office.ticks(at(21), at(22), at(23))
    assert await office.days() == [20, 23]
    assert await office.missed() == []


async def test_down_for_an_hour(office: Office) -> None:
    """What is late within its grace goes out, with the time at which it was due."""
    await office.ticks(at(20, 13))

    assert await office.outgoing() == [(date(2026, 11, 20), at(20))]
    assert await office.missed() == []


async def test_too_late(office: Office) -> None:
    """A second more than the grace, and it is missed; the next one comes as ever."""
    await office.ticks(at(20, 13) + timedelta(seconds=1), at(23))

    assert await office.days() == [23]
    assert await office.missed(BEN) == [20]


async def test_down_for_three_weeks(office: Office) -> None:
    """Each missed day is written down, the newest is sent, the admins are told once, in one message."""
    await office.ticks(at(20))
    back = at(41, 9, 30)

    await office.ticks(back, back, back + timedelta(minutes=1))

    assert await office.days(who=BEN) == [20, 41]
    assert await office.missed(BEN) == await office.missed(ANA) == [d for d in WORKING_DAYS if 20 < d < 41]
    (told,) = await office.deliveries()
    assert told.target == ANA
    assert told.facts["missed"] == [["Ask", 2 * 14]]
    assert told.facts["since"] == at(23).timestamp()
    assert told.facts["noticed"] == back.timestamp()
    await office.ticks(at(44))
    assert await office.days(who=BEN) == [20, 41, 44]
    assert len(await office.deliveries()) == 1


async def test_several_kinds_are_told_in_one_message(office: Office) -> None:
    """Each by its name, with its number; a channel's too."""
    office.declares(Cadence(Every.week, DAILY.at, frozenset({0})), POST, "channel")
    await office.ticks(at(20, 8, 1), at(24, 12))

    (told,) = await office.deliveries()
    assert told.facts["missed"] == [["Ask", 4], ["Post", 1]]
    assert await office.missed(WINS) == [23]


async def test_told_when_all_is_known(office: Office) -> None:
    """While some turns are not taken yet, here or on another node, the message waits for them."""
    office.broken = {BEN}
    with capture_logs():
        await office.ticks(at(25, 9, 30))
    assert await office.missed() == await office.missed(ANA) == [20, 23, 24]
    assert await office.deliveries() == []

    office.broken = set()
    await office.ticks(at(25, 9, 31), at(25, 9, 32))
    assert [row.facts["missed"] for row in await office.deliveries()] == [[["Ask", 6]]]


async def test_the_next_outage_is_told_alone(office: Office) -> None:
    """What the admins know of is not told again."""
    await office.ticks(at(23), at(24), at(26))

    assert [row.facts["missed"] for row in await office.deliveries()] == [[["Ask", 2]], [["Ask", 2]]]


async def test_what_was_not_told_is_told_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ended between writing down and telling leaves that to the next tick."""

    async def dies(*_: object) -> None:
        raise SystemError("killed")

    with monkeypatch.context() as killed:
        killed.setattr("bot.features.schedules.service.settings.tell_missed", dies)
        with pytest.raises(SystemError):
            await office.ticks(at(20, 20))
    assert await office.deliveries() == []

    await office.ticks(at(20, 20, 1), at(20, 20, 2))
    assert [row.facts["missed"] for row in await office.deliveries()] == [[["Ask", 2]]]


async def test_nobody_to_tell(office: Office) -> None:
    """Without an admin it is written down all the same, and not told to a later one."""
    await office.knows(ANA, is_admin=False)
    await office.ticks(at(20, 20))
    await office.knows(ANA)
    await office.ticks(at(20, 20, 1))

    assert await office.missed(BEN) == [20]
    assert await office.deliveries() == []


async def test_who_cannot_be_written_to_holds_up_nobody(office: Office) -> None:
    """The others have theirs; it is tried again, and missed when it is too late."""
    await office.knows(CLEO)
    await office.ticks(at(20, 8, 1))
    office.broken = {ANA, CLEO}

    with capture_logs() as lines:
        await office.ticks(at(20), at(20, 9, 1))
    assert [(line["event"], line["schedule"]) for line in lines] == [("schedule.run_failed", ASK)] * 4
    assert await office.days(who=BEN) == [20]
    assert await office.missed() == []
    office.broken = {CLEO}
    with capture_logs():
        await office.ticks(at(20, 10), at(20, 14))

    assert office.written[ASK, ANA, date(2026, 11, 20)] == 1
    assert await office.missed() == await office.missed(CLEO) == [20]
    assert [row.facts["missed"] for row in await office.deliveries()] == [[["Ask", 1]]]


async def test_nothing_to_say(office: Office) -> None:
    """A run without words owes nothing, is not missed, and is not asked for again."""
    office.silent.add(BEN)
    await office.ticks(at(20), at(20, 9, 1), at(20, 15))

    assert await office.outgoing() == []
    assert await office.missed() == []
    assert office.written[ASK, BEN, date(2026, 11, 20)] == 1


async def test_who_joins_and_who_leaves(office: Office) -> None:
    """From the next run on, until the last before; what was before they joined is not missed."""
    await office.ticks(at(20))
    await office.knows(CLEO)
    await office.ticks(at(20, 9, 1), at(23))
    assert await office.days(who=CLEO) == [23]

    await office.knows(BEN, is_deactivated=True)
    await office.ticks(at(23, 9, 1), at(24))
    assert await office.days(who=BEN) == [20, 23]
    await office.knows(BEN)
    await office.ticks(at(25, 9, 30), at(26))
    assert await office.days(who=BEN) == [20, 23, 26]
    assert await office.missed() == []


async def test_who_comes_back_on_the_same_day(office: Office) -> None:
    """Has that day's only once, also at another time of the day."""
    await office.ticks(at(20))
    await office.knows(BEN, is_deactivated=True)
    await office.ticks(at(20, 10))
    await office.knows(BEN)
    await office.changes(at(20, 11), Cadence(Every.day, DAILY.at.replace(hour=16)))
    await office.ticks(at(20, 11), at(20, 16), at(23, 16))

    assert await office.days(who=BEN) == [20, 23]


async def test_bots_have_no_turn(office: Office) -> None:
    """Nothing comes to a bot by itself."""
    await office.knows("U0BOT", is_bot=True)
    await office.ticks(at(20, 8, 5))

    assert set(await office.turns()) == {(ASK, BEN), (ASK, ANA)}


async def test_a_workspace_alone(office: Office) -> None:
    """What is due in one workspace is nothing to another."""
    await jobs.tick_once(office.db, office.declared, "T0OTHER", at(20))
    assert await office.outgoing() == []

    async with office.db.reading("") as transaction:
        rows: list[Any] = list((await transaction.session.execute(Delivery.__table__.select())).all())
    assert rows == []


async def test_a_channel(office: Office) -> None:
    """By the workspace's clock, in the channel that is chosen; a channel that is left has no turn."""
    office.declares(kind=POST, whom="channel")
    await office.ticks(at(20, 8, 1), at(20))
    assert await office.days(POST, WINS) == [20]

    await office.changes(at(20, 10), kind=POST, channel_id="C0SALES", zone="Asia/Seoul")
    await office.ticks(at(20, 10), at(23, 0), at(23, 10))
    assert await office.days(POST, WINS) == [20]
    assert await office.outgoing(POST, "C0SALES") == [(date(2026, 11, 23), at(23, 0))]
    assert (POST, WINS) not in await office.turns()
