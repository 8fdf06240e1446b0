"""What is chosen in an element now: its state, or else its initial values."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.emulator.state.elements import VALUE_KEY
from bot.emulator.state.world import Block

TEXT_INPUTS = frozenset(
    {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}
)


def initial(element: Block) -> Any:
    """The value that the app gave the element at first, None when it gave none."""
    key = VALUE_KEY[element["type"]]
    return element.get("initial_value" if "value" in key else key.replace("selected", "initial"))


def value_of(element: Block, state: Mapping[str, Any] | None) -> Any:
    """An option (or a list of them), an id (or a list), a date, a time, seconds since 1970, or text."""
    value = initial(element) if state is None else state.get(VALUE_KEY[element["type"]])
    return rich_words(value) if element["type"] == "rich_text_input" else value


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
