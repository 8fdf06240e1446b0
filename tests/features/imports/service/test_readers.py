"""Readers are forked from one process, and are as much alone as if each was started for itself."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.features.imports.rules.fields import DEALS
from bot.features.imports.service import reader
from bot.features.imports.service.readers.client import Readers
from tests.features.imports.files_to_read import HEAD, SHEET, STRAY, kept, sheet_of, with_part, workbook

LONG_S = 60.0
KILLED = -9


@pytest.fixture
def readers() -> Iterator[Readers]:
    """None has been started yet."""
    made = Readers()
    yield made
    made.close()


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A file that its reader waits for."""
    path = tmp_path / "endless.csv"
    os.mkfifo(path)
    return path


async def begun(path: Path) -> int:
    """The other end of an endless file, once a reader has opened it."""
    return await asyncio.to_thread(os.open, path, os.O_WRONLY)


def is_read(end: int) -> bool:
    """Whether somebody still has that file open."""
    try:
        os.write(end, b"a")
    except BrokenPipeError:
        return False
    finally:
        os.close(end)
    return True


def environment_of(pid: int) -> bytes:
    """What a process was started with; b"" where the system does not show it."""
    shown = Path(f"/proc/{pid}/environ")
    return shown.read_bytes() if shown.exists() else b""


async def test_files_that_are_read_at_once_do_not_meet(readers: Readers, tmp_path: Path) -> None:
    """One is read, one refused, and one breaks its reader."""
    book = workbook(Deals=[["id", "owner"], [1, "Ben"]])
    files = (
        kept(tmp_path, f"{HEAD}1,Ben,Won,5,\n", "good.csv"),
        kept(tmp_path, b"a," * 2**18, "wide.csv"),
        kept(tmp_path, with_part(sheet_of(book, STRAY), SHEET, b"worksheet", b"worksheets"), "hostile.xlsx"),
    )
    spools = [tmp_path / f"{path.stem}.rows" for path in files]
    good, wide, hostile = await asyncio.gather(
        *(readers.read(path, spool, DEALS, "", LONG_S) for path, spool in zip(files, spools, strict=True))
    )
    assert good == (b"", 0)
    assert "Ben" in spools[0].read_text()
    assert (wide[1], b"200 are the most" in wide[0]) == (reader.REFUSED, True)
    assert hostile[1] not in (0, None)


async def test_who_gives_up_leaves_no_reader_behind(readers: Readers, endless: Path, tmp_path: Path) -> None:
    """It is gone before its asker goes on."""
    asking = asyncio.create_task(readers.read(endless, tmp_path / "rows", DEALS, "", LONG_S))
    end = await begun(endless)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert not is_read(end)


async def test_readers_end_with_pacer(readers: Readers, endless: Path, tmp_path: Path) -> None:
    """When it closes the door, or the system does because it was killed."""
    asking = asyncio.create_task(readers.read(endless, tmp_path / "rows", DEALS, "", LONG_S))
    end = await begun(endless)
    readers.close()
    assert not is_read(end)
    assert await asking == (b"", KILLED)


async def test_a_server_that_died_is_replaced(readers: Readers, tmp_path: Path) -> None:
    """Whoever comes next notices nothing."""
    path = kept(tmp_path, f"{HEAD}1,Ben,Won,5,\n", "good.csv")
    assert await readers.read(path, tmp_path / "rows", DEALS, "", LONG_S) == (b"", 0)
    assert readers.server is not None
    readers.server.kill()
    assert await readers.read(path, tmp_path / "rows", DEALS, "", LONG_S) == (b"", 0)


async def test_the_server_knows_no_secret(
    readers: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the environment it has what Python needs."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.chdir(tmp_path)
    path = kept(tmp_path, f"{HEAD}1,Ben,Won,5,\n", "good.csv")
    assert await readers.read(path, tmp_path / "rows", DEALS, "", LONG_S) == (b"", 0)
    assert readers.server is not None
    assert b"xoxb-secret" not in environment_of(readers.server.pid)
