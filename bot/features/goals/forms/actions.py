"""The forms of actions on a goal: to counter, to raise and answer a concern, to invite, to report."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.numbers import write_amount
from bot.features.drafts.views import again, kept_choice, kept_person, kept_text
from bot.features.goals.forms.goal import LONGEST_NUMBER, seen, terms_fields
from bot.features.goals.rules.draft import LONGEST_CONCERN, LONGEST_NOTE
from bot.features.goals.rules.formatting import MOODS, amount, heading
from bot.features.goals.rules.progress import Goal, GoalHealth, GoalKind, RollUp
from bot.features.goals.rules.state_machine import GoalAction
from bot.slack.blocks import Block, field_of, modal, option, section, select, text_input
from bot.slack.text import plain

_LONGEST_LABEL = 150
_HOW = "+5k adds, 7k sets it"
_MOODS = tuple(option(f"{MOODS[health]} {health.value.capitalize()}", health.value) for health in GoalHealth)
_IN_HISTORY = "It stands in the goal's history, for everybody who sees the goal."


def action_name(action: GoalAction) -> str:
    """Callback id of the form of an action; stored with drafts, so it never changes."""
    return f"goals.deed:{action.value}"


def action_form(action: GoalAction, goal: Goal, typed: Mapping[str, str]) -> dict[str, Any]:
    """The form of an action that needs words or numbers; `typed`: what was typed into it before."""
    blocks, submit = _action_fields(action, goal, typed)
    return modal(
        action_name(action),
        ACTION_TITLES[action],
        [section(heading(goal)), *again(typed), *blocks],
        submit=submit,
        close="Cancel",
        metadata=seen(goal),
    )


ACTION_TITLES = {
    GoalAction.counter: "Counter",
    GoalAction.raise_concern: "Raise a concern",
    GoalAction.answer_concern: "Answer the concern",
    GoalAction.invite: "Invite a coach",
    GoalAction.update: "Report progress",
}


def _action_fields(action: GoalAction, goal: Goal, typed: Mapping[str, str]) -> tuple[Sequence[Block], str]:
    if action is GoalAction.counter:
        return [*terms_fields(goal, typed), _note_field("What speaks for it?", LONGEST_NOTE, typed)], "Send"
    if action is GoalAction.raise_concern:
        words = section("Only the two of you read it, and a coach if you invite one.")
        return [words, _note_field("What worries you?", LONGEST_CONCERN, typed, optional=False)], "Send"
    if action is GoalAction.answer_concern:
        note = _note_field("Your answer", LONGEST_CONCERN, typed, optional=False)
        return [note, *terms_fields(goal, typed, "Change it here if the concern is right.")], "Send"
    if action is GoalAction.invite:
        return [kept_person("coach", "Who?", typed, placeholder="Choose a person")], "Invite"
    return [*_report_fields(goal, typed), _note_field("Note", LONGEST_NOTE, typed)], "Save"


def _note_field(label: str, longest: int, typed: Mapping[str, str], *, optional: bool = True) -> Block:
    hint = _IN_HISTORY if optional else ""
    return kept_text("note", label, typed, longest=longest, optional=optional, hint=hint)


def _report_fields(goal: Goal, typed: Mapping[str, str]) -> list[Block]:
    """Fields of a report: the number, where the goal has its own, and how it goes."""
    label, fields = "How does it go?", []
    if _has_number(goal):
        number = kept_text(
            "value",
            "Where is it now?",
            typed,
            placeholder=_HOW,
            longest=LONGEST_NUMBER,
            multiline=False,
            optional=True,
            hint=_how_far(goal),
        )
        fields.append(number)
    usual = goal.health.value if goal.health else ""
    return [*fields, kept_choice("health", label, _MOODS, typed, usual=usual, optional=True)]


def report_fields_among_others(goal: Goal) -> list[Block]:
    """Fields of a report in a form for several goals: block_ids end with the goal's id.

    They begin with the numbers as they are, not with a draft.
    """
    name, fields = f"{goal.name} {plain(goal.title, {})}"[:_LONGEST_LABEL], []
    if _has_number(goal):
        number = text_input("value", initial=_now(goal), placeholder=_HOW, longest=LONGEST_NUMBER)
        fields.append(field_of(f"value:{goal.id}", name, number, optional=True, hint=_how_far(goal)))
    chosen = next((each for each in _MOODS if goal.health and each["value"] == goal.health.value), None)
    label, mood = "How does it go?" if fields else name, select("health", _MOODS, initial=chosen)
    return [*fields, field_of(f"health:{goal.id}", label, mood, optional=True)]


def _has_number(goal: Goal) -> bool:
    return goal.kind is not GoalKind.milestone and goal.roll_up is RollUp.own


def _now(goal: Goal) -> str:
    return write_amount(goal.current, "" if goal.kind is GoalKind.number else goal.unit)


def _how_far(goal: Goal) -> str:
    whole = amount(goal.target, goal.kind, goal.unit)
    return f"Now {_now(goal)} of {whole}. +1 adds to it, a plain number sets it."
