"""The form of what an admin decides about coaching and what belongs to it. Pure."""

from dataclasses import dataclass

from bot.features.coaching.rules.settings import CoachingSettings
from bot.features.library.rules.settings import LEAST_STALE_DAYS, MOST_STALE_DAYS, LibrarySettings
from bot.features.mentors.rules.settings import MOST_PLACES, MentorSettings
from bot.features.plays.rules.settings import MOST_REASONS, USUAL_REASONS, PlaySettings, read_reasons
from bot.features.skills.rules.settings import LONGEST_WINDOW, SHORTEST_WINDOW, SkillSettings
from bot.framework.forms.choices import CheckField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.texts import IntField, LongTextField
from bot.slack.blocks import context

_LONGEST_REASONS = 500


def _checked_reasons(typed: str) -> str:
    """The words of the reasons, if they can be read. BadInput as `read_reasons`."""
    read_reasons(typed, USUAL_REASONS)
    return typed


@dataclass(frozen=True)
class CoachingChoices:
    """What an admin decides about 1:1s, skills, the library, plays and mentors."""

    coaching: CoachingSettings
    skills: SkillSettings
    library: LibrarySettings
    plays: PlaySettings
    mentors: MentorSettings


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

    stale_days = IntField(
        "Days until something to read, or a play, is stale",
        LEAST_STALE_DAYS,
        MOST_STALE_DAYS,
        initial=lambda start: start.library.stale_days,
    )
    weekly = CheckField(
        "Plays", "One a week in the channels of teams", initial=lambda start: start.plays.weekly
    )
    reasons = LongTextField(
        "Why deals are lost",
        _LONGEST_REASONS,
        hint=f"One a line, {MOST_REASONS} at most; “Something else” stays beside them.",
        reads=_checked_reasons,
        initial=lambda start: "\n".join(each.name for each in start.plays.reasons if not each.is_retired),
    )
    places = IntField(
        "Mentees that a mentor may have at once",
        1,
        MOST_PLACES,
        initial=lambda start: start.mentors.most_places,
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
        plays = PlaySettings(v[cls.stale_days], v[cls.weekly], read_reasons(v[cls.reasons], USUAL_REASONS))
        library, mentors = LibrarySettings(v[cls.stale_days]), MentorSettings(v[cls.places])
        return CoachingChoices(CoachingSettings(v[cls.asks_use]), skills, library, plays, mentors)
