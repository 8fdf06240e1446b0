"""The forms of check-ins: a whole one, one goal of it, and how a team checks in. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.features.checkins.rules import (
    LONGEST_WORDS,
    Checkin,
    CheckinNote,
    left_out_text,
)
from bot.features.goals.forms.goal import LONGEST_NUMBER
from bot.features.goals.rules.formatting import (
    HEALTHS,
    HOW_TO_REPORT,
    has_number,
    how_far,
    number_now,
    option_name,
    titles_alike,
)
from bot.features.goals.rules.progress import Goal, GoalHealth
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.blocks import context, divider
from bot.slack.requests import number_of
from bot.slack.text import escape, unescape

LONGEST_BLOCKER = 300
# In a form's metadata: that it has one goal, that nobody asked, that its draft is of the next check-in.
ONE, NEW, NEXT = "checkins.one", "new", "next"
_LONGEST_LABEL = 150
T = TypeVar("T")


class GoalFields(Form[T]):
    """Fields of a report on several goals, by the goals' ids; they begin with the numbers as they are."""

    value = Each(TextField("", LONGEST_NUMBER, optional=True, placeholder=HOW_TO_REPORT, in_draft=False))
    health = Each(ChoiceField("How does it go?", HEALTHS, optional=True, empty=None, in_draft=False))

    @classmethod
    def of_goal(cls, goal: Goal, alike: Collection[str] = ()) -> list[Part]:
        """The number, where the goal has its own, and how it goes."""
        name = option_name(goal, alike)[:_LONGEST_LABEL]
        if not has_number(goal):
            return [cls.health.of(goal.id, label=name, initial=goal.health)]
        number = cls.value.of(goal.id, label=name, hint=how_far(goal), initial=number_now(goal))
        return [number, cls.health.of(goal.id, initial=goal.health)]


@dataclass(frozen=True)
class CheckinReport:
    """What a form says of goals, by their ids: the numbers as typed, "" for none, and how they go.

    `words` is None in the form of one goal.
    """

    numbers: Mapping[int, str]
    healths: Mapping[int, GoalHealth | None]
    words: CheckinNote | None = None


def _by_id(found: Mapping[str, T]) -> dict[int, T]:
    return {number_of(key): value for key, value in found.items()}


@dataclass(frozen=True)
class CheckinStart:
    """What the form of a check-in begins with; no check-in before Pacer asked.

    `left_out`: how many more goals they have.
    """

    checkin: Checkin | None
    goals: Sequence[Goal]
    left_out: int = 0

    @property
    def subject(self) -> str:
        """Subject of the draft: the check-in whose words are changed, or the next ones."""
        has_words = self.checkin and (self.checkin.wins or self.checkin.blockers or self.checkin.next_week)
        return str(self.checkin.id) if self.checkin and has_words else NEXT

    @property
    def version(self) -> str:
        """Which check-in is answered: its id, or `NEW`."""
        return str(self.checkin.id) if self.checkin else NEW


def _words(name: str, label: str) -> LongTextField:
    return LongTextField(
        label,
        LONGEST_WORDS,
        reads=escape,
        optional=True,
        hint="Your manager reads it in the summary; nobody else does.",
        initial=lambda start: unescape(getattr(start.checkin, name)) if start.checkin else "",
    )


class CheckinForm(GoalFields[CheckinReport]):
    """A whole check-in, drawn from a CheckinStart; about its subject, in its version."""

    callback_id, title, submit = "checkins.send", "Check-in", "Check in"

    wins = _words("wins", "Wins")
    blockers = _words("blockers", "Blockers")
    next_week = _words("next_week", "Next week")

    @classmethod
    def shown(cls, facts: CheckinStart) -> list[Part]:
        """The goals, each above a line, then the words."""
        alike = titles_alike(facts.goals)
        goals = [part for goal in facts.goals for part in (*cls.of_goal(goal, alike), Note(divider()))]
        if facts.left_out:
            goals.append(Note(context(left_out_text(facts.left_out))))
        return [*goals, cls.wins, cls.blockers, cls.next_week]

    @classmethod
    def build(cls, v: ParsedValues) -> CheckinReport:
        """The report with its words."""
        words = CheckinNote(v[cls.wins], v[cls.blockers], v[cls.next_week])
        return CheckinReport(_by_id(v[cls.value]), _by_id(v[cls.health]), words)


class GoalReportForm(GoalFields[CheckinReport]):
    """One goal of a check-in, drawn from the goal; about `ONE`, its version `checkin_id:goal_id`."""

    callback_id, title, submit = CheckinForm.callback_id, "Update a goal", "Save"
    drafts = False

    @classmethod
    def shown(cls, facts: Goal) -> list[Part]:
        """The fields of the goal."""
        return cls.of_goal(facts)

    @classmethod
    def build(cls, v: ParsedValues) -> CheckinReport:
        """The report on this goal."""
        return CheckinReport(_by_id(v[cls.value]), _by_id(v[cls.health]))


class BlockedForm(Form[str]):
    """What blocks somebody who has just said so; about their check-in. What they said stands without it."""

    callback_id, title, submit, close = "checkins.blocked", "What blocks you?", "Save", "Not now"
    drafts = False

    words = LongTextField(
        "In a few words",
        LONGEST_BLOCKER,
        reads=escape,
        optional=True,
        placeholder="The contract waits for legal",
        hint="Your manager reads it; nobody else does.",
    )

    @classmethod
    def build(cls, v: ParsedValues) -> str:
        """The words; "" for none."""
        return v[cls.words]
