"""A status and a pause in notifications: told to the app as Slack tells them, and over when they are over."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import NORTHWIND, build_world
from bot.emulator.protocol.grants import Interactions
from bot.emulator.server import Box
from bot.emulator.state.clock import MovableClock
from bot.emulator.webapi import call

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def box() -> Box:
    """A box whose app may read statuses and pauses."""
    clock = MovableClock(MONDAY, frozen=True)
    manifest = {"oauth_config": {"scopes": {"bot": ["users:read", "dnd:read"]}}}
    return Box(build_world(clock, manifest), clock)


async def asked(box: Box, method: str, **arguments: object) -> dict[str, object]:
    """What the app is told."""
    token = box.world.teams[NORTHWIND].token
    return await call(
        box.world, method, token, dict(arguments), base_url="", interactions=Interactions(box.clock)
    )


async def test_a_status_shows_until_it_ends(box: Box) -> None:
    """In the profile, with the second at which it ends; afterwards it is gone."""
    await box.actor("ben").sets_status("palm_tree", "Vacationing", FRIDAY)
    told = (await asked(box, "users.info", user=box.world.named("ben").id))["user"]
    assert isinstance(told, dict)
    assert told["profile"]["status_emoji"] == ":palm_tree:"
    assert told["profile"]["status_expiration"] == int(FRIDAY.timestamp())

    box.clock.move_to(FRIDAY)
    told = (await asked(box, "users.info", user=box.world.named("ben").id))["user"]
    assert isinstance(told, dict)
    assert (told["profile"]["status_emoji"], told["profile"]["status_expiration"]) == ("", 0)


async def test_a_pause(box: Box) -> None:
    """dnd.info and dnd.teamInfo tell of the same window; without one the instants say nothing."""
    ben, ana = box.world.named("ben").id, box.world.named("ana").id
    await box.actor("ben").pauses_notifications(FRIDAY)

    paused = {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(MONDAY.timestamp()),
        "next_dnd_end_ts": int(FRIDAY.timestamp()),
    }
    assert await asked(box, "dnd.info", user=ben) == {"ok": True, **paused}
    team = (await asked(box, "dnd.teamInfo", users=f"{ben},{ana}"))["users"]
    free = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    assert team == {ben: paused, ana: free}

    await box.actor("ben").pauses_notifications(None)
    assert await asked(box, "dnd.info", user=ben) == {"ok": True, **free}
