"""The client's validation of a modal before it is sent: required fields, lengths, numbers."""

import re
from typing import Any

from bot.emulator.state.elements import State, value_in
from bot.emulator.state.world import Block

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+\.\S+|https?://localhost\S*")


def complaints(blocks: list[Block], state: State) -> dict[str, str]:
    """The error under each field by block id; empty when the form may be sent."""
    found = {}
    for block in blocks:
        if block["type"] == "input":
            sentence = _complaint(block, state)
            if sentence:
                found[block.get("block_id", "")] = sentence
    return found


def _complaint(block: Block, state: State) -> str:
    element = block["element"]
    held = state.get(block.get("block_id", ""), {}).get(element.get("action_id", ""))
    value = value_in(held) if held else None
    if value in (None, "", []):
        return "" if block.get("optional") else REQUIRED
    if element["type"] == "plain_text_input":
        return _length(element, str(value))
    if element["type"] == "number_input":
        return _number(element, str(value))
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(str(value)):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not _URL.fullmatch(str(value)):
        return "Please enter a valid URL."
    return _several(element, value)


def _length(element: Block, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(text) > most else ""


def _number(element: Block, text: str) -> str:
    decimal = element.get("is_decimal_allowed", False)
    pattern = r"-?\d+(\.\d+)?" if decimal else r"-?\d+"
    if not re.fullmatch(pattern, text, re.ASCII):
        return "Please enter a valid number." if decimal else "Please enter a whole number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Please enter a number greater than or equal to {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Please enter a number less than or equal to {element['max_value']}."
    return ""


def _several(element: Block, value: Any) -> str:
    most = element.get("max_selected_items")
    if most is not None and isinstance(value, list) and len(value) > most:
        return f"Please choose at most {most} items."
    return ""
