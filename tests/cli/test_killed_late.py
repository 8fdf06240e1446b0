"""A process that is killed after it has acknowledged a request, before it has answered: who asked hears."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.client.actor import Actor
from bot.emulator.server import Emulator, serve
from bot.features.kudos.service import queries
from bot.manifest import manifest
from bot.slack.late import WAIT
from tests.stages import HANGS_S, PATIENT_ACK_S

from .processes import free_port, running, settings

pytestmark = [pytest.mark.story, pytest.mark.process, pytest.mark.fresh_database, pytest.mark.slow]


def _times(actor: Actor, words: str, place: str) -> int:
    return sum(words in f"{message.text} {message.blocks}" for message in actor.sees(place))


async def _received(database_url: str, person_id: str) -> int:
    """How many points somebody received in all."""
    db = Database(make_engine(database_url))
    async with db.reading(NORTHWIND) as transaction:
        found = await queries.mine(transaction, person_id, datetime.now(UTC))
    await db.close()
    return found.received_ever


@pytest.mark.parametrize(
    ("held", "told"),
    [("write", "Nothing was changed by it: please try again."), ("answer", "It is done")],
)
async def test_killed_while_late(database_url: str, held: str, told: str) -> None:
    """After the restart one message says whether it was done; thanks in a channel are given, once."""
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")), ack_limit_s=PATIENT_ACK_S)
    environment = settings(emulator, "socket", database_url, free_port()) | {"HELD": held}
    async with serve(emulator):
        environment["SLACK_API_URL"] = emulator.api_url
        ana, grace = emulator.actor("ana").goes_to("#sales"), emulator.actor("grace").goes_to("#sales")
        async with running(environment, module="tests.cli.stuck_pacer") as process:
            await asyncio.wait_for(emulator.connected(2), HANGS_S)
            asking = asyncio.create_task(ana.types("/kudos @ben closed Acme in a day"))
            await ana.waits_until(lambda: _times(ana, WAIT, "#sales") or None, within_s=HANGS_S)
            thanking = asyncio.create_task(grace.types("@Pacer @ben held the demo"))
            await asyncio.sleep(4)  # Until it is acknowledged, and the other is written.
            process.kill()
            await process.wait()
            for each in (asking, thanking):
                each.cancel()
            await asyncio.gather(asking, thanking, return_exceptions=True)
        assert _times(ana, "left to give", "#sales") == 0

        async with running(environment) as process:
            await ana.waits_until(lambda: _times(ana, told, "@Pacer") or None, within_s=HANGS_S)
            expected = 2 if held == "answer" else 1
            for _ in range(int(HANGS_S * 10)):
                if await _received(database_url, "U0BEN2WLK9") == expected:
                    break
                await asyncio.sleep(0.1)
            process.terminate()
            await process.communicate()
    assert await _received(database_url, "U0BEN2WLK9") == expected
    assert _times(ana, "I was stopped", "@Pacer") == 1
