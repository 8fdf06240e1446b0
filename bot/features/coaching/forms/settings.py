"""The form of what an admin decides about coaching and skills. Pure."""

from dataclasses import dataclass

from bot.features.coaching.rules.settings import CoachingSettings
from bot.features.skills.rules.settings import LONGEST_WINDOW, SHORTEST_WINDOW, SkillSettings
from bot.framework.forms.choices import CheckField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.texts import IntField
from bot.slack.blocks import context


@dataclass(frozen=True)
class CoachingChoices:
    """What an admin decides about 1:1s, and about skills."""

    coaching: CoachingSettings
    skills: SkillSettings


class CoachingSettingsForm(Form[CoachingChoices]):
    """What an admin decides, drawn from the CoachingChoices."""

    callback_id, title, submit = "coaching.settings", "Coaching", "Save"

    asks_use = CheckField(
        "After a 1:1", "Ask people whether it was useful", initial=lambda start: start.coaching.asks_use
    )
    told = Note(context("Managers see a rounded share after a quarter, from 8 answers of 4 people on."))
    gap_cards = CheckField(
        "Gap cards",
        "Make one for everybody who sells, each Monday",
        initial=lambda start: start.skills.gap_cards,
    )
    by_segment = CheckField(
        "Whom people stand beside",
        "Only others of their segment",
        initial=lambda start: start.skills.by_segment,
    )
    by_tenure = CheckField(
        "And for how long",
        "Only others who are here about as long",
        initial=lambda start: start.skills.by_tenure,
    )
    outcome_cards = CheckField(
        "Whether it moved", "Look at what actions watch", initial=lambda start: start.skills.outcome_cards
    )
    window_days = IntField(
        "Working days until a change is looked for",
        SHORTEST_WINDOW,
        LONGEST_WINDOW,
        initial=lambda start: start.skills.window_days,
        hint="From 20 to 60. What is switched off is hidden, and no more is made.",
    )

    @classmethod
    def build(cls, v: ParsedValues) -> CoachingChoices:
        """The settings as they shall be."""
        skills = SkillSettings(
            gap_cards=v[cls.gap_cards],
            outcome_cards=v[cls.outcome_cards],
            by_segment=v[cls.by_segment],
            by_tenure=v[cls.by_tenure],
            window_days=v[cls.window_days],
        )
        return CoachingChoices(CoachingSettings(v[cls.asks_use]), skills)
