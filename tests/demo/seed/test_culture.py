"""Boards, celebrations and contests of the demo in a real browser, at a desk and on a phone.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import answer_to, closed, messages, picture, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PHONE = 390


async def test_a_board(demo: OpenWindow) -> None:
    """The top by name, one's own place for oneself; another look by a button, also on a phone."""
    page = await demo("ben", 1000, 600)
    # What the morning brings is there first.
    await expect(messages(page).filter(has_text="and the largest so far").last).to_be_visible()
    for width in (1000, PHONE):
        await page.set_viewport_size({"width": width, "height": 600})
        board = await answer_to(page, "/leaderboard", "Quota attainment · Enterprise")
        await expect(board).to_contain_text("Grace Kim")
        await expect(board).to_contain_text("You are number")
        await expect(board).not_to_contain_text("Kavya Rao")
        if width != PHONE:
            await picture(board, "leaderboard")
    await board.get_by_role("button", name="Most improved").click()
    await expect(messages(page).filter(has_text="Most improved: bookings · Enterprise").last).to_be_visible()


async def test_a_celebration_becomes_kudos(demo: OpenWindow) -> None:
    """Grace's record is told in #sales, and Ana congratulates."""
    page = await demo("ana", PHONE, 844)
    post = messages(page).filter(has_text="Grace Kim won Vela platform").last
    await expect(post).to_be_visible()
    await picture(post, "celebration")
    await post.get_by_role("button", name="Grace", exact=True).click()
    await expect(page.get_by_text("Give kudos").last).to_be_visible()
    await expect(page.get_by_text("Congratulations on Vela platform!").last).to_be_visible()
    await closed(page)


async def test_a_contest_is_played_on_the_past(demo: OpenWindow) -> None:
    """Who would have won, and a warning where it is always the same one."""
    page = await demo("ana", 800, 700)
    await say(page, "/contest test 2")
    await expect(page.get_by_text("On the past, by the same rules").last).to_be_visible()
    await picture(page.get_by_test_id("modal"), "contest-test")
    await closed(page)


async def test_how_recognition_goes(demo: OpenWindow) -> None:
    """Two who thank each other: a hint, and the rows behind it."""
    page = await demo("ana", 1200, 900)
    await say(page, "/kudos health")
    hint = messages(page).filter(has_text="gave each other").last
    await expect(hint).to_contain_text("Fatima Zahra Idrissi")
    await hint.get_by_role("button", name="Show the kudos").click()
    await expect(page.get_by_text("always there when I need you").last).to_be_visible()
    await closed(page)
