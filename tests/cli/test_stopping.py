"""A running Pacer that is stopped ends as it should: nothing is logged as wrong, and its exit code is 0."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator, serve
from bot.emulator.transport.delivery import Transport
from bot.manifest import manifest
from tests.stages import PATIENT_ACK_S

pytestmark = [pytest.mark.story, pytest.mark.process]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def settings(emulator: Emulator, mode: Transport, database_url: str, port: int) -> dict[str, str]:
    """The environment of a Pacer in this Slack."""
    app = emulator.world.app
    door = {"SLACK_APP_TOKEN": app.app_token}
    if mode == "http":
        door = {"SLACK_SIGNING_SECRET": app.signing_secret}
    return {
        "PATH": os.environ["PATH"],
        "SLACK_API_URL": emulator.api_url,
        "SLACK_BOT_TOKEN": str(emulator.world.teams[NORTHWIND].token),
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "LOG_FORMAT": "json",
        **door,
    }


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run`; killed where the test did not end it."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=pipe, stderr=pipe
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def answers(address: str, process: asyncio.subprocess.Process) -> None:
    """Waits until something answers there, as long as the process lives."""
    async with httpx.AsyncClient() as http:
        while process.returncode is None:
            try:
                if (await http.get(address)).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    raise AssertionError("it has ended")


def faults(logged: bytes) -> list[str]:
    """What is logged as an error or a warning, or is no line of a log."""
    found = []
    for line in logged.decode().splitlines():
        try:
            is_fine = json.loads(line).get("level") in ("info", "debug")
        except ValueError:
            is_fine = False
        if not is_fine:
            found.append(line)
    return found


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl+C"])
@pytest.mark.parametrize("mode", ["socket", "http"])
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
                await asyncio.wait_for(emulator.connected(2), 60)
            else:
                emulator.request_url = f"{address}/slack/events"
                await asyncio.wait_for(answers(f"{address}/readyz", process), 60)
            ana = emulator.actor("ana").goes_to("#sales")
            assert (await ana.types("/kudos @ben closed Acme in a day")).ok
            writing = [asyncio.create_task(ana.types("/kudos me")) for _ in range(5)]
            await asyncio.sleep(0)

            process.send_signal(stop)

            out, logged = await asyncio.wait_for(process.communicate(), 60)
            for each in writing:
                each.cancel()
            await asyncio.gather(*writing, return_exceptions=True)
    assert faults(logged) == []
    assert b"Traceback" not in out
    assert process.returncode == 0
