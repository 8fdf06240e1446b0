"""What an admin decides about the library. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from bot.framework.settings import SettingsGroup

LEAST_STALE_DAYS, MOST_STALE_DAYS = 60, 365


@dataclass(frozen=True)
class LibrarySettings(SettingsGroup, name="library", deed="change how the library works here"):
    """`stale_days`: so long a resource counts as right after somebody has said so, 60 to 365."""

    stale_days: int = 90

    @property
    def stale_after(self) -> timedelta:
        """`stale_days` as a length of time."""
        return timedelta(days=self.stale_days)
