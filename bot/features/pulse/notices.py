"""What is delivered about pulses."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from bot.deliveries.notices import Notice
from bot.features.pulse.rules.pulses import About


@dataclass(frozen=True)
class PulseAsked(Notice):
    """To a member of the team: a question by `asker`, open until the end of a day."""

    kind = "pulse.asked"
    # That it is not needed any more would tell that somebody has answered, and when.
    is_confidential = True
    pulse_id: Annotated[int, Field(alias="id")]
    asker: str
    about: About
    closes_on: Annotated[date, Field(alias="closes")]


@dataclass(frozen=True)
class PulseReminder(PulseAsked):
    """The question again, once, before it closes."""

    kind = "pulse.reminded"


@dataclass(frozen=True)
class PulseClosed(Notice):
    """To everybody: what was said is there to see; to the asker alone, where it is not `shown`."""

    kind = "pulse.closed"
    pulse_id: Annotated[int, Field(alias="id")]
    about: About
    shown: bool
    minimum: int
