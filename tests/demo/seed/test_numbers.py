"""Numbers in a real browser: one's own, why, a file of deals, Monday's summary.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import answer_to, closed, go_to, messages, picture, say, with_pacer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEALS = """Deal ID,Deal name,Deal owner,Stage,Amount,Create date,Close date
77,Acme renewal,ben walker,Closed Won,"48,000.00",2026-09-01,05/11/2026
78,Bolt pilot,Sam Leaver,Closed Won,"7,000.50",2026-09-03,25/11/2026
79,Corex,Ben Walker,Closed Lost,"1,000.00",2026-09-03,
"""


async def test_ones_own_numbers_and_why(office: OpenWindow) -> None:
    """Ben sees where he stands, and can ask of each number where it comes from."""
    ben = await office("ben", 1200, 1000)
    await say(ben, "/metrics")
    sheet = messages(ben).last
    await expect(sheet).to_contain_text("Your numbers")
    await expect(sheet).to_contain_text("Quota attainment")
    await picture(sheet, "metrics-me")
    await say(ben, "/metrics why attainment")
    modal = ben.get_by_test_id("modal")
    await expect(modal).to_contain_text("bookings / quota for these days")
    await expect(modal).to_contain_text("quota for these days: $400,000")
    await picture(modal, "metrics-why")
    await closed(ben)


async def test_the_team_as_its_manager_sees_it(office: OpenWindow) -> None:
    """Ana sees everybody with a picture, and chooses what her team follows."""
    ana = await office("ana", 1200, 1100)
    # Not by names alone: they stand in the post above as well, before the answer is there.
    team = await answer_to(ana, "/metrics team Enterprise", "Needed a day")
    await picture(team, "metrics-team")
    await answer_to(ana, "/metrics define", "won / (won + lost)")
    await answer_to(ana, "/metrics quota @kavya", "ramp 0, 25, 50, 75%")


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
