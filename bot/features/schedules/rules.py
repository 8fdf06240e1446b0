"""Schedules as one reader sees them; pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.common.cadences import Cadence, Run

PERSON, WORKSPACE = "person", "workspace"


@dataclass(frozen=True)
class Standing:
    """One schedule for one reader. `next_at`: next run for them, or for its channel; None without one.

    `own`: the reader's own cadence where it differs; None otherwise.
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


@dataclass(frozen=True)
class NextTurn:
    """When a message of this kind is next sent to somebody; `done`: the last nominal day dealt with."""

    kind: str
    next_at: datetime
    done: date

    def is_of(self, run: Run) -> bool:
        """Whether this is the turn of that very run, to come or dealt with."""
        return self.next_at == run.at or self.done == run.nominal
