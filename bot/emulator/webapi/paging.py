"""Cursor pagination: `limit`, and an opaque `cursor`."""

import base64
import binascii
from typing import TypeVar

from bot.emulator.state.errors import SlackError
from bot.emulator.webapi.caller import ApiCall

T = TypeVar("T")

MOST = 1000
_NAMED = "offset:"


def page_of(call: ApiCall, items: list[T], default: int) -> tuple[list[T], str]:
    """The requested page, and the cursor of the next one ("" at the end)."""
    limit = call.number("limit", default) or default
    if not 0 < limit <= MOST:
        raise SlackError("invalid_limit")
    start = _offset(call.text("cursor"))
    following = start + limit
    return items[start:following], _cursor(following) if following < len(items) else ""


def _cursor(offset: int) -> str:
    return base64.b64encode(f"{_NAMED}{offset}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        said = base64.b64decode(cursor, validate=True).decode()
        return int(said.removeprefix(_NAMED))
    except (binascii.Error, ValueError) as broken:
        raise SlackError("invalid_cursor") from broken
