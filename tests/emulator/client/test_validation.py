"""What the client refuses before a modal is sent."""

from typing import Any

import pytest

from bot.emulator.client.validation import REQUIRED, complaints
from bot.emulator.state.elements import entry


def _told(element: dict[str, Any], value: Any, **block: Any) -> str | None:
    element = {"action_id": "a", **element}
    form = [{"type": "input", "block_id": "b", "element": element, **block}]
    return complaints(form, {"b": {"a": entry(element, value)}}).get("b")


@pytest.mark.parametrize(
    ("element", "value", "words"),
    [
        ({"type": "plain_text_input"}, None, REQUIRED),
        ({"type": "plain_text_input"}, " ", None),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "Please enter at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "Please enter at most 3 characters."),
        ({"type": "plain_text_input", "min_length": 3, "max_length": 3}, "abc", None),
        ({"type": "multi_users_select"}, [], REQUIRED),
        (
            {"type": "multi_users_select", "max_selected_items": 1},
            ["U1", "U2"],
            "Please choose at most 1 items.",
        ),
        ({"type": "datepicker"}, "2026-12-31", None),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": True}, "1.5", None),
        ({"type": "number_input", "is_decimal_allowed": True}, "NaN", "Please enter a valid number."),
        (
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
            "0",
            "Please enter a number greater than or equal to 1.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": False, "max_value": "5"},
            "6",
            "Please enter a number less than or equal to 5.",
        ),
        ({"type": "email_text_input"}, "ben", "Please enter a valid email address."),
        ({"type": "email_text_input"}, "ben@acme.example", None),
        ({"type": "url_text_input"}, "acme", "Please enter a valid URL."),
        ({"type": "url_text_input"}, "https://acme.example/x", None),
    ],
)
def test_fields_are_checked(element: dict[str, Any], value: Any, words: str | None) -> None:
    """Each kind of field has its own rule and its own words."""
    assert _told(element, value) == words


def test_optional_fields_may_stay_empty() -> None:
    """An optional field is checked only when something is in it."""
    text = {"type": "plain_text_input", "min_length": 3}

    assert _told(text, None, optional=True) is None
    assert _told(text, "a", optional=True) == "Please enter at least 3 characters."
