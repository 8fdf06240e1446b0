"""Numbers in a real browser: one's own, why, a file of deals, Monday's summary.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import answer_to, closed, messages, picture, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_ones_own_numbers_and_why(demo: OpenWindow) -> None:
    """Ben sees where he stands, and can ask of each number where it comes from."""
    ben = await demo("ben", 1200, 1000)
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


async def test_the_team_as_its_manager_sees_it(demo: OpenWindow) -> None:
    """Ana sees everybody with a picture, and chooses what her team follows."""
    ana = await demo("ana", 1200, 1100)
    # Not by names alone: they stand in the post above as well, before the answer is there.
    team = await answer_to(ana, "/metrics team Enterprise", "Needed a day")
    # The same figures of each, also of Grace, who has met her quota.
    headers = team.get_by_role("table").first.get_by_role("columnheader")
    await expect(headers).to_have_text(["Name", "Quota attainment", "Pace", "Needed a day"])
    await expect(team.get_by_role("img", name="Quota attainment")).to_contain_text("Grace Kim")
    await picture(team, "metrics-team")
    await answer_to(ana, "/metrics define", "won / (won + lost)")
    await answer_to(ana, "/metrics quota @kavya", "ramp 0, 25, 50, 75%")
