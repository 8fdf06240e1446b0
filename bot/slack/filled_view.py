"""A form as somebody has filled it in, to be shown again. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.slack.blocks import Block, section
from bot.slack.text import escape

# What a view is made of by the app; the rest of a payload's view is Slack's.
_OURS = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "notify_on_close",
    "clear_on_close",
)


def filled_view(view: Mapping[str, Any], errors: Mapping[str, str]) -> dict[str, Any]:
    """The submitted view with what was entered, and sentences in plain text above the fields they name."""
    values = (view.get("state") or {}).get("values") or {}
    blocks: list[Block] = []
    for block in view["blocks"]:
        if block.get("block_id") in errors:
            blocks.append(section(f":warning: {escape(errors[block['block_id']])}"))
        blocks.append(_filled(block, values.get(block.get("block_id"), {})))
    kept = {name: view[name] for name in _OURS if view.get(name)}
    return {**kept, "blocks": blocks}


def _filled(block: Block, entries: Mapping[str, Mapping[str, Any]]) -> Block:
    element = block.get("element") or {}
    entry = entries.get(element.get("action_id", ""))
    if entry is None:
        return block
    empty = {name: value for name, value in element.items() if not name.startswith("initial_")}
    return {**block, "element": {**empty, **_initial(entry)}}


def _initial(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an element begins with to show what this entry of a form's state holds."""
    held = {
        "initial_value"
        if name in ("value", "rich_text_value")
        else name.replace("selected_", "initial_"): value
        for name, value in entry.items()
        if name.startswith("selected_") or name in ("value", "rich_text_value")
    }
    return {name: value for name, value in held.items() if value not in (None, "", [])}
