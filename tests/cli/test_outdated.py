"""A `worker` that runs while a newer Pacer migrates its database: it says so, and sends nothing more."""

import asyncio
import json
import signal
from collections import Counter
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import select

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

from .processes import answers, faults, free_port, running, settings

pytestmark = [pytest.mark.story, pytest.mark.process]


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
async def test_it_leaves_the_work_to_newer_ones(database_url: str) -> None:
    """Ready before, 503 and one line in the log afterwards; what is owed then waits for the new ones.

    It ends at SIGTERM, as one that does its work.
    """
    port, url = free_port(), database_url
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")))
    environment = settings(emulator, "socket", url, port) | {"METRICS_PORT": str(port)}
    address = f"http://127.0.0.1:{port}/readyz"
    db = Database(make_engine(url))
    async with serve(emulator):
        environment["SLACK_API_URL"] = emulator.api_url
        async with running(environment, "worker") as process:
            await asyncio.wait_for(answers(address, process), HANGS_S)

            await execute(url, of_version("9999"))
            reason = await reason_at(address)
            async with db.transaction(NORTHWIND) as owing:
                notice, to = EphemeralNotice("hello", []), Recipient("C0SALES2NW")
                await Outbox(owing).enqueue(notice, datetime.now(UTC), to=to, dedupe_key="owed")
            assert await reason_at(address) == reason
            process.send_signal(signal.SIGTERM)
            _, logged = await asyncio.wait_for(process.communicate(), HANGS_S)

    assert reason == "the database is of a newer Pacer: update this one"
    events = Counter(json.loads(each)["event"] for each in faults(logged))
    del events["job.not_finished"]  # Said by each that was at work just then.
    assert events == {"database.unusable": 1, "work.left_to_newer": 1}
    assert process.returncode == 0
    assert await waiting(db) == ["owed"]
    await execute(url, of_version(HEAD))
    await db.close()
