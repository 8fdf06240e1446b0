"""What days bring to the demo, in a real browser: a file, quiet for a while, the numbers of a Monday.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import closed, go_to, messages, picture, say, with_pacer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEALS = """Deal ID,Deal name,Deal owner,Stage,Amount,Create date,Close date
77,Acme renewal,ben walker,Closed Won,"48,000.00",2026-09-01,05/11/2026
78,Bolt pilot,Sam Leaver,Closed Won,"7,000.50",2026-09-03,25/11/2026
79,Corex,Ben Walker,Closed Lost,"1,000.00",2026-09-03,
"""


async def test_a_file_is_picked_in_the_page(office: OpenWindow) -> None:
    """Ana attaches a file, reads how it was read, and imports it; the rejected rows come as a file."""
    ana = await office("ana", 1200, 1000)
    await with_pacer(ana)
    file = FilePayload(name="deals.csv", mimeType="text/csv", buffer=DEALS.encode())
    await ana.get_by_test_id("attach").set_input_files(file)
    asked = messages(ana).filter(has_text="deals, read as")
    await expect(asked).to_contain_text("Who is ben walker, Sam Leaver", timeout=30_000)
    await picture(asked, "metrics-import")
    await asked.get_by_role("button", name="Say who is who").click()
    await picture(ana.get_by_test_id("modal"), "metrics-people")
    await ana.get_by_role("button", name="Save", exact=True).click()
    await closed(ana)
    await expect(asked).to_contain_text("1 new", timeout=30_000)
    await asked.get_by_role("button", name="Import").click()
    imported = messages(ana).filter(has_text="Imported:")
    await expect(imported).to_contain_text("1 new", timeout=30_000)
    rejected = ana.get_by_test_id("file").filter(has_text="rejected")
    await expect(rejected).to_be_visible(timeout=30_000)
    async with ana.expect_download() as download:
        await rejected.click()
    assert "without a close date" in (await (await download.value).path()).read_text("utf-8-sig")


async def test_mondays_numbers(office: OpenWindow) -> None:
    """The rep's own week, the team's in its channel, the manager's."""
    ben = await office("ben", 1200, 1100)
    for _ in range(2):
        await go_to(ben, "clock-monday")
    await with_pacer(ben)
    week = messages(ben).filter(has_text="Your week of 30 Nov").last
    await expect(week).to_contain_text("Pace")
    await expect(week).to_be_visible()
    ana = await office("ana", 1200, 1100)
    await ana.get_by_text("sales", exact=True).first.click()
    post = messages(ana).filter(has_text="The quarter so far").last
    await expect(post).to_be_visible()
    await picture(post, "metrics-post")
    await with_pacer(ana)
    await expect(messages(ana).filter(has_text="Numbers are from").last).to_contain_text("Q4")


async def test_quiet_for_a_while(office: OpenWindow) -> None:
    """Ben snoozes; on Monday morning one message tells him what came meanwhile."""
    ben = await office("ben", 1200, 900)
    await say(ben, "/pacer snooze 1d")
    await expect(messages(ben).filter(has_text="I am quiet until")).to_be_visible()
    await say(ben, "/pacer me")
    await expect(messages(ben).filter(has_text="When I write to you")).to_be_visible()
    await picture(messages(ben).filter(has_text="When I write to you"), "me")
    for name, words in (
        ("dario", "lent me his demo #teamwork"),
        ("emeka", "the cleanest handover of the year"),
    ):
        colleague = await office(name)
        await say(colleague, f"/kudos @ben {words}")
        await expect(messages(colleague).filter(has_text="Ben Walker got 1 point from you")).to_be_visible()

    await ben.get_by_test_id("inspector-toggle").click()
    await ben.get_by_test_id("clock-monday").click()
    await expect(ben.get_by_test_id("clock")).to_contain_text("9:00 AM")
    await ben.get_by_test_id("inspector-close").click()
    await ben.get_by_text("Pacer", exact=True).first.click()
    await ben.get_by_role("tab", name="Messages").click()
    await expect(messages(ben).filter(has_text="messages waited for you")).to_contain_text("Dario Conti")
    await picture(messages(ben).filter(has_text="messages waited for you"), "digest")
