"""Goals in a real browser: a proposal, lists and the tree, something unusual.

With SCREENSHOTS set to a folder, the pictures of the documents are taken on the way.
"""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import closed, messages, picture, say, with_pacer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_proposal(demo: OpenWindow) -> None:
    """Ben finds Ana's proposal with its reason; he offers less in test_days."""
    ben = await demo("ben", 1200, 900)
    await with_pacer(ben)
    proposal = messages(ben).filter(has_text="Win back 4 lost customers")
    await expect(proposal).to_contain_text("Win $2.4m of new business")
    await expect(proposal.get_by_role("button", name="Counter")).to_be_visible()
    await picture(proposal, "goal-proposal")


async def test_lists_and_the_tree(demo: OpenWindow) -> None:
    """What a manager sees of the team, and how goals hang together."""
    ana = await demo("ana", 1200, 1000)
    await say(ana, "/goal list team")
    await expect(messages(ana).filter(has_text="My team's goals")).to_contain_text("Win $400k")
    await say(ana, "/goal tree")
    await expect(messages(ana).filter(has_text="How the goals hang together")).to_be_visible()
    await picture(messages(ana).filter(has_text="How the goals hang together"), "goal-tree")
    await say(ana, "/goal set")
    await expect(ana.get_by_test_id("modal")).to_contain_text("Which goal does it serve?")
    await picture(ana.get_by_test_id("modal"), "goal-form")
    await closed(ana)


async def test_something_unusual_is_asked_back(demo: OpenWindow) -> None:
    """The words are read back before anything is set."""
    kavya = await demo("kavya", 1200, 800)
    await say(kavya, "/goal Close 12 deals and 3 renewals")
    await expect(messages(kavya).filter(has_text="Did I read that right?")).to_contain_text(
        "I take the first"
    )
    await picture(messages(kavya).filter(has_text="Did I read that right?"), "goal-echo")
