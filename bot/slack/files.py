"""Files that people send to the bot in a direct message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.requests import EventRequest


@dataclass(frozen=True)
class SharedFile:
    """A file in a message. `size` in bytes; `url` needs the bot's token, and is "" where Slack tells none."""

    id: str
    name: str
    size: int
    url: str


def shared_files(request: EventRequest) -> tuple[SharedFile, ...]:
    """The files of an event that a person sent to the bot's direct messages; empty for all other events."""
    event = request.event
    is_own = event.get("channel_type") == "im" and event.get("subtype") == "file_share"
    if not is_own or event.get("bot_id") or request.actor_id == request.bot_user_id:
        return ()
    return tuple(_file(each) for each in event.get("files") or ())


def _file(told: Mapping[str, Any]) -> SharedFile:
    return SharedFile(
        str(told.get("id") or ""),
        str(told.get("name") or "file"),
        int(told.get("size") or 0),
        str(told.get("url_private_download") or ""),
    )
