"""A running Pacer that is stopped ends as it should: nothing is logged as wrong, and its exit code is 0."""

import asyncio
import signal

import pytest

from bot.demo.cast import NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator, serve
from bot.emulator.transport.delivery import Transport
from bot.manifest import manifest
from tests.stages import HANGS_S, PATIENT_ACK_S

from .processes import answers, faults, free_port, running, settings

pytestmark = [pytest.mark.story, pytest.mark.process]


@pytest.mark.parametrize(
    ("mode", "stop"),
    [
        pytest.param("socket", signal.SIGTERM, id="socket-SIGTERM"),
        pytest.param("http", signal.SIGINT, id="http-Ctrl+C"),
        pytest.param("socket", signal.SIGINT, id="socket-Ctrl+C", marks=pytest.mark.slow),
        pytest.param("http", signal.SIGTERM, id="http-SIGTERM", marks=pytest.mark.slow),
    ],
)
async def test_a_clean_stop(sqlite_file: str, mode: Transport, stop: signal.Signals) -> None:
    """By either signal and door, while people write: the exit code is 0, and no line tells of trouble."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = pacer_app(manifest("socket") if mode == "socket" else manifest("http", address))
    emulator = Emulator([NORTHWIND_WORKSPACE], app, mode=mode, ack_limit_s=PATIENT_ACK_S)
    environment = settings(emulator, mode, f"sqlite:///{sqlite_file}", port)
    async with serve(emulator):
        environment["SLACK_API_URL"] = emulator.api_url
        async with running(environment) as process:
            if mode == "socket":
                await asyncio.wait_for(emulator.connected(2), HANGS_S)
            else:
                emulator.request_url = f"{address}/slack/events"
                await asyncio.wait_for(answers(f"{address}/readyz", process), HANGS_S)
            ana = emulator.actor("ana").goes_to("#sales")
            assert (await ana.types("/kudos @ben closed Acme in a day")).ok
            writing = [asyncio.create_task(ana.types("/kudos me")) for _ in range(5)]
            await asyncio.sleep(0)

            process.send_signal(stop)

            out, logged = await asyncio.wait_for(process.communicate(), HANGS_S)
            for each in writing:
                each.cancel()
            await asyncio.gather(*writing, return_exceptions=True)
    assert faults(logged) == []
    assert b"Traceback" not in out
    assert process.returncode == 0
