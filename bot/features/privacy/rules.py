"""How long what people write about each other is kept; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.common.date_ranges import months_later
from bot.common.errors import BadInput
from bot.common.moments import WallClock
from bot.framework.settings import SettingsGroup

# The choices in years; 0 keeps words for good.
KEPT = (0, 1, 2, 3, 5, 7)


@dataclass(frozen=True)
class RecordSettings(SettingsGroup, name="privacy", deed="choose how long words are kept"):
    """How many years a workspace keeps what people write about each other; 0 keeps it for good."""

    kept_years: int = 0


def checked(years: int) -> int:
    """`years` if it is one of `KEPT`; BadInput (field `keep`) otherwise."""
    if years not in KEPT:
        raise BadInput("Choose how long it is kept.", field="keep")
    return years


def forgotten_before(today: date, years: int) -> date | None:
    """The day before which words are deleted, in whole months; None when they are kept for good."""
    return months_later(today, -12 * years) if years else None


def in_words(years: int) -> str:
    """The retention in words, such as "for 2 years"."""
    if not years:
        return "for ever"
    return "for a year" if years == 1 else f"for {years} years"


@dataclass(frozen=True)
class RecordReading:
    """Somebody read what another wrote. `part` is the part of a review; "" for feedback."""

    reader: str
    part: str
    about: str
    at: datetime


@dataclass(frozen=True)
class PrivacyOverview:
    """Who lately read what the person wrote, and the retention in years; admins may change it.

    `clock`: of who reads it.
    """

    readings: Sequence[RecordReading]
    kept_years: int
    is_admin: bool
    clock: WallClock
