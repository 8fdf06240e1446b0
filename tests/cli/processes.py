"""Real processes of Pacer, in the emulator."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from bot.demo.cast import NORTHWIND
from bot.emulator.server import Emulator
from bot.emulator.transport.delivery import Transport
from tests.emulator.page.serving import command_of


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
async def running(
    environment: dict[str, str], verb: str = "run", module: str = "bot"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run`, or another verb; killed where the test did not end it, or where the tests are.

    `module`: what to run in place of `bot`, with the same verbs.
    """
    pipe = asyncio.subprocess.PIPE
    # Held open here, and closed when this process is gone; `communicate` would close a pipe of its own.
    held, ours = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *command_of(module, verb), env=environment, stdin=held, stdout=pipe, stderr=pipe
    )
    os.close(held)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
        os.close(ours)


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
