"""Forms to set a goal and to change one. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from bot.common.numbers import write_amount
from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import LONGEST_TITLE, LONGEST_WHY, GoalFormOptions
from bot.features.goals.rules.formatting import amount, heading, option_name, titles_alike, window_title
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PersonField
from bot.framework.forms.texts import LongTextField, NumberField, TextField
from bot.slack.blocks import Block, context
from bot.slack.requests import number_of
from bot.slack.text import escape, unescape

LONGEST_NUMBER = 40
# No goal has it: stands for a form without any goal to choose from, which keeps the one above.
KEEPS_PARENT = 0
_PRIVATE = "Private: only owner, whoever set it, and the owner's manager"
_ROLL_UPS = {
    RollUp.own: "Its own number",
    RollUp.sum: "The sum of the goals below it",
    RollUp.average: "The weighted average of the goals below it",
}


@dataclass(frozen=True)
class NewGoalStart:
    """What the form of a new goal begins with: what a sentence said of it, if any; `due` is proposed.

    `owner_id`: whose goal it is, where the sentence does not say.
    """

    wanted: SetGoal | None
    owner_id: str
    options: GoalFormOptions
    today: date
    due: date

    @property
    def parent_id(self) -> int | None:
        """The goal above that the sentence named, where the form offers it."""
        number = self.wanted.parent.number if self.wanted and self.wanted.parent else None
        return next((goal.id for goal in self.options.parents if goal.number == number), None)

    @property
    def target(self) -> str:
        """The target as people write it; "" for a milestone, or without a sentence."""
        if self.wanted is None or self.wanted.kind is GoalKind.milestone:
            return ""
        return amount(self.wanted.target, self.wanted.kind, self.wanted.unit)


@dataclass(frozen=True)
class ChangedGoalStart:
    """A goal as it is, and what its form offers."""

    goal: Goal
    options: GoalFormOptions

    @property
    def terms(self) -> Terms:
        """What the two agree on, or talk about."""
        return self.goal.agreement.on_the_table


def about(wanted: SetGoal | None) -> str:
    """Subject of the draft of a new goal: a hash of the wanted goal, "" for an empty form.

    So what is typed after one sentence is not offered after another.
    """
    return sha256(repr(wanted).encode()).hexdigest()[:16] if wanted else ""


def _line(typed: str) -> str:
    return escape(" ".join(typed.split()))


def _teams(start: NewGoalStart) -> dict[int | None, str]:
    return {
        None: "No, for the person above",
        **{team.id: unescape(team.name) for team in start.options.teams},
    }


def _parents(start: NewGoalStart | ChangedGoalStart) -> dict[int | None, str]:
    alike = titles_alike(start.options.parents)
    return {None: "Nothing", **{goal.id: option_name(goal, alike) for goal in start.options.parents}}


class SetGoalForm(Form[ParsedValues]):
    """A new goal, from a NewGoalStart; about `about(wanted)`. Words are escaped."""

    callback_id, title, submit = "goals.set", "Set a goal", "Set goal"

    name = TextField(
        "What is the goal?",
        LONGEST_TITLE,
        block_id="title",
        reads=_line,
        placeholder="Close 12 deals",
        initial=lambda start: unescape(start.wanted.title) if start.wanted else "",
    )
    target = TextField(
        "How much?",
        LONGEST_NUMBER,
        optional=True,
        placeholder="12 deals or $50k",
        hint="Leave it empty for a milestone, which is there or not.",
    )
    start = TextField(
        "Where does it begin?",
        LONGEST_NUMBER,
        optional=True,
        placeholder="0",
        hint="Only if it is not zero: churn goes from 5% to 3%.",
        initial=lambda start: write_amount(start.wanted.start) if start.wanted and start.wanted.start else "",
    )
    due = DayField(
        "By when?",
        earliest=lambda start: start.today,
        initial=lambda start: (start.wanted.due if start.wanted else None) or start.due,
    )
    owner = PersonField(
        "Whose goal is it?",
        hint="Somebody else is asked first: they accept, counter, or raise a concern.",
        initial=lambda start: (start.wanted.owner_id if start.wanted else None) or start.owner_id,
    )
    team = ChoiceField(
        "Is it a team's goal?",
        _teams,
        reads=number_of,
        visible=lambda start: bool(start.options.teams),
        empty=None,
    )
    parent = ChoiceField(
        "Which goal does it serve?",
        _parents,
        reads=number_of,
        visible=lambda start: bool(start.options.parents),
        empty=None,
        hint="The chain up to the company's objective is shown with it.",
        initial=lambda start: start.parent_id,
    )
    why = LongTextField(
        "Why does it matter?",
        LONGEST_WHY,
        reads=escape,
        optional=True,
        initial=lambda start: unescape(start.wanted.why) if start.wanted else "",
    )
    private = CheckField(
        "Who sees it?",
        _PRIVATE,
        value="private",
        initial=lambda start: bool(start.wanted and start.wanted.private),
    )


def _terms_hint(start: ChangedGoalStart) -> str:
    is_alone = start.goal.proposer_id is None
    return "" if is_alone else "Other terms count once the other side has accepted them."


def _by_metric(start: ChangedGoalStart) -> Block:
    return context(f"A metric writes its progress: `/metrics feed {start.goal.name} by hand` ends that.")


def _has_own_progress(start: ChangedGoalStart) -> bool:
    return start.goal.roll_up is not RollUp.metric


class ChangeGoalForm(Form[ParsedValues]):
    """All that can be changed of a goal, from a ChangedGoalStart; about the goal's id, of its version.

    Other terms go to the other side.
    """

    callback_id, title, submit = "goals.change", lambda start: window_title(start.goal), "Save"

    what = Note(lambda start: heading(start.goal))
    name = TextField(
        "What is the goal?",
        LONGEST_TITLE,
        block_id="title",
        reads=_line,
        placeholder="Close 12 deals",
        initial=lambda start: unescape(start.terms.title),
    )
    target = TextField(
        "How much?",
        LONGEST_NUMBER,
        hint=_terms_hint,
        visible=lambda start: start.goal.kind is not GoalKind.milestone,
        initial=lambda start: amount(start.terms.target, start.goal.kind, start.goal.unit),
    )
    due = DayField("By when?", initial=lambda start: start.terms.due)
    begins = DayField("From", initial=lambda start: start.terms.begins)
    parent = ChoiceField(
        "Which goal does it serve?",
        _parents,
        reads=number_of,
        visible=lambda start: bool(start.options.parents),
        empty=KEEPS_PARENT,
        hint="The chain up to the company's objective is shown with it.",
        initial=lambda start: start.goal.parent_id,
    )
    why = LongTextField(
        "Why does it matter?",
        LONGEST_WHY,
        reads=escape,
        optional=True,
        initial=lambda start: unescape(start.goal.why),
    )
    private = CheckField("Who sees it?", _PRIVATE, value="private", initial=lambda start: start.goal.private)
    roll_up = ChoiceField(
        "Its progress is",
        _ROLL_UPS,
        visible=_has_own_progress,
        empty=None,
        initial=lambda start: start.goal.roll_up,
    )
    by_metric = Note(_by_metric, visible=lambda start: not _has_own_progress(start))
    weight = NumberField(
        "Weight in the goal above",
        optional=True,
        empty=Decimal(1),
        above_zero=True,
        initial=lambda start: start.goal.weight,
    )
