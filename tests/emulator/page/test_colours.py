"""Light and dark, and the emoji that the page brings along, in a real browser."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.emulator.page.emoji import EMOJI
from tests.browser import OpenWindow
from tests.emulator.page.hands import say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# WCAG 2.2, success criterion 1.4.3: text of ordinary size.
ENOUGH = 4.5
# Words that are seen with less contrast than `enough` on what lies under them, each with its contrast.
PALE = """(enough) => {
  const parts = (colour) => {
    const srgb = colour.match(/color\\(srgb ([^)]*)\\)/);
    const numbers = (srgb ? srgb[1] : colour).match(/[\\d.]+/g).map(Number);
    return [...numbers.slice(0, 3).map((n) => (srgb ? n * 255 : n)), numbers[3] ?? 1];
  };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3]));
  const under = (element) => {
    if (!element) return [255, 255, 255];
    const style = getComputedStyle(element);
    const shown = style.backgroundImage.match(/rgba?\\([^)]*\\)/);
    const colour = parts(style.backgroundImage !== "none" && shown ? shown[0] : style.backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, under(element.parentElement));
  };
  const light = (rgb) => {
    const linear = (n) => (n < 0.04 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((n) => linear(n / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const texts = document.createTreeWalker(document.body, 4), pale = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, words = texts.currentNode.data.trim();
    const left = "script, style, .emoji, .avatar, [hidden], [aria-hidden=true]";
    if (!words || element.closest(left) || !element.checkVisibility()) continue;
    const below = under(element), style = getComputedStyle(element);
    const svg = element.namespaceURI.endsWith("svg");
    const found = contrast(over(parts(svg ? style.fill : style.color), below), below);
    if (found < enough) pale.push(`${words.slice(0, 40)}: ${found.toFixed(2)}`);
  }
  return [...new Set(pale)];
}"""
# Emoji that look the same with the page's own font and without any: those it does not have.
MISSING = """async (emoji) => {
  await document.fonts.load('20px "Playground Emoji"');
  const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (font, sign) => {
    pen.clearRect(0, 0, 40, 40);
    pen.font = `20px ${font}`;
    pen.fillText(sign, 4, 30);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  return emoji.filter((sign) => drawn('"Playground Emoji"', sign) === drawn("no-such-font", sign));
}"""


async def _everything(page: Page) -> None:
    """Every kind of block, a form with its faults, the Inspector."""
    await say(page, "/blocks")
    await page.get_by_test_id("inspector-toggle").click()
    await expect(page.get_by_test_id("chart").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_words_can_be_read(window: OpenWindow, scheme: Any) -> None:
    """In a window with every block, in a form with faults, in the list of places."""
    page = await window("fatima")
    await page.emulate_media(color_scheme=scheme)
    await _everything(page)
    assert await page.evaluate(PALE, ENOUGH) == []

    await page.keyboard.press("Control+k")
    await expect(page.get_by_test_id("jump")).to_be_visible()
    assert await page.evaluate(PALE, ENOUGH) == []
    await page.keyboard.press("Escape")

    await say(page, "/form")
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal").get_by_role("alert")).to_have_count(2)
    assert await page.evaluate(PALE, ENOUGH) == []


async def test_the_switch(window: OpenWindow) -> None:
    """It turns the page over whatever the system says, and the next window follows."""
    paper = "getComputedStyle(document.querySelector('.pane')).backgroundColor"
    page = await window("hugo")
    await page.emulate_media(color_scheme="light")
    light = await page.evaluate(paper)

    await page.get_by_test_id("colours").click()
    dark = await page.evaluate(paper)
    another = await window("hugo")
    await another.emulate_media(color_scheme="light")

    assert dark != light
    assert await another.evaluate(paper) == dark
    await another.get_by_test_id("colours").click()
    assert await another.evaluate(paper) == light


async def test_emoji_are_brought_along(window: OpenWindow) -> None:
    """Each that the page knows is in its own font, as no machine is sure to have one."""
    page = await window("hugo")

    assert await page.evaluate(MISSING, sorted(set(EMOJI.values()))) == []
