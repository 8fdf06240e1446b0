"""Messages drawn from notices as the outbox stores them."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.notice_store import read
from bot.registry import CATALOG
from bot.slack.blocks import Message


def drawn(kind: str, facts: Mapping[str, Any]) -> Message:
    """The message of a row of this kind that stores these facts."""
    found = CATALOG.notices[kind]
    return found.render(read(found.notice, facts))


def line(kind: str, facts: Mapping[str, Any]) -> str:
    """The line of such a row in a digest; "" for a kind without one."""
    found = CATALOG.notices[kind]
    if found.unasked is None or found.unasked.line is None:
        return ""
    return found.unasked.line(read(found.notice, facts))
