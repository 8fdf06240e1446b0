"""What a post to a response_url does."""

from typing import Any

import pytest

from bot.emulator.protocol.grants import ResponseRight
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import SlackMessage
from bot.emulator.webapi import respond

from .office import Office

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


def _answer(office: Office, body: dict[str, Any], touched: SlackMessage | None = None) -> list[SlackMessage]:
    sales = office.channel("sales")
    right = ResponseRight(office.user("ana").id, sales.id, touched.ts if touched else None)
    respond(office.world, right, body)
    return sales.messages


def test_an_answer_is_private_by_default(office: Office) -> None:
    """Only the person who asked sees it."""
    answer = _answer(office, {"text": "Done", "blocks": [SECTION]})[-1]

    assert (answer.ephemeral_to, answer.text) == (office.user("ana").id, "Done")
    assert answer.blocks[0]["block_id"]
    assert answer.user_id == office.northwind.bot_user_id


def test_an_answer_to_all(office: Office) -> None:
    """in_channel is for everybody."""
    assert _answer(office, {"text": "Done", "response_type": "in_channel"})[-1].ephemeral_to is None


def test_replacing_and_deleting(office: Office) -> None:
    """The message that was touched changes or goes."""
    touched = office.says("ben", "sales", "Old")

    _answer(office, {"text": "New", "replace_original": True}, touched)
    assert (touched.text, touched.edited_ts is not None) == ("New", True)
    assert touched not in _answer(office, {"delete_original": True}, touched)


@pytest.mark.parametrize("body", [{"text": "New", "replace_original": True}, {"delete_original": True}])
def test_a_command_has_no_original(office: Office, body: dict[str, Any]) -> None:
    """There is nothing to replace or delete where nothing was touched."""
    with pytest.raises(SlackError):
        _answer(office, body)


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, "no_text"), ({"text": "x", "blocks": [{"type": "alert"}]}, "invalid_blocks")],
)
def test_a_wrong_answer(office: Office, body: dict[str, Any], code: str) -> None:
    """Answers are held to what messages are."""
    before = len(office.channel("sales").messages)

    with pytest.raises(SlackError) as refused:
        _answer(office, body)

    assert refused.value.code == code
    assert len(office.channel("sales").messages) == before
