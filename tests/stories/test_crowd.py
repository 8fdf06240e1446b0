"""A workspace of 10,000 people, whose Slack tells of them at the pace that it promises, and no faster."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.emulator.state.crowd import crowd
from bot.emulator.state.workspaces import add_people
from bot.emulator.transport.delivery import Transport
from bot.features.people.jobs import JOBS
from bot.features.people.service import members
from bot.features.workspace import service as workspace
from tests.stages import box_at
from tests.stories.people import newest, received

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PEOPLE = 10_000
LAST = "person10000"
PAGES, QUESTIONS = 51, 201
READ_ON = next(job for job in JOBS if job.name == "people.read_on")


@pytest.fixture
async def stage(mode: Transport, database_url: str) -> AsyncIterator[Stage]:
    """The bot, started in a large workspace that keeps to its limits."""
    emulator = box_at(MONDAY, mode)
    emulator.world.limits.burst = 1
    add_people(emulator.world, NORTHWIND, crowd(PEOPLE), channel="general")
    async with open_stage(emulator, database_url, migrated=True) as opened:
        yield opened


async def known(stage: Stage) -> int:
    """How many people the bot knows."""
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        return len(await members.everybody(reading))


async def test_ten_thousand_people_are_known_in_the_end(stage: Stage) -> None:
    """The door is open from the start, also for whom no page has told of; no page is asked for twice."""
    assert 3_900 < await known(stage) < 4_100, "twenty pages of two hundred, then Slack says to wait"
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        assert (await workspace.zone_of(reading)).key == "America/New_York"

    late = stage.actor(LAST)
    await late.types("/kudos @person09999 showed me around")
    assert await received(stage, "person09999") == 1
    await stage.actor("ana").goes_to("#general").types("/kudos @person09998 for the tickets")
    assert "Person 09998" in newest(stage.actor("ana").sees("#general"))

    calls = asked(stage)
    assert calls[("users.list", "ratelimited")] == 1
    await tick(stage, 1)
    assert asked(stage) == Counter(), "nobody asks before it is time"
    for _ in range(15):
        calls += await tick(stage, 60)

    assert await known(stage) == PEOPLE + 12
    assert (calls[("users.list", "ok")], calls[("dnd.teamInfo", "ok")]) == (PAGES, QUESTIONS)
    assert calls[("users.list", "ratelimited")] == 2
    assert await tick(stage, 60) == Counter(), "everybody is known"


def asked(stage: Stage) -> Counter[tuple[str, str]]:
    """The calls about people since the last look, by method and outcome."""
    traffic = stage.emulator.world.traffic
    found = Counter((e.name, e.outcome) for e in traffic if e.name in ("users.list", "dnd.teamInfo"))
    traffic.clear()
    return found


async def tick(stage: Stage, seconds: int) -> Counter[tuple[str, str]]:
    """So much time passes, and the jobs run."""
    stage.emulator.clock.move_by(timedelta(seconds=seconds))
    await stage.pacer.run_jobs((READ_ON,))
    return asked(stage)
