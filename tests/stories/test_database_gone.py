"""The database is taken away, or of a newer Pacer: whoever writes hears that nothing was recorded."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.demo.stage import Stage, open_stage
from tests.schema_states import HEAD, execute, of_version
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.story


@pytest.fixture
async def stage(sqlite_file: Path) -> AsyncIterator[Stage]:
    """The bot behind its HTTP door."""
    async with open_stage(box_at(MONDAY, "http"), f"sqlite:///{sqlite_file}", migrated=True) as opened:
        yield opened


def take_away(file: Path) -> None:
    """What somebody does to the file of a running Pacer."""
    file.unlink()


async def ready(stage: Stage) -> tuple[int, str]:
    """What a load balancer is told."""
    home = str(stage.emulator.request_url).removesuffix("/slack/events")
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{home}/readyz")
    return answer.status_code, answer.text


async def test_the_file_is_deleted(stage: Stage, sqlite_file: Path) -> None:
    """Ana is told in words, and so is who looks after Pacer."""
    ana = stage.actor("ana").goes_to("#sales")
    assert "Ben Walker" in (await ana.types("/kudos @ben closed Acme in a day")).text
    assert await ready(stage) == (200, "ready")
    stage.emulator.settle = None

    take_away(sqlite_file)
    told = (await ana.types("/kudos @ben closed Initech in a day")).text

    assert told == "I cannot record anything at the moment, so this is not recorded. Tell whoever runs Pacer."
    status, reason = await ready(stage)
    assert status == 503
    assert reason.startswith(f"{sqlite_file} is gone")


async def test_somebody_has_migrated(stage: Stage, sqlite_file: Path) -> None:
    """The old process takes no commands that write; what only reads is answered."""
    url = f"sqlite:///{sqlite_file}"
    await execute(url, of_version("9999"))
    status, reason = await ready(stage)
    ana = stage.actor("ana").goes_to("#sales")
    told = (await ana.types("/kudos @ben closed Acme in a day")).text
    await execute(url, of_version(HEAD))

    assert (status, reason) == (503, "the database is of a newer Pacer: update this one")
    assert told == "Pacer is being updated, so nothing was recorded. Try again in a few minutes."
