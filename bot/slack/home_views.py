"""What is begun in the App Home: clicks in it, and in the windows that were opened from there."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.blocks import Block
from bot.slack.requests import EventRequest, Request

OPENED = "app_home_opened"
# Slack gives this back with all that is done in a window; nothing else of a view tells where it was opened.
_MARK = "home:"
_TOP = "home-top:"
MOST_BLOCKS = 100


def begun_at_home(request: Request) -> str | None:
    """The metadata of the App Home in which this was begun; None for what was begun elsewhere."""
    view: Mapping[str, Any] = getattr(request, "view", None) or {}
    if view.get("type") == "home":
        return str(view.get("private_metadata") or "")
    return _metadata_of(view)


def is_in_home(request: Request) -> bool:
    """Whether this is a click in the App Home itself."""
    view: Mapping[str, Any] = getattr(request, "view", None) or {}
    return view.get("type") == "home"


def topped(request: Request, blocks: Sequence[Block]) -> dict[str, Any]:
    """The App Home that was clicked in, as it is, with these blocks on top; they go with its next drawing."""
    view: Mapping[str, Any] = getattr(request, "view", None) or {}
    rest = [block for block in view["blocks"] if not str(block.get("block_id") or "").startswith(_TOP)]
    top = [{**block, "block_id": f"{_TOP}{secrets.token_hex(4)}"} for block in blocks]
    return {
        "type": "home",
        "blocks": [*top, *rest][:MOST_BLOCKS],
        "private_metadata": view.get("private_metadata") or "",
    }


def marked(view: Mapping[str, Any], request: Request) -> Mapping[str, Any]:
    """The window with a mark where it is opened from the App Home; no two windows may have the same one."""
    metadata = begun_at_home(request)
    if metadata is None:
        metadata = _metadata_of(view)
    if metadata is None:
        return view
    return {**view, "external_id": f"{_MARK}{secrets.token_hex(8)}:{metadata}"}


def opened_again(request: Request, metadata: str) -> EventRequest:
    """The event by which Slack would tell that its actor opens the App Home, as it was drawn."""
    event = {"type": OPENED, "tab": "home", "user": request.actor_id, "view": {"private_metadata": metadata}}
    return EventRequest(
        workspace_id=request.workspace_id,
        actor_id=request.actor_id,
        now=request.now,
        key=f"{request.key}:home",
        arrival=request.arrival,
        type=OPENED,
        bot_user_id="",
        event=event,
    )


def _metadata_of(view: Mapping[str, Any]) -> str | None:
    mark = str(view.get("external_id") or "")
    return mark.removeprefix(_MARK).partition(":")[2] if mark.startswith(_MARK) else None
