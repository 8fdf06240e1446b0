"""The page in a real browser, against a box with a tiny app in it."""

import pytest
from playwright.async_api import expect

from tests.browser import OpenWindow
from tests.emulator.page.hands import answer_to, become, go, messages, say
from tests.emulator.page.showcase import CHARTS

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_newcomer_thanks_a_colleague(window: OpenWindow) -> None:
    """One click fills in the kudos, Enter gives it, the answer is for the giver only, the hint goes."""
    page = await window()
    await expect(page.get_by_test_id("acting-as")).to_have_text("Ana Silva")

    await page.get_by_test_id("tip-go").click()
    await expect(page.get_by_test_id("composer")).to_have_value("/kudos @ben closed Acme")
    await expect(page.get_by_test_id("hints")).to_contain_text("@who why")
    await page.get_by_test_id("composer").press("Enter")

    await expect(messages(page).filter(has_text="Kudos! @Ben Walker closed Acme").first).to_be_visible()
    await expect(messages(page).last).to_contain_text("Only visible to you")
    await expect(messages(page).last).to_contain_text("Recorded.")
    await expect(page.get_by_test_id("tip")).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_completion_by_keyboard(window: OpenWindow) -> None:
    """Arrows and Tab or Enter choose a command, a person, an emoji; Shift+Enter makes a line; drafts stay.

    All commands are offered, and the best of what there are hundreds of.
    """
    page = await window("grace")
    composer = page.get_by_test_id("composer")

    await composer.press_sequentially("/")
    await expect(page.get_by_test_id("hints").get_by_role("option")).to_have_count(9)
    await composer.press("ArrowDown")
    await composer.press("Tab")
    await expect(composer).to_have_value("/goal ")
    await composer.fill("")
    await composer.press_sequentially("hi @be")
    await composer.press("Enter")
    await expect(composer).to_have_value("hi @ben ")
    await composer.press_sequentially(":t")
    await expect(page.get_by_test_id("hints").get_by_role("option")).to_have_count(8)
    await composer.press_sequentially("ad")
    await composer.press("Tab")
    await composer.press("Shift+Enter")
    await expect(composer).to_have_value("hi @ben :tada: \n")
    await go(page, "wins")
    await expect(composer).to_have_value("")
    await go(page, "sales")
    await expect(composer).to_have_value("hi @ben :tada: \n")


async def test_places_and_commands_by_keyboard(window: OpenWindow) -> None:
    """Ctrl+K lists them all: typing narrows, Enter goes; a command lies in the message box, from Home too."""
    page = await window("grace")
    search, title = page.get_by_test_id("jump-search"), page.get_by_test_id("channel-title")

    await page.keyboard.press("Control+k")
    await expect(search).to_be_focused()
    await search.fill("wins")
    await search.press("Enter")
    await expect(title).to_have_text("wins")
    await page.keyboard.press("Control+k")
    await search.fill("ben wal")
    await search.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_placeholder("Message Ben Walker")).to_be_visible()
    await page.keyboard.press("Control+k")
    await search.fill("pacer › h")
    await search.press("Enter")
    await expect(page.get_by_test_id("tab-home")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Control+k")
    await search.fill("/goa")
    await search.press("Enter")
    await expect(page.get_by_test_id("composer")).to_have_value("/goal ")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.press("Control+k")
    await expect(search).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(search).to_be_hidden()
    await page.get_by_test_id("composer").fill("")


async def test_a_form_is_corrected_and_sent(window: OpenWindow) -> None:
    """Errors stand under their fields and nothing typed is lost; then the form goes."""
    page = await window("dario")
    await say(page, "/form")
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_role("textbox").first).to_be_focused()

    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_role("alert")).to_have_count(2)
    await modal.get_by_test_id("block-select").first.click()
    await page.get_by_test_id("option-search").fill("kav")
    await page.get_by_test_id("option-search").press("Enter")
    await page.get_by_role("button", name="Done").click()
    await modal.get_by_label("What for?").first.fill("ok")
    await modal.get_by_label("Title").first.fill("A title")
    await expect(modal.locator(".counter").first).to_have_text("98")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_role("alert")).to_have_text("Say a little more, please.")
    await expect(modal.get_by_label("Title").first).to_have_value("A title")
    await expect(modal.get_by_test_id("block-select").first).to_contain_text("Kavya Rao")
    await modal.get_by_label("What for?").first.fill("sharing the one-pager")
    await modal.get_by_label("Title").first.press("Enter")

    await expect(modal).to_be_hidden()
    await expect(messages(page).last).to_contain_text("Kudos to @Kavya Rao: sharing the one-pager")


async def test_every_block_can_be_touched(window: OpenWindow) -> None:
    """Buttons, twins, confirmations, menus, boxes and pickers reach the app with what was chosen."""
    page = await window("emeka")
    await go(page, "wins")
    shown = await answer_to(page, "/blocks", "Weekly picture")
    await expect(shown.locator("table")).to_have_count(3 + len(CHARTS))

    async def told(words: str) -> None:
        await expect(messages(page).last).to_contain_text(words)

    await shown.get_by_role("button", name="Twin").last.click()
    await told("twin: two")
    await shown.get_by_role("button", name="Undo").click()
    await page.get_by_test_id("confirm-no").click()
    await expect(page.get_by_test_id("popup")).to_be_hidden()
    await shown.get_by_role("button", name="Undo").click()
    await page.get_by_test_id("confirm-yes").click()
    await told("row.undo")
    await shown.get_by_test_id("block-overflow").click()
    await page.get_by_test_id("option").last.click()
    await told("a.overflow")
    await shown.get_by_role("button", name="Select an item").click()
    await page.get_by_test_id("option").filter(has_text="Green").click()
    await told('"value": "green"')
    await expect(shown.get_by_role("button", name="Select an item: Green")).to_be_visible()
    await shown.get_by_label("Blue").last.check()
    await told("a.checkboxes")
    await shown.locator("input[type=date]").fill("2026-11-30")
    await told("2026-11-30")
    await shown.locator("input[type=datetime-local]").fill("2026-11-30T10:00")
    await told("1796029200")


async def test_acting_as_others(window: OpenWindow) -> None:
    """Everybody has their own channels; a public one can be joined; the other workspace is another place."""
    page = await window()
    await expect(page.get_by_test_id("channel-sales-leads")).to_be_visible()
    await become(page, "ben")
    await expect(page.get_by_test_id("acting-as")).to_have_text("Ben Walker")
    await expect(page.get_by_test_id("channel-sales-leads")).to_be_hidden()

    await page.get_by_test_id("channel-Browse channels").click()
    await page.get_by_test_id("browse-support").click()
    await expect(page.get_by_test_id("channel-title")).to_have_text("support")
    await become(page, "noor")
    await expect(page.get_by_test_id("sidebar")).to_contain_text("Contoso")
    await expect(page.get_by_test_id("channel-support")).to_be_hidden()


async def test_two_windows_on_one_box(window: OpenWindow) -> None:
    """What one person writes shows at the other's at once: bold, counted, under a red line."""
    hugo, ingrid = await window("hugo"), await window("ingrid")
    await go(hugo, "sales")
    await go(ingrid, "wins")

    await say(hugo, "morning @ingrid, a question")
    await expect(messages(hugo).last).to_contain_text("a question")
    await hugo.get_by_test_id("channel-New message").click()
    await hugo.get_by_test_id("dm-ingrid").click()
    await expect(hugo.get_by_test_id("composer")).to_have_attribute("placeholder", "Message Ingrid Larsen")
    await say(hugo, "in private")

    await expect(ingrid.get_by_test_id("channel-sales").locator(".count")).to_have_text("1")
    await expect(ingrid.get_by_test_id("channel-Hugo Martin").locator(".count")).to_have_text("1")
    await go(ingrid, "sales")
    await expect(ingrid.locator(".new-line")).to_be_visible()
    await expect(messages(ingrid).last.locator(".mention.me")).to_have_text("@Ingrid Larsen")
    await ingrid.get_by_test_id("channel-Hugo Martin").click()
    await expect(messages(ingrid).last).to_contain_text("in private")


async def test_reactions_and_threads(window: OpenWindow) -> None:
    """A reaction is given and taken back; a thread has its own composer, where commands are refused."""
    page = await window("jamal")
    await say(page, "jamal starts a thread")
    message = messages(page).filter(has_text="jamal starts a thread")
    await message.hover()
    await message.get_by_test_id("add-reaction").click()
    await page.get_by_test_id("emoji-search").fill("rocket")
    await page.get_by_test_id("emoji-rocket").click()
    await expect(message.get_by_test_id("reaction-rocket")).to_have_attribute("aria-pressed", "true")
    await message.get_by_test_id("reaction-rocket").click()
    await expect(message.get_by_test_id("reaction-rocket")).to_be_hidden()

    await message.hover()
    await message.get_by_test_id("reply").click()
    await expect(page.get_by_test_id("thread-composer")).to_be_focused()
    await say(page, "a reply", "thread-composer")
    await expect(message.get_by_test_id("thread-link")).to_contain_text("1 reply")
    await say(page, "/kudos @ana no", "thread-composer")
    last = page.get_by_test_id("thread").get_by_test_id("message").last
    await expect(last).to_contain_text("Slackbot")
    await expect(last).to_contain_text("/kudos is not supported in threads. Sorry!")
    await page.get_by_test_id("close-thread").click()
    await expect(page.get_by_test_id("thread")).to_be_hidden()


async def test_home_and_shortcuts(window: OpenWindow) -> None:
    """The app publishes its Home when it is opened; shortcuts open modals; Escape closes them."""
    page = await window("kavya")
    await page.get_by_test_id("channel-Pacer").click()
    await expect(page.get_by_test_id("home")).to_contain_text("62% of $50,000")
    await page.get_by_role("button", name="Check in").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("From the Home")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_be_hidden()
    await page.get_by_test_id("tab-messages").click()
    await expect(page.get_by_test_id("composer")).to_be_focused()

    await go(page, "sales")
    await page.get_by_test_id("shortcuts").click()
    await page.get_by_role("menuitem", name="Give kudos").click()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Give kudos")
    await page.get_by_test_id("modal-close").click()
    await messages(page).first.hover()
    await messages(page).first.get_by_test_id("more-actions").click()
    await page.get_by_role("menuitem", name="Thank the author").click()
    await expect(page.get_by_test_id("modal")).to_be_visible()


async def test_the_inspector(window: OpenWindow) -> None:
    """Traffic can be unfolded, faults bite, and the clock moves in the acting person's zone."""
    page = await window("lucia")
    await say(page, "/goal pipeline 50k")
    await page.get_by_test_id("inspector-toggle").click()
    await page.get_by_test_id("exchange").first.click()
    await expect(page.get_by_test_id("json").first).to_contain_text('"command": "/goal"')

    await page.get_by_test_id("faults").locator("summary").click()
    await page.get_by_test_id("fault-drop_acks").check()
    await expect(page.get_by_test_id("faults").locator(".count")).to_have_text("1")
    await say(page, "/goal pipeline 60k")
    await expect(messages(page).last).to_contain_text('/goal failed with the error "operation_timeout"')
    await page.get_by_test_id("fault-drop_acks").uncheck()
    await expect(page.get_by_test_id("faults").locator(".count")).to_be_hidden()

    await page.get_by_test_id("clock-monday").click()
    await expect(page.get_by_test_id("clock")).to_have_text("Monday, November 23 · 9:00 AM")
    await page.get_by_test_id("clock-field").fill("2026-12-01T14:30")
    await expect(page.get_by_test_id("clock")).to_have_text("Tuesday, December 1 · 2:30 PM")
    # Not back again: what is posted then would be older than what others on this box have read.
    await page.get_by_test_id("clock-field").fill("2026-12-02T03:30")
    await expect(page.get_by_test_id("clock")).to_have_text("Wednesday, December 2 · 3:30 AM")


async def test_being_away(window: OpenWindow) -> None:
    """A status shows beside the name; notifications are paused; and all of it is over by one button."""
    page = await window("cleo")
    await page.get_by_test_id("inspector-toggle").click()
    presence = page.get_by_test_id("presence")
    await expect(presence).to_have_text("Cleo Dubois Here.")
    await page.get_by_test_id("presence-holiday").click()
    await page.get_by_test_id("presence-pause").click()
    await expect(presence).to_have_text("Cleo Dubois On holiday. Notifications paused.")
    await expect(page.get_by_test_id("acting-as").get_by_title(":palm_tree:")).to_be_visible()
    await page.get_by_test_id("presence-back").click()
    await expect(presence).to_have_text("Cleo Dubois Here.")


async def test_a_long_channel_shows_its_end(window: OpenWindow) -> None:
    """The newest hundred of five hundred messages, scrolled to the last; earlier ones on demand."""
    page = await window("cleo")
    await go(page, "general")
    await expect(messages(page)).to_have_count(100)
    await expect(messages(page).last).to_be_in_viewport()
    await page.get_by_test_id("show-earlier").click()
    await expect(messages(page)).to_have_count(200)


async def test_a_phone(window: OpenWindow) -> None:
    """At 390 pixels the sidebar is a menu, and nothing is wider than the screen."""
    page = await window("fatima", 390, 844)
    await expect(page.get_by_test_id("sidebar")).to_be_hidden()
    await page.get_by_test_id("menu").click()
    await go(page, "wins")
    await expect(page.get_by_test_id("sidebar")).to_be_hidden()

    await say(page, "/form")
    await expect(page.get_by_test_id("modal-submit")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_focus_follows_the_keyboard(window: OpenWindow) -> None:
    """A menu takes the focus, arrows walk in it, Escape gives it back; behind a modal nothing is reached."""
    page = await window("ben")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.get_by_test_id("actor-menu").press("Enter")
    await expect(page.get_by_test_id("actor-ana")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("actor-ben")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("actor-menu")).to_be_focused()

    await say(page, "/form")
    await expect(page.get_by_test_id("modal")).to_be_visible()
    assert await page.locator(".desk").get_attribute("inert") is not None
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_typed_html_stays_words(window: OpenWindow) -> None:
    """What people type is shown, never run."""
    page = await window("grace")
    attack = "<img src=x onerror=window.hacked=1> <script>window.hacked=1</script>"
    await say(page, attack)

    await expect(messages(page).last).to_contain_text(attack)
    assert await page.evaluate("window.hacked") is None
