"""Files that were sent, as somebody looks at them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class FileImport:
    """A file that somebody sent. `facts` are what is told of it, `layout` how its columns are read."""

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
