"""A `worker` that runs while a newer Pacer migrates its database: it says so, and sends nothing more."""

import asyncio
import io
import os
import signal
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import select

from bot.cli.entrypoints import work
from bot.config import load_settings
from bot.db.engine import make_engine
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import WAITING, EphemeralNotice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator, serve
from bot.manifest import manifest
from tests.databases import SQLITE_FIRST
from tests.schema_states import HEAD, execute, of_version
from tests.stages import HANGS_S

from .processes import free_port, settings

pytestmark = pytest.mark.story


async def is_ready(address: str, working: asyncio.Task[None]) -> None:
    """Waits until it answers there that all is well; whatever it fails with is raised."""
    async with httpx.AsyncClient(trust_env=False) as http:
        while not working.done():
            try:
                if (await http.get(address)).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    await working
    raise AssertionError("it has ended")


async def reason_at(address: str) -> str:
    """Why it is not ready."""
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(address)
    assert answer.status_code == 503
    return answer.text


async def waiting(db: Database) -> list[str]:
    """Keys of what is not sent."""
    async with db.reading("") as reading:
        query = select(Delivery.dedupe_key).where(Delivery.state == WAITING)
        return list(await reading.session.scalars(query))


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_it_leaves_the_work_to_newer_ones(
    database_url: str, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    """Ready before, 503 and one line in the log afterwards; what is owed then waits for the new ones."""
    port, url = free_port(), database_url
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")))
    environment = settings(emulator, "socket", url, port) | {"METRICS_PORT": str(port)}
    address = f"http://127.0.0.1:{port}/readyz"
    db = Database(make_engine(url))
    async with serve(emulator):
        environment["SLACK_API_URL"] = emulator.api_url
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        working = asyncio.create_task(work(load_settings()))
        try:
            await asyncio.wait_for(is_ready(address, working), HANGS_S)

            await execute(url, of_version("9999"))
            reason = await reason_at(address)
            async with db.transaction(NORTHWIND) as owing:
                notice, to = EphemeralNotice("hello", []), Recipient("C0SALES2NW")
                await Outbox(owing).enqueue(notice, datetime.now(UTC), to=to, dedupe_key="owed")
            assert await reason_at(address) == reason
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(working, HANGS_S)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    logged = log.getvalue()
    assert reason == "the database is of a newer Pacer: update this one"
    assert logged.count("work.left_to_newer") == 1
    assert logged.count("database.unusable") == 1
    assert await waiting(db) == ["owed"]
    await execute(url, of_version(HEAD))
    await db.close()
