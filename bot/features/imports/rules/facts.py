"""The facts of imports that services return and views draw. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Buttons that services name: where the message about a file is, and how numbers come in.
SHOW_FILE, HOW = "imports.file", "imports.how"


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
