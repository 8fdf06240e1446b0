"""What an admin decides about mentors. Pure."""

from dataclasses import dataclass

from bot.framework.settings import SettingsGroup

MOST_PLACES = 3


@dataclass(frozen=True)
class MentorSettings(SettingsGroup, name="mentors", deed="change how mentors are found here"):
    """`most_places`: how many mentees somebody may have at once, 1 to 3."""

    most_places: int = MOST_PLACES
