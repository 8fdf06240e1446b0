"""The facts of imports that services return and views draw. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Buttons that services name: where the message about a file is, and how numbers come in.
SHOW_FILE, HOW = "imports.file", "imports.how"

# With what the origin of a file that somebody sent begins, and of what came by webhook.
_FILE, _COMMAND, WEBHOOK = "file:", "command:", "webhook:"


@dataclass(frozen=True)
class FileImport:
    """A file that somebody sent. `facts`: what its message shows; `layout`: `Layout.to_json`, {} if unknown.

    `name` is in Slack's escaped form; `state` as in `FileImportRow`.
    """

    id: int
    sender_id: str
    name: str
    url: str
    digest: str
    kind: str
    source: str
    layout: Mapping[str, Any]
    state: str
    facts: Mapping[str, Any]
    sent_at: datetime


def origin_of(import_id: int) -> str:
    """What the facts of a file name as their origin."""
    return f"{_FILE}{import_id}"


def is_file(origin: str) -> bool:
    """Whether an origin is a file, which can be taken back."""
    return origin.startswith((_FILE, _COMMAND))


def import_of(origin: str) -> int | None:
    """The file that an origin names; None for others."""
    number = origin.removeprefix(_FILE)
    return int(number) if number != origin and number.isdecimal() else None
