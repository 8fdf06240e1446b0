"""Whether somebody is named on boards, and the way to change it; pure."""

from bot.features.leaderboards.views.board import HIDE, SHOW
from bot.slack.blocks import Message, actions, button, section

NAME = "leaderboards.name"


def standing_message(*, is_hidden: bool) -> Message:
    """Whether the reader is named on boards, with the button that changes it."""
    if is_hidden:
        text = "You are not named on boards: you keep your place, without a name."
        return Message(text, [section(text), actions(button("Show my name", SHOW))])
    text = "You are named on boards when you are at the top."
    return Message(text, [section(text), actions(button("Hide my name", HIDE))])


def hidden_message(*, is_hidden: bool) -> Message:
    """After hiding or showing oneself."""
    if is_hidden:
        text = "You are not named on boards any more. You keep your place, and nobody moves."
        return Message(text, [section(text), actions(button("Show me again", SHOW))])
    text = "You are named on boards again, when you are at the top."
    return Message(text, [section(text), actions(button("Hide me", HIDE))])
