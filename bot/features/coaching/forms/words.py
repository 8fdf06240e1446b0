"""The forms of topics, actions and notes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.features.coaching.rules.facts import CoachingTopic
from bot.features.coaching.rules.words import LONGEST_ACTION, LONGEST_NOTE, LONGEST_TOPIC
from bot.features.skills.rules.rubric import QUESTIONS, SKILL_NAMES
from bot.framework.forms.choices import MOST_BOXES, CheckField, ChoiceField, ChoicesField
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.pickers import DayField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import context, section
from bot.slack.layouts import reader_note
from bot.slack.text import unescape

_STARTERS_AT_ONCE = 3


@dataclass(frozen=True)
class TopicStart:
    """With whom the topic is, how many topics the writer had before, and the message it is about ("")."""

    other: str
    before: int = 0
    text: str = ""
    is_private: bool = False


def starters(before: int) -> tuple[str, ...]:
    """Three starters of the agenda, in their order, then again."""
    lines = QUESTIONS.starters
    first = before * _STARTERS_AT_ONCE
    return tuple(lines[(first + number) % len(lines)] for number in range(_STARTERS_AT_ONCE))


class TopicForm(Form[ParsedValues]):
    """Something for the agenda, drawn from a TopicStart; about the other's id."""

    callback_id, title, submit = "coaching.topic_added", "Add a topic", "Add"

    whom = Note(lambda start: section(f"For the next 1:1 with *{start.other}*"))
    text = TextField("What would you like to talk about?", LONGEST_TOPIC)
    private = CheckField(
        "Who sees it?", "Only I, until I share it", value="private", initial=lambda start: start.is_private
    )
    ideas = Note(lambda start: context(f"Such as: {' · '.join(starters(start.before))}"))


@dataclass(frozen=True)
class ActionStart:
    """Between whom an action is: the other's id and name, and who shall do it first offered.

    `watchable`: figures of who is led, by metric; `watch` and `skill`: those first chosen, "" for none.
    """

    other_id: str
    other: str
    owner: str
    today: date
    text: str = ""
    skill: str = ""
    watch: str = ""
    watchable: Mapping[str, str] = field(default_factory=dict)


class ActionForm(Form[ParsedValues]):
    """An action of one of the two, drawn from an ActionStart; about the other's id."""

    callback_id, title, submit = "coaching.action_added", "Add an action", "Add"

    owner = ChoiceField(
        "Who does it?",
        lambda start: {"me": "I do", "other": f"{unescape(start.other)} does"},
        reads=str,
        initial=lambda start: start.owner,
    )
    text = TextField("What is to be done?", LONGEST_ACTION, initial=lambda start: start.text or None)
    due = DayField("Until when?", optional=True, empty=None, earliest=lambda start: start.today)
    skill = ChoiceField(
        "For which skill?", SKILL_NAMES, optional=True, empty="", initial=lambda start: start.skill or None
    )
    watch = ChoiceField(
        "Which figure shall move by it?",
        lambda start: start.watchable,
        optional=True,
        empty="",
        visible=lambda start: bool(start.watchable),
        initial=lambda start: start.watch or None,
        hint="Once enough came since, both of you read whether it moved.",
    )
    meaning = Note(context("Without a day it is due at the next 1:1. The other may decline what you offer."))


class WatchForm(Form[ParsedValues]):
    """Which figure an action watches, drawn from an ActionStart; about the action's id."""

    callback_id, title, submit = "coaching.watch", "Watch a figure", "Watch"

    what = Note(lambda start: section(start.text))
    watch = ChoiceField("Which figure shall move by it?", lambda start: start.watchable)


class NewDayForm(Form[ParsedValues]):
    """A new day of an action, drawn from an ActionStart; about the action's id."""

    callback_id, title, submit = "coaching.new_day", "A new day", "Save"

    what = Note(lambda start: section(start.text))
    due = DayField("Until when?", earliest=lambda start: start.today)


@dataclass(frozen=True)
class NotesStart:
    """A talk of which notes are written: the other's name, open topics, what was written before."""

    other: str
    topics: Sequence[CoachingTopic]
    shared: str = ""
    private: str = ""


def _boxes(topics: Sequence[CoachingTopic]) -> Mapping[str, str]:
    return {str(topic.id): topic.text for topic in topics}


class NotesForm(Form[ParsedValues]):
    """Notes and actions of a talk, drawn from a NotesStart; about the talk's id."""

    callback_id, title, submit = "coaching.notes_written", "Notes and actions", "Save"

    talked = ChoicesField(
        "Talked about",
        lambda start: _boxes(start.topics[:MOST_BOXES]),
        optional=True,
        visible=lambda start: bool(start.topics),
    )
    more = ChoicesField(
        "And about",
        lambda start: _boxes(start.topics[MOST_BOXES:]),
        optional=True,
        visible=lambda start: len(start.topics) > MOST_BOXES,
    )
    shared = LongTextField("Notes for both", LONGEST_NOTE, optional=True)
    private = LongTextField("Notes for you alone", LONGEST_NOTE, optional=True)
    theirs = LongTextField(
        lambda start: f"{unescape(start.other)} will",
        optional=True,
        placeholder="recap mail after each demo by friday #discovery",
        hint="One a line.",
    )
    mine = LongTextField("You will", optional=True, hint="One a line.")
    told = Note(
        lambda start: reader_note(
            f"_You and {start.other} read the notes for both. Nobody else does, later managers neither._"
        )
    )

    @classmethod
    def shown(cls, facts: NotesStart) -> list[Part]:
        """Who reads it stands below all fields."""
        return [cls.talked, cls.more, cls.shared, cls.private, cls.theirs, cls.mine, cls.told]
