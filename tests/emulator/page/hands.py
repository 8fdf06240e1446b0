"""What the page tests do with the page, as a person would.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import os
from pathlib import Path

from playwright.async_api import Locator, Page, expect


async def say(page: Page, words: str, composer: str = "composer") -> None:
    """Type and send; the blank closes any completion that is open."""
    await page.get_by_test_id(composer).fill(words + " ")
    await page.get_by_test_id(composer).press("Enter")


async def go(page: Page, channel: str) -> None:
    """Open a channel and wait until it is there."""
    await page.get_by_test_id(f"channel-{channel}").click()
    await expect(page.get_by_test_id("channel-title")).to_have_text(channel)


def messages(page: Page) -> Locator:
    """The messages in the middle."""
    return page.locator("main").get_by_test_id("message")


async def answer_to(page: Page, words: str, has_text: str) -> Locator:
    """Say these words; the message with this text that comes then, however many like it stand above."""
    found = messages(page).filter(has_text=has_text)
    before = await found.count()
    await say(page, words)
    await expect(found.nth(before)).to_be_visible()
    return found.nth(before)


async def picture(page: Page, name: str) -> None:
    """Keep a picture, when somebody asked for pictures."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        await page.wait_for_timeout(300)
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def with_pacer(page: Page, tab: str = "Messages") -> None:
    """Go to the app."""
    await page.get_by_text("Pacer", exact=True).first.click()
    await page.get_by_role("tab", name=tab).click()


async def closed(page: Page) -> None:
    """Close what is open: a form is open for its person, in whatever window."""
    await page.get_by_test_id("modal-close").click()
    await expect(page.get_by_test_id("modal")).to_be_hidden()


async def go_to(page: Page, moment: str) -> None:
    """Move the clock by the Inspector's button."""
    await page.get_by_test_id("inspector-toggle").click()
    await page.get_by_test_id(moment).click()
    await page.get_by_test_id("inspector-close").click()
