"""What a notice looks like, and what is known of one without reading it: kinds, states, entries. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.slack.blocks import Message

# How long a file is kept for one that was given up: so long it can be sent again.
FILES_KEPT_FOR = timedelta(days=7)
NO_FILE = f"Its file was kept for {FILES_KEPT_FOR.days} days and is gone, so it cannot be sent again."

WAITING = "waiting"
SENDING = "sending"
SENT = "sent"
MERGED = "merged"
FAILED = "failed"
CANCELLED = "cancelled"
EXPIRED = "expired"

RETRACTION = "deliveries.retraction"
EDIT = "deliveries.amendment"

DIGEST = "deliveries.digest"

Facts = Mapping[str, Any]
Render = Callable[[Facts], Message]
DigestLine = Callable[[Facts], str]


@dataclass(frozen=True)
class Unsolicited:
    """A direct message that its receiver did not ask for: it costs attention.

    `title` is the name under which people know it and may switch it off. `line` says it in one line of a
    digest; without one it is never merged, it waits for its own turn. `for_admins`: nobody else gets any.
    """

    title: str
    line: DigestLine | None = None
    for_admins: bool = False


@dataclass(frozen=True)
class NoticeKind:
    """A kind of delivery: `draw` turns its facts into the message.

    `is_linked`: what it tells of stays on record, with a link to the message, so its place is kept for good.
    """

    draw: Render
    unasked: Unsolicited | None = None
    is_linked: bool = False


@dataclass(frozen=True)
class DeliveryLogEntry:
    """One delivery, without its words. `lacks_file`: it carries a file that is not there any more."""

    id: int
    workspace_id: str
    kind: str
    target: str
    state: str
    due_at: datetime
    attempts: int
    error: str | None
    lacks_file: bool = False
