"""A run of the tests that is killed leaves nothing behind: no server, no browser, no folder."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.emulator.page.serving import ROOT

# What a session of the browser tests has open: a browser, and a demo, here one that is not served yet.
SESSION = """
import asyncio, subprocess, sys
from playwright.async_api import async_playwright
from tests.browser import ARGS
from tests.emulator.page.serving import command_of

async def browse():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=sys.argv[1], args=ARGS)
        await browser.new_page()
        print("open", flush=True)
        await asyncio.Event().wait()

command = command_of("bot", "demo", "--port", "0")
with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE):
    asyncio.run(browse())
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder with a short name: the path of a socket of Chromium has 108 characters at most."""
    with TemporaryDirectory(prefix="pacer-") as made:
        yield Path(made)


@pytest.mark.browser
def test_nothing_outlives_a_killed_run(chromium: str, folder: Path) -> None:
    """Server and browser end by themselves, and take their folders with them."""
    command = [sys.executable, "-c", SESSION, chromium]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as session:
        assert session.stdout is not None
        assert session.stdout.readline() == "open\n"
        while not any(folder.glob("pacer-demo-*/*")):
            assert session.poll() is None
            time.sleep(0.05)
        session.kill()
        # Its children hold the same standard error: it is at its end when the last of them is gone.
        session.communicate(timeout=120)

    assert list(folder.iterdir()) == []
