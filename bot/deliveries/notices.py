"""Kinds of notices, and what is known of a delivery without its content; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.slack.blocks import Message

# How long the file of a failed delivery is kept, for sending it again.
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
    """A direct message that its receiver did not ask for, so that preferences and limits apply.

    `title` is the name under which people may switch it off. `line` gives it as one line of a digest; None:
    it is never merged, and waits on its own. `for_admins`: only admins get it.
    """

    title: str
    line: DigestLine | None = None
    for_admins: bool = False


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice: `draw` renders its facts as a message.

    `unasked` is None for replies and posts, to which preferences do not apply. `is_linked`: the product keeps
    a link to the message, so its address is kept for good.
    """

    draw: Render
    unasked: Unsolicited | None = None
    is_linked: bool = False


@dataclass(frozen=True)
class DeliveryLogEntry:
    """One delivery, without its content. `lacks_file`: its file has been deleted."""

    id: int
    workspace_id: str
    kind: str
    target: str
    state: str
    due_at: datetime
    attempts: int
    error: str | None
    lacks_file: bool = False
