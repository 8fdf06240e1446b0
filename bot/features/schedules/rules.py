"""What schedules are to whoever looks at them. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.common.cadences import Cadence

PERSON, WORKSPACE = "person", "workspace"


@dataclass(frozen=True)
class Standing:
    """One schedule as it stands. `next_at`: when it next comes to the reader, or to its channel.

    `own`: the reader's own cadence, where it is not everybody's.
    """

    kind: str
    title: str
    description: str
    whom: Literal["people", "channel", "channels"]
    cadence: Cadence
    is_on: bool
    zone: str
    channel_id: str | None
    next_at: datetime | None
    own: Cadence | None = None
