"""The demo in a real browser: what a newcomer does in the first minutes, with the real bot.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import messages, picture, press, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_kudos_by_text_and_undo(demo: OpenWindow) -> None:
    """A kudos by text is answered, shouted out, noted; undo takes all of it back."""
    page = await demo("ana", 1200, 760)
    await say(page, "/kudos @ben closed Acme in a day #hustle")
    await expect(messages(page).filter(has_text="of 5 left to give today")).to_be_visible()
    shoutout = messages(page).filter(has_text="Ana Silva thanks Ben Walker")
    await expect(shoutout).to_contain_text("closed Acme in a day")
    await picture(shoutout, "first-minute")

    ben = await demo("ben", 1200, 760)
    await ben.get_by_text("Pacer", exact=True).first.click()
    await ben.get_by_role("tab", name="Messages").click()
    await expect(messages(ben).filter(has_text="Ana Silva thanked you")).to_be_visible()

    await page.get_by_role("button", name="Undo").last.click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(messages(page).filter(has_text="is taken back")).to_be_visible()
    await expect(shoutout).to_have_count(0)


async def test_kudos_by_form_with_an_error(demo: OpenWindow) -> None:
    """A reason that is too short is told beside its field; corrected, the form goes."""
    page = await demo("grace", 1200, 900)
    await say(page, "/kudos")
    modal = page.get_by_test_id("modal")
    await modal.get_by_role("button", name="Choose people").click()
    await page.get_by_role("option", name="Kavya Rao").click()
    await page.keyboard.press("Escape")
    # The window is drawn anew when the list is gone: what is typed before that would go with it.
    await expect(page.get_by_role("option", name="Kavya Rao")).to_be_hidden()
    await modal.get_by_role("textbox").fill("ok")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Say in a few words")).to_be_visible()
    await picture(modal, "form")

    await modal.get_by_role("textbox").fill("wrote the hospital one-pager overnight")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Kavya Rao got 1 point from you")).to_be_visible()


async def test_kudos_by_message_action(demo: OpenWindow) -> None:
    """The shortcut on a message has its author filled in."""
    page = await demo("jamal")
    message = messages(page).filter(has_text="Sending you the one I used for St. Mary's").first
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Give kudos").click()
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_text("Grace Kim")).to_be_visible()
    await modal.get_by_role("textbox").fill("for sharing the one-pager with all of us")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_text("Grace Kim got 1 point from you")).to_be_visible()


async def test_board_and_home(demo: OpenWindow) -> None:
    """The board switches its period in place; Home begins with what needs one, and has a tab for thanks."""
    page = await demo("ben", 1200, 900)
    await say(page, "/kudos top all time")
    board = messages(page).filter(has_text="Most thanked").last
    await expect(board).to_contain_text("All time")
    await picture(board, "board")
    await board.get_by_role("button", name="This month").click()
    await expect(messages(page).filter(has_text="Most thanked").last).to_contain_text("This month")

    await page.get_by_text("Pacer", exact=True).first.click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.get_by_text("things need you")).to_be_visible()
    await picture(page.get_by_test_id("home"), "home")
    await press(page.get_by_role("button", name="People", exact=True), page.get_by_text("Your kudos"))


async def test_on_a_phone(demo: OpenWindow) -> None:
    """Everything is reachable at the width of a phone."""
    page = await demo("lucia", 390, 844)
    await say(page, "/kudos @ingrid fourteen first calls in one day")
    await expect(messages(page).filter(has_text="Lucía Fernández thanks Ingrid Larsen")).to_be_visible()


async def test_what_comes_by_itself(demo: OpenWindow) -> None:
    """Ana sees what is scheduled, and what was delivered."""
    ana = await demo("ana", 1200, 900)
    await say(ana, "/pacer schedules")
    await expect(messages(ana).filter(has_text="What comes by itself")).to_contain_text(
        "Every Friday at 16:00"
    )
    await say(ana, "/pacer deliveries")
    await expect(ana.get_by_test_id("modal")).to_contain_text("In the last 24 hours")


async def test_tips_lead_the_way(demo: OpenWindow) -> None:
    """Without a name the page begins as Ana in Pacer's Home; each tip leads to the next, until dismissed."""
    page = await demo("")
    await expect(page.get_by_test_id("acting-as")).to_have_text("Ana Silva")
    await expect(page.get_by_test_id("tab-home")).to_have_attribute("aria-selected", "true")

    tip = page.get_by_test_id("tip")
    await expect(tip).to_contain_text("1 of 8")
    await page.get_by_test_id("tip-go").click()
    await expect(tip).to_contain_text("how is ben doing?")
    await page.get_by_test_id("tip-go").click()
    answer = page.get_by_test_id("thread").get_by_test_id("message").last
    await expect(answer).to_contain_text("quota")
    await page.get_by_test_id("tips-dismiss").click()
    await expect(tip).to_be_hidden()
