"""What can be meant by the words after `/coach`; ids are "" where nobody is named. Pure."""

from dataclasses import dataclass
from datetime import date, time

from bot.features.coaching.rules.cadence import Rhythm


@dataclass(frozen=True)
class ShowCoaching:
    """The list: of who leads their people, of others their own next 1:1."""


@dataclass(frozen=True)
class ShowPair:
    """The page of the actor and this person."""

    other_id: str


@dataclass(frozen=True)
class SetRhythm:
    """When the 1:1s of the two are."""

    other_id: str
    rhythm: Rhythm


@dataclass(frozen=True)
class PauseSeries:
    """The 1:1s are left out up to that day, from which they go on."""

    other_id: str
    until: date


@dataclass(frozen=True)
class ResumeSeries:
    """Paused 1:1s go on now."""

    other_id: str


@dataclass(frozen=True)
class StopSeries:
    """The 1:1s of the two end."""

    other_id: str


@dataclass(frozen=True)
class SkipTalk:
    """The next talk is left out."""

    other_id: str


@dataclass(frozen=True)
class MoveTalk:
    """The next talk is on that day; `at` None: at its time. Without a day the form is meant."""

    other_id: str
    day: date | None
    at: time | None


@dataclass(frozen=True)
class AddTopic:
    """Something to talk about, in Slack's escaped form; "" opens the form."""

    other_id: str
    words: str
    is_private: bool = False


@dataclass(frozen=True)
class NoteToSelf:
    """What the actor wants to remember of somebody, in Slack's escaped form."""

    about_id: str
    words: str


@dataclass(frozen=True)
class AddItem:
    """An action, escaped, for `other_id` or, with `is_own`, for the actor; without words the form."""

    other_id: str
    words: str
    is_own: bool


@dataclass(frozen=True)
class FinishItem:
    """The action of this number is done."""

    number: int


@dataclass(frozen=True)
class PostponeItem:
    """The action of this number gets another day."""

    number: int
    due_on: date


@dataclass(frozen=True)
class DropItem:
    """The action of this number is not needed any more."""

    number: int


@dataclass(frozen=True)
class SayHeld:
    """A talk took place on that day; None: the last one that was planned, or today."""

    other_id: str
    day: date | None


@dataclass(frozen=True)
class ShowTalkHistory:
    """All talks of the two, as a page."""

    other_id: str


@dataclass(frozen=True)
class ChangeCoachingSettings:
    """The form of an admin's settings."""


@dataclass(frozen=True)
class UnknownCoaching:
    """A first word that is none; `near`: the verb that may be meant, "" for none."""

    word: str
    near: str


SeriesIntent = SetRhythm | PauseSeries | ResumeSeries | StopSeries
TalkIntent = SkipTalk | MoveTalk | SayHeld
WordsIntent = AddTopic | NoteToSelf | AddItem
ItemIntent = FinishItem | PostponeItem | DropItem
ShowIntent = ShowCoaching | ShowPair | ShowTalkHistory | ChangeCoachingSettings | UnknownCoaching
CoachingIntent = SeriesIntent | TalkIntent | WordsIntent | ItemIntent | ShowIntent
