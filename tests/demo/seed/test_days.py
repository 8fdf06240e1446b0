"""What changes the demo for days, in a real browser: a file, quiet for a while, a whole Monday, a goal.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import become, closed, go, go_to, messages, picture, say, with_pacer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
DEALS = """Deal ID,Deal name,Deal owner,Stage,Amount,Create date,Close date
77,Acme renewal,ben walker,Closed Won,"48,000.00",2026-09-01,05/11/2026
78,Bolt pilot,Sam Leaver,Closed Won,"7,000.50",2026-09-03,25/11/2026
79,Corex,Ben Walker,Closed Lost,"1,000.00",2026-09-03,
"""


async def test_from_friday_to_tuesday(moving_demo: OpenWindow) -> None:
    """A file of deals, quiet over the weekend, what came meanwhile, Monday's own week, the check-in, the
    team's week in #sales, its manager's numbers, on Tuesday the summary, a proposal: in this order.
    """
    ana = await moving_demo("ana", 1200, 1000)
    await _imports_a_file(ana)

    ben, colleague = await moving_demo("ben", 1200, 900), await moving_demo("dario")
    await _goes_quiet(ben)
    for name, words in (
        ("dario", "lent me his demo #teamwork"),
        ("emeka", "the cleanest handover of the year"),
    ):
        await become(colleague, name)
        await say(colleague, f"/kudos @ben {words}")
        await expect(messages(colleague).filter(has_text="Ben Walker got 1 point from you")).to_be_visible()
    await colleague.close()

    await go_to(ben, "monday", "Monday, November 30 · 9:00 AM")
    await with_pacer(ben)
    await expect(messages(ben).filter(has_text="messages waited for you")).to_contain_text("Dario Conti")
    await picture(messages(ben).filter(has_text="messages waited for you"), "digest")
    await expect(messages(ben).filter(has_text="Your week of 23 Nov").last).to_contain_text("Pace")
    await ben.set_viewport_size({"width": 1200, "height": 1000})
    await _checks_in(ben)

    await ana.bring_to_front()
    await ana.set_viewport_size({"width": 1200, "height": 1100})
    await go(ana, "sales")
    post = messages(ana).filter(has_text="The quarter so far").last
    await expect(post).to_be_visible()
    await picture(post, "metrics-post")
    await with_pacer(ana)
    await expect(messages(ana).filter(has_text="Numbers are from").last).to_contain_text("Q4")
    await ana.set_viewport_size({"width": 1200, "height": 1400})
    await _reads_the_summary(ana)
    await _agree_on_less(ben, ana)


async def _imports_a_file(ana: Page) -> None:
    """Reads how it was read, says who is who, and imports it; the rejected rows come as a file."""
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


async def _goes_quiet(ben: Page) -> None:
    await say(ben, "/pacer snooze 1d")
    await expect(messages(ben).filter(has_text="I am quiet until")).to_be_visible()
    await say(ben, "/pacer me")
    await expect(messages(ben).filter(has_text="When I write to you")).to_be_visible()
    await picture(messages(ben).filter(has_text="When I write to you"), "me")


async def _checks_in(ben: Page) -> None:
    """Asked on Monday at nine, answered in one form; the Home says when the next is."""
    question = messages(ben).filter(has_text="How do your goals stand?")
    await expect(question).to_contain_text("Win $300k with hospitals")
    await picture(question, "checkin")
    await question.get_by_role("button", name="All at once").click()
    await ben.get_by_label("Win $300k with hospitals").fill("+24k")
    await ben.get_by_label("Blockers").fill("Legal at St. Mary's is slow")
    await picture(ben.get_by_test_id("modal"), "checkin-form")
    await ben.get_by_role("button", name="Check in", exact=True).click()
    await expect(ben.get_by_test_id("modal")).to_contain_text("Checked in")
    await closed(ben)
    await expect(messages(ben).filter(has_text="$166,000")).to_be_visible()
    await picture(messages(ben).filter(has_text="$166,000"), "checkin-answered")
    await with_pacer(ben, "Home")
    await expect(ben.get_by_text("Next check-in")).to_be_visible()
    await picture(ben.get_by_test_id("home"), "goal-home")


async def _reads_the_summary(ana: Page) -> None:
    """A day later, by its time; help is a button away."""
    await go_to(ana, "tomorrow", "Tuesday, December 1 · 9:00 AM")
    await go_to(ana, "hour", "Tuesday, December 1 · 10:00 AM")
    summary = messages(ana).filter(has_text="checked in. Not yet").last
    await expect(summary).to_contain_text("Legal at St. Mary's is slow")
    await picture(summary, "checkin-summary")
    await summary.get_by_role("button", name="Help").first.click()
    await expect(ana.get_by_text("I have opened a direct message")).to_be_visible()


async def _agree_on_less(ben: Page, ana: Page) -> None:
    """Ben answers Ana's proposal with less; Ana sees both side by side."""
    await ben.bring_to_front()
    await with_pacer(ben)
    # A later reminder names it too.
    proposal = messages(ben).filter(has_text="Win back 4 lost customers").first
    await proposal.get_by_role("button", name="Counter").click()
    await ben.get_by_label("How much?").fill("3 customers")
    await ben.get_by_label("What speaks for it?").fill("One of them has merged with Initech.")
    await ben.get_by_role("button", name="Send", exact=True).click()
    await expect(ben.get_by_test_id("modal")).to_contain_text("Whoever set the goal decides now")
    await closed(ben)

    await ana.bring_to_front()
    await ana.set_viewport_size({"width": 1200, "height": 900})
    await with_pacer(ana)
    offer = messages(ana).filter(has_text="Ben Walker offers other terms")
    await expect(offer).to_contain_text("Offered instead")
    await picture(offer, "goal-offer")
    await offer.get_by_role("button", name="Accept").click()
    await expect(offer).to_contain_text("You accepted it.")
