"""Socket Mode connections that break without a close frame: back at once, and no answer is lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.outcome import Outcome
from bot.socket_mode import CONNECTIONS, PING_SECONDS
from tests.broken_line import BrokenLine
from tests.slow_database import SlowDatabase

from .people import received


@dataclass
class Line:
    """The bot, connected to the emulator by a line that can break."""

    stage: Stage
    broken: BrokenLine
    database: SlowDatabase

    async def is_back(self) -> None:
        """Returns when both connections are open; the SDK alone would take longer than this waits."""
        async with asyncio.timeout(PING_SECONDS - 1):
            await self.broken.connected_anew(CONNECTIONS)
            await self.stage.emulator.connected(CONNECTIONS)

    async def types(self, actor: Actor, text: str) -> asyncio.Task[Outcome]:
        """A command that reaches the bot, and whose database makes it wait."""
        self.database.hold("FROM members")
        typing = asyncio.create_task(actor.types(text))
        await self.database.reached()
        return typing


@pytest.fixture
async def line(stage: Stage) -> AsyncIterator[Line]:
    """Both connections go by the line."""
    emulator = stage.emulator
    broken = BrokenLine(emulator.base_url)
    async with broken.opened() as address:
        emulator.base_url = address
        await emulator.delivery.hub.refresh()
        await emulator.connected(CONNECTIONS)
        yield Line(stage, broken, SlowDatabase(stage.pacer.db.engine))


over_the_socket = pytest.mark.parametrize("mode", ["socket"], indirect=True)


def answers(actor: Actor) -> int:
    """How often somebody is told what became of their kudos."""
    return sum("left to give" in message.text for message in actor.sees())


@over_the_socket
async def test_commands_go_on_at_once(line: Line) -> None:
    """Both connections are cut: the next command is answered."""
    line.broken.cut()
    await line.is_back()

    assert (await line.stage.actor("ana").goes_to("#sales").types("/kudos help")).ok


@over_the_socket
async def test_the_connection_breaks_before_the_answer(line: Line) -> None:
    """The deed is recorded, and its answer comes by the response_url, once."""
    ana = line.stage.actor("ana").goes_to("#sales")

    typing = await line.types(ana, "/kudos @ben closed Acme")
    line.broken.cut()
    await line.is_back()
    line.database.let_go()
    outcome = await typing
    await ana.waits_until(lambda: answers(ana) or None)
    await line.stage.settler.settle()

    assert not outcome.ok
    assert answers(ana) == 1
    assert await received(line.stage, "ben") == 1


@over_the_socket
async def test_the_connection_breaks_with_the_answer_on_it(line: Line) -> None:
    """It was sent, and Slack has not said that anything arrives: it comes by the response_url, once."""
    ana = line.stage.actor("ana").goes_to("#sales")

    typing = await line.types(ana, "/kudos @ben closed Acme")
    line.broken.go_deaf()
    line.database.let_go()
    await line.broken.swallowed.wait()
    line.broken.cut()
    outcome = await typing
    await ana.waits_until(lambda: answers(ana) or None)
    await line.is_back()
    await line.stage.settler.settle()

    assert not outcome.ok
    assert answers(ana) == 1
    assert await received(line.stage, "ben") == 1
