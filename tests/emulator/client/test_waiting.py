"""Waiting for what an app does after its acknowledgement."""

import asyncio

import pytest

from bot.emulator import Emulator, NotSeen, PersonSpec, SlackApp, WorkspaceSpec
from bot.emulator.state.world import SlackMessage

LONG_S = 30.0


@pytest.fixture
def emulator() -> Emulator:
    """Ana and Ben in #general."""
    people = [PersonSpec("ana", "Ana Silva"), PersonSpec("ben", "Ben Walker")]
    return Emulator([WorkspaceSpec("Acme", people)], SlackApp())


async def _post(emulator: Emulator, text: str, *, to: str | None = None) -> None:
    world, channel = emulator.world, emulator.actor("ana").channel
    ephemeral_to = world.named(to).id if to else None
    message = SlackMessage(world.next_ts(), channel.id, "U0BOT", text, ephemeral_to=ephemeral_to)
    channel.messages.append(message)
    world.changed()


async def test_what_comes_later(emulator: Emulator) -> None:
    """Other changes on the way do not end the waiting."""
    waiting = asyncio.create_task(emulator.actor("ana").waits_for("Done", within_s=LONG_S))
    await asyncio.sleep(0)
    await _post(emulator, "Working on it")
    await asyncio.sleep(0)
    assert not waiting.done()
    await _post(emulator, "Done: 3 rows")

    assert (await waiting).text == "Done: 3 rows"


async def test_what_is_there_already(emulator: Emulator) -> None:
    """The newest is given, at once."""
    await _post(emulator, "Done: 1 row")
    await _post(emulator, "Done: 2 rows")

    assert (await emulator.actor("ana").waits_for("Done", "#general", within_s=0)).text == "Done: 2 rows"


async def test_what_somebody_else_sees(emulator: Emulator) -> None:
    """What is for Ben only does not come for Ana, and it is said what she waited for."""
    await _post(emulator, "Done", to="ben")

    with pytest.raises(NotSeen, match='ana waited 0 s for a message with "Done"'):
        await emulator.actor("ana").waits_for("Done", within_s=0)
    with pytest.raises(NotSeen, match="ana waited 0 s for it"):
        await emulator.actor("ana").waits_until(lambda: emulator.actor("ana").modal, within_s=0)
