"""What an admin decides about coaching. Pure."""

from dataclasses import dataclass

from bot.framework.settings import SettingsGroup


@dataclass(frozen=True)
class CoachingSettings(SettingsGroup, name="coaching", deed="change how coaching works here"):
    """`asks_use`: whether people are asked if a talk was useful."""

    asks_use: bool = True
