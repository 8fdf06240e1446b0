"""Every field of every payload, replaced by what does not belong there: the door always answers."""

import copy
import io
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo.stage import Stage, open_stage
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GONE = object()
ODDITIES: list[Any] = [GONE, None, 0, "", "x" * 300, [None], {}]
KINDS = {"command", "block_actions", "view_submission", "shortcut", "message_action"}
EVENTS = {"app_mention", "message", "reaction_added", "reaction_removed", "app_home_opened", "user_change"}

Steps = tuple[str | int, ...]


@pytest.fixture
async def stage(sqlite_template: Path, tmp_path: Path, log: io.StringIO) -> AsyncIterator[Stage]:
    """The bot behind Socket Mode; what a payload may be is the same for every database.

    With `log` its thousands of lines are written as in production, not in colours, which takes longer.
    """
    shutil.copy(sqlite_template, tmp_path / "test.db")
    emulator = box_at(MONDAY)
    async with open_stage(emulator, f"sqlite:///{tmp_path / 'test.db'}", migrated=True) as opened:
        yield opened


async def recorded(stage: Stage) -> list[dict[str, Any]]:
    """One payload of each kind, as Slack sent it in a short story."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.types("@Pacer @ben closed Acme")
    await ana.types("/kudos @ben closed Acme")
    await ana.types("/kudos top")
    await ana.clicks("All time")
    await ana.types("/kudos")
    await ana.submits({"Who?": ["ben"], "What for?": "closed Acme"})
    message = ana.sees("#sales")[-1]
    await ben.uses_shortcut("kudos.message", on=message)
    await ben.closes()
    await ben.uses_shortcut("kudos.shortcut")
    await ben.reacts("star", message)
    await ben.unreacts("star", message)
    await ben.opens_home()
    await ben.sets_status(":palm_tree:")
    await ben.pauses_notifications(MONDAY.replace(hour=18))
    await ben.goes_to("@Pacer").uploads("deals.csv", b"id,name\n")
    told = [each for each in stage.emulator.world.traffic if each.direction == "to app"]
    assert {each.name for each in told} >= EVENTS
    assert {each.kind for each in told} >= KINDS - {"shortcut", "message_action"}
    return list({(each.kind, each.name): each.request for each in told}.values())


def paths(value: Any, so_far: Steps = ()) -> Iterator[Steps]:
    """Every place in it; of a list, those in its first part."""
    inner: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value[:1]))
    for key, below in inner:
        yield (*so_far, key)
        yield from paths(below, (*so_far, key))


def replaced(payload: dict[str, Any], path: Steps, value: Any) -> dict[str, Any]:
    """A copy of the payload with another value there, or without it."""
    changed = copy.deepcopy(payload)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


async def test_no_field_breaks_the_door(stage: Stage) -> None:
    """200 or 400 each time: never 500, which Slack would send again."""
    door = stage.pacer.door
    payloads = await recorded(stage)
    statuses, broken = Counter[int](), []
    for payload in payloads:
        for path in paths(payload):
            for value in ODDITIES:
                response = await door.take(replaced(payload, path, value))
                statuses[response.status] += 1
                if response.status not in (200, 400):
                    broken.append((payload.get("type"), path, value, response.status))
    await stage.pacer.tasks.drain()

    assert broken == []
    assert min(statuses[200], statuses[400]) > 300
