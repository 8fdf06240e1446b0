"""One server of each kind and one Chromium for all browser tests; windows for each test."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    async_playwright,
    expect,
)

from tests.emulator.page.serving import served

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--no-first-run", "--no-proxy-server"]  # fmt: skip
# The smallest thing of each server, which no test opens: a window that shows it is free.
FREE = "/favicon.ico"

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
    with served("tests.emulator.page.boxed") as address:
        yield address


@pytest.fixture(scope="session")
def demo_address() -> Iterator[str]:
    """The page over the real bot, on a Friday that stays: what a test says or agrees, the next one finds."""
    with served("tests.demo.friday") as address:
        yield address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def box_profile(browser: Browser, address: str) -> AsyncIterator[BrowserContext]:
    """What the windows on the emulator with the tiny app share."""
    async with _profile(browser, address) as profile:
        yield profile


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo_profile(browser: Browser, demo_address: str) -> AsyncIterator[BrowserContext]:
    """What the windows on the demo share."""
    async with _profile(browser, demo_address) as profile:
        yield profile


@asynccontextmanager
async def _profile(browser: Browser, address: str) -> AsyncIterator[BrowserContext]:
    """A profile for each server; windows need none of their own: the page keeps only light or dark in it."""
    profile = await browser.new_context(base_url=address)
    yield profile
    await profile.close()


@pytest_asyncio.fixture(loop_scope="session")
async def window(box_profile: BrowserContext, address: str) -> AsyncIterator[OpenWindow]:
    """Opens windows on the emulator with the tiny app."""
    async with _windows(box_profile, address) as open_window:
        yield open_window


@pytest_asyncio.fixture(loop_scope="session")
async def demo(demo_profile: BrowserContext, demo_address: str) -> AsyncIterator[OpenWindow]:
    """Opens windows on the demo."""
    async with _windows(demo_profile, demo_address) as open_window:
        yield open_window


@pytest_asyncio.fixture(loop_scope="session")
async def moving_demo(browser: Browser) -> AsyncIterator[OpenWindow]:
    """Opens windows on a demo of the test's own, on that Friday, whose clock it may move."""
    with served("tests.demo.friday") as address:
        async with _profile(browser, address) as profile, _windows(profile, address) as open_window:
            yield open_window


@asynccontextmanager
async def _windows(profile: BrowserContext, address: str) -> AsyncIterator[OpenWindow]:
    """Afterwards none of the windows may have complained, or asked for anything from elsewhere.

    What they have open is closed: a form is open for its person, in whatever window the next test opens.
    The next test loads the page anew in them: another window costs as much again.
    """
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            complaints.append(f"asked for {request.url}")

    def erred(error: WebError) -> None:
        complaints.append(str(error.error))

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    async def open_window(name: str = "ana", width: int = 1440, height: int = 900) -> Page:
        page = next(filter(_is_free, profile.pages), None) or await profile.new_page()
        await page.bring_to_front()
        await page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(30_000)
        await page.goto(f"{address}/?as={name}")
        await page.wait_for_function("window.socket && window.socket.connected")
        return page

    profile.on("request", asked)
    profile.on("weberror", erred)
    profile.on("console", said)
    yield open_window
    for page in profile.pages:
        if not _is_free(page):
            await _close_modals(page)
            await page.mouse.move(0, 0)
            await page.emulate_media(color_scheme="light")
            await page.goto(FREE)
    profile.remove_listener("request", asked)
    profile.remove_listener("weberror", erred)
    profile.remove_listener("console", said)
    assert complaints == []


def _is_free(page: Page) -> bool:
    return page.url.endswith(FREE)


async def _close_modals(page: Page) -> None:
    """Close all modals of this page's person, whatever lies over them."""
    modal = page.get_by_test_id("modal")
    if await modal.is_visible():
        await page.get_by_test_id("modal-x").dispatch_event("click")
        await expect(modal).to_be_hidden()
