"""What an admin decides about skills; pure."""

from dataclasses import dataclass

from bot.features.skills.rules.windows import USUAL_WORKING_DAYS
from bot.framework.settings import SettingsGroup

SHORTEST_WINDOW, LONGEST_WINDOW = 20, 60


@dataclass(frozen=True)
class SkillSettings(SettingsGroup, name="skills", deed="change how skills are looked at"):
    """Whether cards are made and shown, whom one stands beside, and how long a change is looked for.

    `window_days`: working days of an outcome window, 20 to 60.
    """

    gap_cards: bool = True
    outcome_cards: bool = True
    by_segment: bool = True
    by_tenure: bool = True
    window_days: int = USUAL_WORKING_DAYS
