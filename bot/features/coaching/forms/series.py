"""The forms of when 1:1s are. Pure."""

from dataclasses import dataclass
from datetime import date, time

from bot.common.cadences import MOST_WEEKS
from bot.common.day_words import WEEKDAYS
from bot.features.coaching.rules.cadence import LONGEST, SHORTEST, USUAL, Rhythm, checked
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, TimeField
from bot.framework.forms.texts import IntField
from bot.slack.blocks import context, section

_USUAL_AT = time(10)


@dataclass(frozen=True)
class RhythmStart:
    """With whom the 1:1s are, and their rhythm as it is (None: there is none)."""

    other: str
    rhythm: Rhythm | None = None


class RhythmForm(Form[Rhythm]):
    """When 1:1s are, drawn from a RhythmStart; about the other's id."""

    callback_id, title, submit = "coaching.rhythm_set", "When are your 1:1s?", "Save"

    whom = Note(lambda start: section(f"1:1s with *{start.other}*"))
    weeks = IntField(
        "Every how many weeks?",
        1,
        MOST_WEEKS,
        initial=lambda start: start.rhythm.weeks if start.rhythm else 2,
    )
    weekday = ChoiceField(
        "On which day?",
        {str(number): name for number, name in enumerate(WEEKDAYS)},
        initial=lambda start: str(start.rhythm.weekday) if start.rhythm else "1",
    )
    at = TimeField(
        "At what time, in your zone?",
        initial=lambda start: start.rhythm.at if start.rhythm else _USUAL_AT,
    )
    minutes = IntField(
        "How many minutes?",
        SHORTEST,
        LONGEST,
        initial=lambda start: start.rhythm.minutes if start.rhythm else USUAL,
    )
    told = Note(
        context("A day off of either of you moves it within its week. No calendar is read or written.")
    )

    @classmethod
    def build(cls, v: ParsedValues) -> Rhythm:
        """The rhythm that is meant."""
        return checked(Rhythm(v[cls.weeks], int(v[cls.weekday]), v[cls.at], v[cls.minutes]))


@dataclass(frozen=True)
class MoveStart:
    """A talk to be moved: the day and time that it has, in the actor's zone."""

    other: str
    today: date
    day: date
    at: time


class MoveForm(Form[ParsedValues]):
    """Another time of one talk, drawn from a MoveStart; about the talk's id."""

    callback_id, title, submit = "coaching.moved", "Move the 1:1", "Move"

    whom = Note(lambda start: section(f"The 1:1 with *{start.other}*"))
    day = DayField("On which day?", earliest=lambda start: start.today)
    at = TimeField("At what time, in your zone?")


@dataclass(frozen=True)
class PauseStart:
    """With whom the 1:1s are to be paused, and the actor's day."""

    other: str
    today: date


class PauseForm(Form[ParsedValues]):
    """Until when 1:1s are left out, drawn from a PauseStart; about the other's id."""

    callback_id, title, submit = "coaching.paused", "Pause the 1:1s", "Pause"

    whom = Note(lambda start: section(f"1:1s with *{start.other}*"))
    until = DayField("From which day do they go on?", earliest=lambda start: start.today)
