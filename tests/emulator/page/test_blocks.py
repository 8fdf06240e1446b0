"""Block Kit as HTML: every kind shows its words, and no words can break out of it."""

from typing import Any

import pytest

from bot.emulator.page.blocks.markdown import markdown_to_html
from bot.emulator.page.blocks.media import is_local
from bot.emulator.page.blocks.render import RENDERERS, block_html, blocks_html
from bot.emulator.page.blocks.render_context import RenderContext
from tests.emulator.page.look import LOOK
from tests.emulator.page.showcase import CONFIRM, FORM, HOME, MESSAGE, SELECTS, button, element, field
from tests.emulator.page.wellformed import faults_of, words_of

EVIL = "\"'><img src=x onerror=alert(1)><script>"
KEPT = {
    "type",
    "style",
    "url",
    "image_url",
    "format",
    "title_url",
    "video_url",
    "initial_date",
    "initial_time",
}


def poisoned(part: Any, key: str = "") -> Any:
    """The same block with every word in it replaced by an attack."""
    if isinstance(part, dict):
        return {name: poisoned(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [poisoned(value, key) for value in part]
    return EVIL if isinstance(part, str) and key not in KEPT else part


@pytest.mark.parametrize(
    "block", [*MESSAGE, *FORM, *HOME], ids=lambda block: f"{block['block_id']}-{block['type']}"
)
def test_every_block_is_well_formed_and_safe(block: dict[str, Any]) -> None:
    """Each block nests properly; with an attack in place of every word nothing of it comes alive."""
    assert faults_of(block_html(block, LOOK)) == []
    assert faults_of(block_html(poisoned(block), LOOK)) == []


def test_the_showcase_has_every_block_the_page_knows() -> None:
    """No renderer goes untried."""
    shown = {block["type"] for block in (*MESSAGE, *FORM)}
    assert set(RENDERERS) - {"file"} <= shown


def test_an_unknown_block_is_named() -> None:
    """A kind of tomorrow is a grey line, not a crash."""
    assert words_of(block_html({"type": "hologram"}, LOOK)) == "A hologram block cannot be shown here."


def test_mentions_and_marks_inside_blocks() -> None:
    """mrkdwn in blocks knows people; plain_text does not."""
    words = words_of(blocks_html(MESSAGE[:2], LOOK))
    assert words == "Weekly picture 📊Ben thanked @Ana Silva & said well done > nice"


def test_rich_text_in_words() -> None:
    """All inline elements of rich_text say what Slack says."""
    rich = next(block for block in MESSAGE if block["type"] == "rich_text")
    words = words_of(block_html(rich, LOOK))

    assert (
        "Rich struck codethe deal by @Ben Walker in #wins for @here🎉Dec 31, 2026 at 6:53 AM#e01e5a@S1"
        in words
    )
    assert '<ol start="3" class="level-1 bordered" style="--indent:1">' in block_html(rich, LOOK)


@pytest.mark.parametrize("name", [name for name in SELECTS if name != "overflow"])
def test_an_element_shows_its_first_value_and_then_the_chosen_one(name: str) -> None:
    """Initial values show until somebody chooses."""
    options: list[Any] = list(SELECTS["static_select"]["options"])
    chosen: dict[str, Any] = {
        "static_select": ("selected_option", options[1], "Green"),
        "grouped": ("selected_option", options[1], "Green"),
        "multi_static_select": ("selected_options", options[2:], "Blue"),
        "users_select": ("selected_user", "U0ANA4SLV7", "Ana Silva"),
        "multi_users_select": ("selected_users", ["U0ANA4SLV7"], "Ana Silva"),
        "conversations_select": ("selected_conversation", "C0WINS3NWD", "#wins"),
        "channels_select": ("selected_channel", "C0WINS3NWD", "#wins"),
        "datepicker": ("selected_date", "2027-01-02", 'value="2027-01-02"'),
        "timepicker": ("selected_time", "10:45", 'value="10:45"'),
        "datetimepicker": ("selected_date_time", 1_798_800_000, 'value="2027-01-01T10:40"'),
        "radio_buttons": ("selected_option", options[2], 'value="blue" checked'),
        "checkboxes": ("selected_options", options[2:], 'value="blue" checked'),
    }
    key, value, shown = chosen[name]
    block = {"type": "section", "block_id": "b", "accessory": element(name) | {"action_id": "a"}}
    state = {"b": {"a": {"type": SELECTS[name].get("type", name), key: value}}}

    before = block_html(block, LOOK)
    after = block_html(block, RenderContext(LOOK.names, LOOK.when, "C1:1.0", state))
    assert shown not in before
    assert shown in after


def test_a_field_shows_its_error_its_hint_and_what_is_left() -> None:
    """The error stands under its own field; the counter counts down from the limit."""
    state = {"why": {"why": {"type": "plain_text_input", "value": "ok"}}}
    look = RenderContext({}, LOOK.when, "V1", state, {"why": "Say more & better."})
    html = blocks_html(FORM[:3], look)

    assert html.count('role="alert"') == 1
    assert "Say more &amp; better." in html
    assert ">98</span>" in html
    assert "A reason makes it count." in words_of(html)
    assert "Title (optional)" in words_of(html)


def test_only_fields_that_dispatch_tell_at_once() -> None:
    """An input waits for submit unless it says dispatch_action."""
    waits = field("When", element("datepicker"), block_id="b")

    assert "data-dispatch" not in block_html(waits, LOOK)
    assert "data-dispatch" in block_html(waits | {"dispatch_action": True}, LOOK)


def test_buttons_keep_their_style_and_unsafe_links_are_no_links() -> None:
    """primary and danger show; only addresses that a browser may open become links."""
    row = {"type": "actions", "elements": [button("Go", "a", style="danger", confirm=CONFIRM)]}
    unsafe = {"type": "actions", "elements": [button("Go", "a", url="javascript:alert(1)")]}

    assert 'class="btn btn-danger"' in block_html(row, LOOK)
    assert "href" not in block_html(unsafe, LOOK)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("/assets/a.png", True),
        ("http://127.0.0.1:8000/a.png", True),
        ("data:image/png;base64,AA", True),
        ("data:text/html,x", False),
        ("https://example.com/a.png", False),
        ("//example.com/a.png", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_pictures_come_from_this_machine_only(url: str, local: bool) -> None:
    """Nothing makes the browser ask another machine."""
    assert is_local(url) is local


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "**b** *i* ~~s~~ `c*` __b__ _i_",
            "<p><b>b</b> <i>i</i> <s>s</s> <code>c*</code> <b>b</b> <i>i</i></p>",
        ),
        ("# T\ntext", '<div class="header h1" role="heading">T</div><p>text</p>'),
        ("- a\n- b\n\n1. c", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
        ("> q\n> r", "<blockquote>q<br>r</blockquote>"),
        ("```py\n<b>\n```", "<pre>&lt;b&gt;\n</pre>"),
        ("<b>", "<p>&lt;b&gt;</p>"),
        ("[x](javascript:alert)", "<p>x</p>"),
        ("a\n\n---", "<p>a</p><hr>"),
    ],
)
def test_markdown(text: str, html: str) -> None:
    """Standard Markdown, HTML in it shown as words."""
    assert markdown_to_html(text) == html
