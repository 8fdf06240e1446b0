"""What Slack's refusal of a payload says, for the tests."""

from collections.abc import Callable
from typing import Any

from bot.emulator.block_kit import validate_message, validate_view
from bot.emulator.state.errors import SlackError

from .examples import Object, home, modal


def complaints(check: Callable[[], None]) -> list[str]:
    """The sentences of the refusal; none when there is no refusal."""
    try:
        check()
    except SlackError as refused:
        return refused.messages or [refused.code]
    return []


def in_message(*blocks: Any) -> list[str]:
    """What is said of a message with these blocks."""
    return complaints(lambda: validate_message("hi", list(blocks)))


def in_modal(*blocks: Any) -> list[str]:
    """What is said of a modal with these blocks."""
    return complaints(lambda: validate_view(modal(*blocks)))


def in_home(*blocks: Any) -> list[str]:
    """What is said of an App Home with these blocks."""
    return complaints(lambda: validate_view(home(*blocks)))


def without(example: Object, name: str) -> Object:
    """The example without one field."""
    return {key: value for key, value in example.items() if key != name}
