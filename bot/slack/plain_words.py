"""Plain words that people write to the bot, in its direct message or beside its name."""

from bot.slack.requests import EventRequest

# A message in a thread that is shown in the conversation too, and `/me`.
_WRITTEN = frozenset({None, "thread_broadcast", "me_message"})


def is_said_directly(request: EventRequest) -> bool:
    """Whether a person wrote a new message to the bot: no edit, nobody joining, no file, no app."""
    event = request.event
    is_own = request.actor_is_app or request.actor_id in ("", request.bot_user_id)
    return event.get("channel_type") == "im" and event.get("subtype") in _WRITTEN and not is_own
