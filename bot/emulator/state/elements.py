"""Elements as a client holds them: their entry in `state.values`, and their action payload."""

from collections.abc import Iterator
from typing import Any

from bot.emulator.state.world import Block

Entry = dict[str, Any]
State = dict[str, dict[str, Entry]]

VALUE_KEY = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_LISTS = frozenset({"selected_options", "selected_users", "selected_conversations", "selected_channels"})
_REPORTED = ("text", "value", "url", "style", "placeholder", "confirm")


def inner_blocks(block: Block) -> list[Block]:
    """The blocks that stand in a container, a carousel or a layout; none in others."""
    if block["type"] == "container":
        return list(block["child_blocks"])
    if block["type"] == "layout":
        return [each for row in block["rows"] for item in row["items"] for each in item["blocks"]]
    return list(block["elements"]) if block["type"] == "carousel" else []


def elements_of(blocks: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        if block["type"] in ("carousel", "layout"):
            yield from elements_of(inner_blocks(block))
            continue
        rows = (*block.get("elements", []), *block.get("actions", []))
        inside = [block.get("accessory"), block.get("element"), *rows]
        for element in inside:
            if isinstance(element, dict) and (element.get("type") in VALUE_KEY or is_pressed(element)):
                yield block, element


def is_pressed(element: Block) -> bool:
    """Whether the element sends actions and keeps no state: buttons and overflow menus."""
    return element.get("type") in ("button", "overflow")


def is_list(element: Block) -> bool:
    """Whether the element holds several values."""
    return VALUE_KEY.get(element["type"], "") in _LISTS


def entry(element: Block, value: Any) -> Entry:
    """The element's entry in `state.values` with this value."""
    return {"type": element["type"], VALUE_KEY[element["type"]]: value}


def value_in(held: Entry) -> Any:
    """The value that an entry of `state.values` holds."""
    return held.get(VALUE_KEY[held["type"]])


def state_of(blocks: list[Block], typed: State, current_channel: str | None = None) -> State:
    """`state.values` of these blocks: what was typed where the field still exists, else its initial value."""
    state: State = {}
    for block, element in elements_of(blocks):
        if is_pressed(element):
            continue
        block_id, action_id = block.get("block_id", ""), element.get("action_id", "")
        held = typed.get(block_id, {}).get(action_id)
        if held is None or held.get("type") != element["type"]:
            held = entry(element, _initial(element, current_channel))
        state.setdefault(block_id, {})[action_id] = held
    return state


def action_report(block: Block, element: Block, value: Any, action_ts: str) -> dict[str, Any]:
    """One item of a block_actions' `actions`; `value` is an overflow's option or what the field holds."""
    report: dict[str, Any] = {
        "type": element["type"],
        "action_id": element.get("action_id", ""),
        "block_id": block.get("block_id", ""),
    }
    report |= {key: element[key] for key in _REPORTED if key in element}
    if element["type"] == "overflow":
        report["selected_option"] = value
    elif element["type"] != "button":
        report[VALUE_KEY[element["type"]]] = value
    return report | {"action_ts": action_ts}


def options_of(element: Block) -> list[dict[str, Any]]:
    """The options of a select, menu or list of boxes, groups flattened."""
    groups = [group.get("options", []) for group in element.get("option_groups", [])]
    return [*element.get("options", []), *(option for group in groups for option in group)]


def _initial(element: Block, current_channel: str | None) -> Any:
    value_key = VALUE_KEY[element["type"]]
    initial_key = "initial_value" if "value" in value_key else value_key.replace("selected_", "initial_")
    if initial_key in element:
        return element[initial_key]
    if current_channel and element.get("default_to_current_conversation"):
        return [current_channel] if value_key in _LISTS else current_channel
    return [] if value_key in _LISTS else None
