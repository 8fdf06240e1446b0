"""The people whom a request names: mentioned, chosen in a field, or the author of what was reacted to."""

import re
from collections.abc import Iterable

from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    Request,
    ShortcutRequest,
    SubmissionRequest,
)
from bot.slack.text import mentions

_PERSON_ID = re.compile(r"[UW][A-Z0-9]{2,}")


def named_people(request: Request) -> tuple[str, ...]:
    """Their ids in order, each once; without the actor."""
    found = [who for who in _named(request) if who and who != request.actor_id]
    return tuple(dict.fromkeys(found))


def _named(request: Request) -> Iterable[str]:
    match request:
        case CommandRequest():
            return mentions(request.text)
        case ActionRequest():
            chosen = [request.value] if _PERSON_ID.fullmatch(request.value) else []
            return [*chosen, *request.values.everybody()]
        case SubmissionRequest():
            return request.values.everybody()
        case ShortcutRequest():
            return [request.message_author_id or ""]
        case EventRequest():
            return [
                *mentions(str(request.event.get("text") or "")),
                str(request.event.get("item_user") or ""),
            ]
    return []
