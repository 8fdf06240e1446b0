"""Input blocks as HTML: label, field, hint, error."""

from typing import Any

from bot.emulator.page.blocks.elements import element_html, field_attributes
from bot.emulator.page.blocks.render_context import RenderContext, plain
from bot.emulator.page.blocks.selection import TEXT_INPUTS, value_of
from bot.emulator.page.markup import esc, icon, tag
from bot.emulator.page.mrkdwn import plain_to_html
from bot.emulator.state.world import Block

_HTML_TYPES = {"number_input": "text", "email_text_input": "email", "url_text_input": "url"}


def input_html(block: Block, look: RenderContext) -> str:
    """One field of a form, its error, if any, in red below."""
    element = block.get("element") or {}
    block_id = str(block.get("block_id", ""))
    error = look.errors.get(block_id)
    optional = tag("span", " (optional)", class_="optional") if block.get("optional") else ""
    label = tag("div", plain_to_html(plain(block.get("label"))), optional, class_="label")
    hint = tag("div", plain_to_html(plain(block["hint"])), class_="hint") if block.get("hint") else ""
    wrong = tag("div", icon("alert"), esc(error), class_="error", role="alert") if error else ""
    field = _field(element, block_id, look, bool(block.get("dispatch_action")), plain(block.get("label")))
    # A single control sits in its label; each of several check boxes has its own.
    holder = "div" if element.get("type") in ("checkboxes", "radio_buttons") else "label"
    return (
        tag(holder, label, field, class_="field wrong" if error else "field", data_testid="field")
        + wrong
        + hint
    )


def _field(element: Block, block_id: str, look: RenderContext, dispatch: bool, label: str) -> str:
    if element.get("type") in TEXT_INPUTS:
        return _text_field(element, block_id, look, dispatch, label)
    if element.get("type") == "file_input":
        return tag("div", "Files cannot be uploaded in the playground.", class_="unknown")
    return element_html(element, block_id, look, dispatch=dispatch)


def _text_field(element: Block, block_id: str, look: RenderContext, dispatch: bool, label: str) -> str:
    value = str(value_of(element, look.chosen(block_id, element)) or "")
    limit = element.get("max_length")
    attributes: dict[str, Any] = {
        "placeholder": plain(element.get("placeholder")) or None,
        "aria_label": label,
        "maxlength": limit,
        "data_limit": limit,
        "data_autofocus": bool(element.get("focus_on_load")),
        "data_testid": "text-field",
        **field_attributes(element, block_id, look, dispatch),
        "data_enter": dispatch and _on_enter(element),
    }
    if element.get("multiline") or element["type"] == "rich_text_input":
        field = tag("textarea", esc(value), rows=4, class_="text-field", **attributes)
    else:
        kind = _HTML_TYPES.get(str(element["type"]), "text")
        keys = "decimal" if element["type"] == "number_input" else None
        field = tag(
            "input",
            type=kind,
            value=value,
            inputmode=keys,
            autocomplete="off",
            class_="text-field",
            **attributes,
        )
    counter = tag("span", str(int(limit) - len(value)), class_="counter", aria_hidden="true") if limit else ""
    return tag("span", field, counter, class_="text-holder")


def _on_enter(element: Block) -> bool:
    triggers = (element.get("dispatch_action_config") or {}).get("trigger_actions_on", ["on_enter_pressed"])
    return "on_enter_pressed" in triggers
