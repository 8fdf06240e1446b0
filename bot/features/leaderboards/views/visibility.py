"""What is said after hiding oneself; pure."""

from bot.features.leaderboards.views.board import HIDE, SHOW
from bot.slack.blocks import Message, actions, button, section


def hidden_message(*, is_hidden: bool) -> Message:
    """After hiding or showing oneself."""
    if is_hidden:
        text = "You are not named on boards any more. You keep your place, and nobody moves."
        return Message(text, [section(text), actions(button("Show me again", SHOW))])
    text = "You are named on boards again, when you are at the top."
    return Message(text, [section(text), actions(button("Hide me", HIDE))])
