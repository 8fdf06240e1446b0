"""Every screen is what it was: who changes one on purpose renews the snapshot with `--renew-snapshots`."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from tests.stages import box_at

from .tour import Tour

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "tour.json"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PEOPLE = ("ana", "ben", "cleo", "hugo")


@pytest.fixture
async def stage(sqlite_file: Path) -> AsyncIterator[Stage]:
    """The demo's morning."""
    emulator = box_at(MONDAY)
    async with open_stage(emulator, f"sqlite:///{sqlite_file}", migrated=True) as opened:
        await seed(opened.pacer.db, emulator.world, MONDAY)
        await opened.settler.settle()
        yield opened


async def test_every_screen_is_what_it_was(stage: Stage, pytestconfig: pytest.Config) -> None:
    """Commands, windows, buttons, Home and posts of a week, as four people see them."""
    tour = Tour(stage)
    for name in PEOPLE:
        await tour.walk(name)
    for days in range(1, 8):
        await stage.emulator.move_clock(MONDAY + timedelta(days=days))
        for name in PEOPLE:
            await tour.arrives(name, f"after {days} days")

    if pytestconfig.getoption("--renew-snapshots"):
        SNAPSHOT.write_text(json.dumps(tour.screens, ensure_ascii=False, indent=1) + "\n")
    before = json.loads(SNAPSHOT.read_text())
    assert [screen["step"] for screen in tour.screens] == [screen["step"] for screen in before]
    for now, then in zip(tour.screens, before, strict=True):
        assert now == then, f"{now['step']}: --renew-snapshots, where it is meant"
