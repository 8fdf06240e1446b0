"""The first minute of a newcomer in a real browser: each step of the demo's path, with its time.

    python -m bench.first_minute [--pictures folder]

Starts the demo in a process of its own on a free port, opens it in headless Chromium, and follows the tips as
fast as the page allows. What it prints are seconds since the page was asked for.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

ARGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server")
PATIENCE_MS = 60_000


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo that ends with the block."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            words = server.stdout.readline().split()
            yield next(word for word in words if word.startswith("http"))
        finally:
            server.terminate()


class Visit:
    """One newcomer: says what was reached, and when."""

    def __init__(self, page: Page, pictures: Path | None) -> None:
        self.page, self._pictures = page, pictures
        self._began = time.perf_counter()
        self._steps = 0

    async def reached(self, what: str) -> None:
        """Prints the time, and takes a picture if there is a folder for it."""
        print(f"{time.perf_counter() - self._began:6.1f}  {what}", flush=True)
        self._steps += 1
        if self._pictures:
            await self.page.screenshot(path=self._pictures / f"first-minute-{self._steps}.png")

    async def tip(self) -> None:
        """Follows the tip that is shown."""
        await self.page.get_by_test_id("tip-go").click()

    async def says_what_is_proposed(self) -> None:
        """Follows a tip that puts words into the message box, and sends them."""
        await self.tip()
        composer = self.page.get_by_test_id("composer")
        await expect(composer).not_to_have_value("")
        await composer.press("Enter")


async def visit(page: Page, pictures: Path | None) -> None:
    """Ana's morning, a question, her Monday, Ben's Monday, a kudos."""
    visit = Visit(page, pictures)
    main = page.locator("main")
    await page.goto("/")
    await expect(main.get_by_text("things need you")).to_be_visible()
    await visit.reached("Ana's Home says what needs her")

    await main.get_by_role("button", name="Answer").first.click()
    modal = page.get_by_test_id("modal")
    await modal.get_by_role("button", name="Accept").first.click()
    await expect(main.get_by_text("Ingrid offers")).to_be_hidden()
    await visit.reached("Ingrid's terms are accepted, the row is gone")
    if await modal.is_visible():
        await page.get_by_test_id("modal-close").click()
    await visit.tip()

    await visit.tip()
    await expect(page.get_by_test_id("thread").get_by_test_id("message").last).to_contain_text("quota")
    await visit.reached("how is ben doing? is answered")

    await visit.tip()
    await expect(main.get_by_text("week of").last).to_be_visible()
    await visit.reached("Monday 9:00, and the team's week")

    await visit.tip()
    await expect(main.get_by_text("week of").last).to_be_visible()
    await visit.reached("Ana reads how her people stand")

    await visit.tip()
    await main.get_by_role("button", name="On track").first.click()
    await visit.reached("Ben taps On track")

    await visit.says_what_is_proposed()
    await expect(main.get_by_text("left to give today").last).to_be_visible()
    await visit.reached("a colleague is thanked")


async def run(pictures: Path | None) -> None:
    """Starts the demo and a browser for one visit."""
    expect.set_options(timeout=PATIENCE_MS)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with demo() as address:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
            context = await browser.new_context(base_url=address, viewport={"width": 1280, "height": 860})
            page = await context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("console", lambda said: print("console:", said.text) if said.type == "error" else None)
            await visit(page, pictures)
            await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    asyncio.run(run(parser.parse_args().pictures))
