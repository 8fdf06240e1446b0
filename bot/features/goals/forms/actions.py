"""The forms of actions on a goal: to counter, to raise and answer a concern, to invite, to report."""

from collections.abc import Mapping
from typing import Any

from bot.features.goals.forms.goal import LONGEST_NUMBER
from bot.features.goals.rules.draft import LONGEST_CONCERN, LONGEST_NOTE
from bot.features.goals.rules.formatting import HEALTHS, HOW_TO_REPORT, amount, has_number, heading, how_far
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.rules.state_machine import GoalAction
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField, PersonField
from bot.framework.forms.texts import LongTextField, TextField
from bot.slack.layouts import reader_note
from bot.slack.text import escape

_IN_HISTORY = "It stands in the goal's history, for everybody who sees the goal."


def _note(label: str) -> LongTextField[str]:
    return LongTextField(label, LONGEST_NOTE, reads=escape, optional=True, hint=_IN_HISTORY)


def _target(hint: str = "") -> TextField[str]:
    return TextField(
        "How much?",
        LONGEST_NUMBER,
        hint=hint,
        visible=lambda goal: goal.kind is not GoalKind.milestone,
        initial=lambda goal: amount(goal.agreement.on_the_table.target, goal.kind, goal.unit),
    )


def _due() -> DayField:
    return DayField("By when?", initial=lambda goal: goal.agreement.on_the_table.due)


class _GoalActionForm(Form[ParsedValues]):
    """An action on a goal, from the goal; about its id, of its version. Words are escaped.

    Callback ids are stored with drafts, so they never change.
    """

    what = Note(heading)


class CounterForm(_GoalActionForm):
    """Other terms than those proposed, and what speaks for them."""

    callback_id, title, submit = f"goals.deed:{GoalAction.counter.value}", "Counter", "Send"

    target = _target()
    due = _due()
    note = _note("What speaks for it?")


class ConcernForm(_GoalActionForm):
    """What worries somebody about a goal."""

    callback_id, title, submit = f"goals.deed:{GoalAction.raise_concern.value}", "Raise a concern", "Send"

    private = Note(reader_note("Only the two of you read it, and a coach if you invite one."))
    note = LongTextField("What worries you?", LONGEST_CONCERN, reads=escape)


class AnswerConcernForm(_GoalActionForm):
    """An answer to a concern, with other terms where it is right."""

    callback_id, title, submit = (
        f"goals.deed:{GoalAction.answer_concern.value}",
        "Answer the concern",
        "Send",
    )

    note = LongTextField("Your answer", LONGEST_CONCERN, reads=escape)
    target = _target("Change it here if the concern is right.")
    due = _due()


class InviteForm(_GoalActionForm):
    """A coach for the talk about a concern."""

    callback_id, title, submit = f"goals.deed:{GoalAction.invite.value}", "Invite a coach", "Invite"

    coach = PersonField("Who?")


class ReportForm(_GoalActionForm):
    """The number, where the goal has its own, and how it goes."""

    callback_id, title, submit = f"goals.deed:{GoalAction.update.value}", "Report progress", "Save"

    value = TextField(
        "Where is it now?",
        LONGEST_NUMBER,
        optional=True,
        placeholder=HOW_TO_REPORT,
        hint=how_far,
        visible=has_number,
    )
    health = ChoiceField("How does it go?", HEALTHS, optional=True, empty=None)
    note = _note("Note")


ACTION_FORMS: Mapping[GoalAction, type[Form[Any]]] = {
    GoalAction.counter: CounterForm,
    GoalAction.raise_concern: ConcernForm,
    GoalAction.answer_concern: AnswerConcernForm,
    GoalAction.invite: InviteForm,
    GoalAction.update: ReportForm,
}
