"""What is chosen in an element now: its state, or else its initial values."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.world import Block

KEYS = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
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
TEXT_INPUTS = frozenset(
    {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}
)


def initial(element: Block) -> Any:
    """The value that the app gave the element at first, None when it gave none."""
    key = KEYS.get(str(element["type"]))
    if key is None:
        return element.get("initial_value")
    return element.get(key.replace("selected", "initial"))


def value_of(element: Block, state: Mapping[str, Any] | None) -> Any:
    """An option (or a list of them), an id (or a list), a date, a time, seconds since 1970, or text."""
    if state is None:
        return initial(element)
    if element["type"] == "rich_text_input":
        return rich_words(state.get("rich_text_value"))
    return state.get(KEYS.get(str(element["type"]), "value"))


def option_values(element: Block, state: Mapping[str, Any] | None) -> list[str]:
    """The chosen values of a select, radio group or checkboxes as plain strings."""
    value = value_of(element, state)
    values = value if isinstance(value, list) else [value] if value else []
    return [str(v["value"]) if isinstance(v, Mapping) else str(v) for v in values]


def options_of(element: Block) -> Iterator[tuple[str, Block]]:
    """Every option with the label of its group ("" outside groups)."""
    for group in element.get("option_groups") or []:
        label = str(group.get("label", {}).get("text", ""))
        yield from ((label, option) for option in group.get("options", []))
    yield from (("", option) for option in element.get("options") or [])


def rich_words(value: Any) -> str:
    """The bare words of a rich_text block, one line for each section."""
    if not isinstance(value, Mapping):
        return ""
    sections = value.get("elements", [])
    return "\n".join("".join(str(e.get("text", "")) for e in s.get("elements", [])) for s in sections)
