"""A run of the tests that is killed leaves nothing behind: no server, no browser, no folder."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.emulator.page.serving import ROOT

# What a session of the browser tests has open: a demo that serves a page to a browser.
SESSION = """
import asyncio, sys
from playwright.async_api import async_playwright
from tests.browser import ARGS
from tests.emulator.page.serving import served

async def browse(address):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=sys.argv[1], args=ARGS)
        page = await browser.new_page()
        answer = await page.goto(address)
        await page.wait_for_function("window.socket && window.socket.connected")
        clock = await page.get_by_test_id("clock").inner_text()
        await page.get_by_test_id("inspector-toggle").click()
        people_act = await page.get_by_test_id("people-act").is_checked()
        print(answer.status, clock, people_act, flush=True)
        await asyncio.Event().wait()

with served("bot", "demo", "--port", "0") as address:
    asyncio.run(browse(address))
"""
# The page, on a working day at half past nine, with people who act.
SHOWN = r"200 (Mon|Tues|Wednes|Thurs|Fri)day, \w+ \d+ · 9:30 AM True\n"


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder with a short name: the path of a socket of Chromium has 108 characters at most."""
    with TemporaryDirectory(prefix="pacer-") as made:
        yield Path(made)


@pytest.mark.browser
def test_nothing_outlives_a_killed_run(chromium: str, folder: Path) -> None:
    """A demo that serves, and the browser on its page, end by themselves and take their folders with them."""
    command = [sys.executable, "-c", SESSION, chromium]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as session:
        assert session.stdout is not None
        assert re.fullmatch(SHOWN, session.stdout.readline())
        assert any(folder.glob("pacer-demo-*/*"))
        session.kill()
        # Its children hold the same standard error: it is at its end when the last of them is gone.
        session.communicate(timeout=120)

    assert list(folder.iterdir()) == []
