"""Finding things on the screen by the words a person reads."""

from typing import Any

import pytest

from bot.emulator.client.search import NotSeen, find
from bot.emulator.state.world import SlackMessage


def _message(*blocks: dict[str, Any]) -> SlackMessage:
    return SlackMessage("1.0", "C1", "U1", "", list(blocks))


def _button(words: str, action_id: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": words}}


def _row(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


@pytest.mark.parametrize("name", [":tada: Accept it!", "accept it", "Accept it", "goal.accept"])
def test_words_emoji_aside_or_action_id(name: str) -> None:
    """Emoji, punctuation and case do not matter; the action_id works, too."""
    message = _message(_row(_button("No", "no"), _button(":tada: Accept it!", "goal.accept")))

    assert find(name, [message], lambda element: True).element["action_id"] == "goal.accept"


def test_exact_words_win() -> None:
    """Among similar buttons the exact one is meant."""
    message = _message(_row(_button("accept", "first"), _button("Accept", "second")))

    assert find("Accept", [message], lambda element: True).element["action_id"] == "second"


def test_the_first_place_wins() -> None:
    """Places are looked at in the order given."""
    newer, older = _message(_row(_button("Go", "newer"))), _message(_row(_button("Go", "older")))

    assert find("Go", [newer, older], lambda element: True).where is newer


def test_fields_by_label_placeholder_section_or_block() -> None:
    """A field is called by its label, a menu by its placeholder or by the section it stands beside."""
    text = {"type": "plain_text", "text": "Reason"}
    field = {
        "type": "input",
        "block_id": "why",
        "label": text,
        "element": {"type": "plain_text_input", "action_id": "v"},
    }
    menu = {"type": "overflow", "action_id": "more", "options": []}
    section = {
        "type": "section",
        "block_id": "s",
        "text": {"type": "mrkdwn", "text": "*Your goal*"},
        "accessory": menu,
    }
    message = _message(field, section)

    assert {find(name, [message], lambda e: True).block["block_id"] for name in ("Reason", "why", "v")} == {
        "why"
    }
    assert find("Your goal", [message], lambda e: True).element is menu


def test_what_is_there_is_told() -> None:
    """When nothing fits, the sentence lists what can be seen."""
    message = _message(_row(_button("Yes", "y"), _button("No", "n")))

    with pytest.raises(NotSeen, match='there is no "Maybe" on the screen; there is: Yes, No'):
        find("Maybe", [message], lambda element: True)
    with pytest.raises(NotSeen, match="nothing of the kind"):
        find("Maybe", [], lambda element: True)
