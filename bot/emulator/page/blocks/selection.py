"""The present value of an element: its state, or else its initial value."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.emulator.state.elements import VALUE_KEY
from bot.emulator.state.world import Block

TEXT_INPUTS = frozenset(
    {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}
)


def initial(element: Block) -> Any:
    """The element's initial value; None without one."""
    key = VALUE_KEY[element["type"]]
    return element.get("initial_value" if "value" in key else key.replace("selected", "initial"))


def value_of(element: Block, state: Mapping[str, Any] | None) -> Any:
    """The value: an option or list of them, an id or list, a date, a time, seconds since 1970, or text."""
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
    """The text of a rich_text block, one line a section."""
    if not isinstance(value, Mapping):
        return ""
    sections = value.get("elements", [])
    return "\n".join("".join(str(e.get("text", "")) for e in s.get("elements", [])) for s in sections)
