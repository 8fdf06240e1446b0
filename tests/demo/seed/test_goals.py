"""A Monday in a real browser: proposals, a concern, the check-in, the summary, the App Home.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import closed, go_to, messages, picture, say, with_pacer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_proposal_is_countered(office: OpenWindow) -> None:
    """Ben finds Ana's proposal with its reason, and offers less; Ana sees both side by side."""
    ben = await office("ben", 1200, 900)
    await with_pacer(ben)
    # A later reminder, when the clock has been moved, names it too.
    proposal = messages(ben).filter(has_text="Win back 4 lost customers").first
    await expect(proposal).to_contain_text("Win $2.4m of new business")
    await picture(proposal, "goal-proposal")
    await proposal.get_by_role("button", name="Counter").click()
    await ben.get_by_label("How much?").fill("3 customers")
    await ben.get_by_label("What speaks for it?").fill("One of them has merged with Initech.")
    await ben.get_by_role("button", name="Send", exact=True).click()
    await expect(ben.get_by_test_id("modal")).to_contain_text("Whoever set the goal decides now")
    await closed(ben)

    ana = await office("ana", 1200, 900)
    await with_pacer(ana)
    offer = messages(ana).filter(has_text="Ben Walker offers other terms")
    await expect(offer).to_contain_text("Offered instead")
    await picture(offer, "goal-offer")
    await offer.get_by_role("button", name="Accept").click()
    await expect(offer).to_contain_text("You accepted it.")


async def test_lists_and_the_tree(office: OpenWindow) -> None:
    """What a manager sees of the team, and how goals hang together."""
    ana = await office("ana", 1200, 1000)
    await say(ana, "/goal list team")
    await expect(messages(ana).filter(has_text="My team's goals")).to_contain_text("Win $400k")
    await say(ana, "/goal tree")
    await expect(messages(ana).filter(has_text="How the goals hang together")).to_be_visible()
    await picture(messages(ana).filter(has_text="How the goals hang together"), "goal-tree")
    await say(ana, "/goal set")
    await expect(ana.get_by_test_id("modal")).to_contain_text("Which goal does it serve?")
    await picture(ana.get_by_test_id("modal"), "goal-form")
    await closed(ana)


async def test_something_unusual_is_asked_back(office: OpenWindow) -> None:
    """The words are read back before anything is set."""
    kavya = await office("kavya", 1200, 800)
    await say(kavya, "/goal Close 12 deals and 3 renewals")
    await expect(messages(kavya).filter(has_text="Did I read that right?")).to_contain_text(
        "I take the first"
    )
    await picture(messages(kavya).filter(has_text="Did I read that right?"), "goal-echo")


async def test_the_whole_monday(office: OpenWindow) -> None:
    """Asked on Monday at nine, answered by taps and in one form; a day later Ana reads the summary."""
    ben = await office("ben", 1200, 1000)
    await go_to(ben, "clock-monday")
    await with_pacer(ben)
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

    ana = await office("ana", 1200, 1400)
    await ana.get_by_test_id("inspector-toggle").click()
    await ana.get_by_test_id("clock-tomorrow").click()
    await expect(ana.get_by_test_id("clock")).to_contain_text("Tuesday")
    await ana.get_by_test_id("clock-hour").click()
    await expect(ana.get_by_test_id("clock")).to_contain_text("10:00 AM")
    await ana.get_by_test_id("inspector-close").click()
    await with_pacer(ana)
    summary = messages(ana).filter(has_text="checked in. Not yet").last
    await expect(summary).to_contain_text("Legal at St. Mary's is slow")
    await picture(summary, "checkin-summary")
    await summary.get_by_role("button", name="Help").first.click()
    await expect(ana.get_by_text("I have opened a direct message")).to_be_visible()
