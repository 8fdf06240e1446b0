"""One server of each kind and one Chromium for all browser tests; windows for each test."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, async_playwright, expect

ROOT = Path(__file__).parents[3]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--no-first-run", "--no-proxy-server"]  # fmt: skip

OpenWindow = Callable[..., Awaitable[Page]]
# How long to look for something before it is missing: the machine may have much else to do.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is: CHROMIUM, or on the PATH. Without it the browser tests skip, but in CI they fail."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    missing = f"NO BROWSER: the page is NOT tested. Install one of {', '.join(NAMES)} or set CHROMIUM."
    return pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The page over a tiny app, in a process of its own: NiceGUI can be mounted once in a process only."""
    yield from _served("tests.playground.page.boxed")


@pytest.fixture(scope="session")
def demo_address() -> Iterator[str]:
    """What `make demo` starts: the page over the real bot."""
    yield from _served("bot", "demo", "--port", "0")


def _served(module: str, *arguments: str) -> Iterator[str]:
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            words = server.stdout.readline().split()
            yield next(word for word in words if word.startswith("http")).rstrip("/")
        finally:
            server.terminate()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def window(browser: Browser, address: str) -> AsyncIterator[OpenWindow]:
    """Opens windows on the box with the tiny app."""
    async with _windows(browser, address) as open_window:
        yield open_window


@pytest_asyncio.fixture(loop_scope="session")
async def demo(browser: Browser, demo_address: str) -> AsyncIterator[OpenWindow]:
    """Opens windows on the demo."""
    async with _windows(browser, demo_address) as open_window:
        yield open_window


@asynccontextmanager
async def _windows(browser: Browser, address: str) -> AsyncIterator[OpenWindow]:
    """Afterwards none of the windows may have complained, or asked for anything from elsewhere."""
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            complaints.append(f"asked for {request.url}")

    async def open_window(name: str = "ana", width: int = 1440, height: int = 900) -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", asked)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(f"{address}/?as={name}")
        await page.wait_for_function("window.socket && window.socket.connected")
        return page

    yield open_window
    for context in browser.contexts:
        await context.close()
    assert complaints == []
