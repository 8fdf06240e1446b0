"""What the page tests do with the page, as a person would."""

import json
import os
import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect

# Keeps what stands in the box when Enter comes to it: exactly that is sent.
LISTEN = """() => {
    window.sent = null;
    const note = ({ target }) => { window.sent = target.value ?? null; };
    document.addEventListener("keydown", note, { capture: true, once: true });
}"""


async def say(page: Page, words: str, composer: str = "composer") -> None:
    """Type and send; the blank closes any completion that is open.

    On a busy machine a box that is drawn anew takes the words, or the key, with it: they are typed again.
    """
    box, sent = page.get_by_test_id(composer), None
    while sent != f"{words} ":
        await box.fill(f"{words} ")
        await page.evaluate(LISTEN)
        await box.press("Enter")
        sent = await page.evaluate("window.sent")


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


async def press(button: Locator, shown: Locator) -> None:
    """Press a button until this is shown; one that the bot draws anew at that moment is pressed again."""
    redrawn = button.page.get_by_role("alert").get_by_role("button", name="Dismiss")
    for _ in range(3):
        await button.click()
        await expect(shown.or_(redrawn).first).to_be_visible()
        if await shown.is_visible():
            return
        await redrawn.click()
    await expect(shown).to_be_visible()


async def picture(shown: Locator, name: str) -> None:
    """With SCREENSHOTS set to a folder: a picture of the page, and the words of what it is about."""
    if folder := os.environ.get("SCREENSHOTS"):
        page, words = shown.page, Path(folder) / "words.json"
        await page.wait_for_timeout(300)
        await page.screenshot(path=words.with_name(f"{name}.png"))
        kept = json.loads(words.read_text(encoding="utf-8")) if words.exists() else {}
        kept[name] = _words(await shown.inner_text())
        text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
        words.write_text(f"{text}\n", encoding="utf-8")


def _words(text: str) -> list[str]:
    """The lines that are shown, a 0 for each number: the demo's clock goes on."""
    return [re.sub(r"\d+", "0", line.strip()) for line in text.splitlines() if line.strip()]


async def with_pacer(page: Page, tab: str = "Messages") -> None:
    """Go to the app."""
    await page.get_by_text("Pacer", exact=True).first.click()
    await page.get_by_role("tab", name=tab).click()


async def closed(page: Page) -> None:
    """Close what is open: a form is open for its person, in whatever window."""
    await page.get_by_test_id("modal-close").click()
    await expect(page.get_by_test_id("modal")).to_be_hidden()


async def become(page: Page, name: str) -> None:
    """Act as somebody else."""
    await page.get_by_test_id("actor-menu").click()
    await page.get_by_test_id(f"actor-{name}").click()


async def go_to(page: Page, moment: str, then: str) -> None:
    """Move the clock by the Inspector's button, until it is `then`, as the bar above says it."""
    await page.get_by_test_id("inspector-toggle").click()
    await page.get_by_test_id(f"clock-{moment}").click()
    await expect(page.get_by_test_id("clock")).to_have_text(then)
    await page.get_by_test_id("inspector-close").click()
