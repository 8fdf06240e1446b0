"""A sender on each engine, connected to the emulator."""

from collections.abc import AsyncIterator

import pytest

from bot.db.transaction import Database
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.manifest import manifest
from bot.slack.client import SlackClient

from .stage import KINDS, MONDAY, Stage


@pytest.fixture
async def stage(db: Database) -> AsyncIterator[Stage]:
    """Monday morning; nothing is owed yet."""
    clock = MovableClock(MONDAY, frozen=True)
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")), clock)

    async def token_of(workspace_id: str) -> str | None:
        team = emulator.world.teams.get(workspace_id)
        return team.token if team else None

    async with serve(emulator) as base_url, SlackClient(f"{base_url}/api/", token_of) as slack:
        yield Stage(emulator, db, slack, Sender(db, SlackTransport(slack), KINDS, clock), clock)
