"""Pulses as somebody looks at them. Pure."""

from dataclasses import dataclass
from datetime import date

from bot.features.pulse.rules import Result


@dataclass(frozen=True)
class Pulse:
    """A question to those who have a ticket, until `closes_on`."""

    id: int
    asker_id: str
    about: str
    question: str
    minimum: int
    closes_on: date
    state: str


@dataclass(frozen=True)
class Standing:
    """A pulse as one of its people sees it. `result` is None while nothing may be shown."""

    pulse: Pulse
    asked: int
    answered: int
    waits_for_viewer: bool
    result: Result | None
