"""A status and a pause in notifications: told to the app as Slack tells them, and over when they are over."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.protocol.grants import Interactions
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.webapi import call

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def emulator() -> Emulator:
    """A box whose app may read statuses and pauses."""
    clock = MovableClock(MONDAY, frozen=True)
    manifest = {"oauth_config": {"scopes": {"bot": ["users:read", "dnd:read"]}}}
    return Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest), clock)


async def asked(emulator: Emulator, method: str, **arguments: object) -> dict[str, object]:
    """What the app is told."""
    token = emulator.world.teams[NORTHWIND].token
    return await call(
        emulator.world, method, token, dict(arguments), base_url="", interactions=Interactions(emulator.clock)
    )


async def test_a_status_shows_until_it_ends(emulator: Emulator) -> None:
    """In the profile, with the second at which it ends; afterwards it is gone."""
    await emulator.actor("ben").sets_status("palm_tree", "Vacationing", FRIDAY)
    told = (await asked(emulator, "users.info", user=emulator.world.named("ben").id))["user"]
    assert isinstance(told, dict)
    assert told["profile"]["status_emoji"] == ":palm_tree:"
    assert told["profile"]["status_expiration"] == int(FRIDAY.timestamp())

    emulator.clock.move_to(FRIDAY)
    told = (await asked(emulator, "users.info", user=emulator.world.named("ben").id))["user"]
    assert isinstance(told, dict)
    assert (told["profile"]["status_emoji"], told["profile"]["status_expiration"]) == ("", 0)


async def test_a_pause(emulator: Emulator) -> None:
    """dnd.info and dnd.teamInfo tell of the same window; without one the instants say nothing."""
    ben, ana = emulator.world.named("ben").id, emulator.world.named("ana").id
    await emulator.actor("ben").pauses_notifications(FRIDAY)

    paused = {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(MONDAY.timestamp()),
        "next_dnd_end_ts": int(FRIDAY.timestamp()),
    }
    assert await asked(emulator, "dnd.info", user=ben) == {"ok": True, **paused}
    team = (await asked(emulator, "dnd.teamInfo", users=f"{ben},{ana}"))["users"]
    free = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    assert team == {ben: paused, ana: free}

    await emulator.actor("ben").pauses_notifications(None)
    assert await asked(emulator, "dnd.info", user=ben) == {"ok": True, **free}
