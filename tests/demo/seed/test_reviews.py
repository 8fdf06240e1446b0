"""Evidence, reviews and a pulse of the demo in a real browser, and the page of a finished review.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from bot.features.reviews.rules.facts import Review, ReviewAction, ReviewCycle, ReviewPart, VisibleReview
from bot.features.reviews.rules.html_export import page_of
from tests.browser import OpenWindow
from tests.emulator.page.hands import closed, messages, picture, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PHONE = 390
GOAL_ON_RECORD = re.compile(r"Win \$300k with hospitals: active, 47% \[goal:\d+\] · Goals under way")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_what_ben_finds_of_himself(demo: OpenWindow) -> None:
    """What is on record about him, who read what he wrote, and last quarter's review with its signatures."""
    page = await demo("ben", 1000, 860)
    await say(page, "/pacer evidence")
    stream = messages(page).filter(has_text="On record about you").last
    await expect(stream).to_contain_text("thanks")
    await picture(stream, "evidence")
    await stream.get_by_role("button", name="Older").click()
    older = messages(page).filter(has_text="Page 2 of").last
    await expect(older).to_contain_text("Your deck for Acme tells one story")

    await page.set_viewport_size({"width": 900, "height": 800})
    await say(page, "/pacer record")
    record = messages(page).filter(has_text="Your record").last
    await expect(record).to_contain_text("Ana Silva: your own review")
    await expect(record.get_by_role("button", name="Export my record")).to_be_visible()

    await say(page, "/review")
    inbox = messages(page).filter(has_text="signed").last
    await inbox.get_by_role("button", name="Open").last.click()
    await expect(page.get_by_text("Ask who decides in every first call").last).to_be_visible()
    await expect(page.get_by_text("Fair. Thank you.").last).to_be_visible()
    await picture(page.get_by_test_id("modal"), "review")
    await closed(page)


async def test_a_review_begins_from_evidence(demo: OpenWindow) -> None:
    """The form holds a draft; each line names what it stands on; at a desk and on a phone."""
    page = await demo("ana", 900, 900)
    await say(page, "/review")
    row = messages(page).filter(has_text="Write the review of").last
    for width in (900, PHONE):
        await page.set_viewport_size({"width": width, "height": 900})
        await row.get_by_role("button", name="Write").first.click()
        await expect(page.get_by_text("What was achieved, and how?").last).to_be_visible()
        if width != PHONE:
            await picture(page.get_by_test_id("modal"), "review-form")
        await page.get_by_role("button", name="What it stands on").click()
        # The line of the draft stands behind it.
        await expect(page.get_by_test_id("modal")).to_contain_text(GOAL_ON_RECORD)
        await page.get_by_role("button", name="Back to writing").click()
        await expect(page.get_by_text("A draft from what is on record").last).to_be_visible()
        await closed(page)


async def test_a_pulse(demo: OpenWindow) -> None:
    """What six said, without a name."""
    page = await demo("ana", 900, 700)
    await say(page, "/pulse")
    await messages(page).filter(has_text="Pulse").last.get_by_role("button", name="Open").last.click()
    await expect(page.get_by_text("3.8 of 5").last).to_be_visible()
    await expect(page.get_by_text("I always get an answer the same day.").last).to_be_visible()
    await closed(page)


async def test_the_page_to_keep(demo: OpenWindow) -> None:
    """Needs nothing else, shows every word as it was typed, and runs none of it."""
    page = await demo("ben", 900, 900)
    await page.set_content(page_of(_signed()).decode())
    await expect(page.get_by_role("heading", name="Ben Walker: Review Q3")).to_be_visible()
    await expect(page.get_by_text("<script>alert(1)</script> & two\nnew logos")).to_be_visible()
    await expect(page.get_by_text("Signed by Ben Walker on 2026-11-24")).to_be_visible()
    for words in ("Read <one> book", "<b>Fair.</b>"):
        await expect(page.get_by_text(words)).to_be_visible()
    assert await page.locator("script").count() == 0


def _signed() -> VisibleReview:
    review = Review(
        1,
        1,
        "B",
        "A",
        "signed",
        date(2026, 9, 30),
        comment="<b>Fair.</b>",
        person_signed_at=NOW,
        manager_signed_at=NOW,
    )
    days = (date(2026, 7, 1), date(2026, 9, 30))
    cycle = ReviewCycle(1, "Review Q3", 1, *days, [], *days, "running")
    words = {"well": "<script>alert(1)</script> & two\nnew logos", "better": "", "next": "Discovery"}
    part = ReviewPart(1, 1, "manager", "A", "submitted", answers=words)
    action = ReviewAction(1, "Read <one> book", is_done=False)
    names = {"A": "Ana Silva", "B": "Ben Walker"}
    return VisibleReview(review, cycle, [part], [part], [action], names, {}, "B", ZoneInfo("UTC"))
