"""The forms of deeds on a goal: to counter, to raise and answer a concern, to invite, to report."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.numbers import write_amount
from bot.features.drafts.views import again, kept_text
from bot.features.goals.contract import Deed
from bot.features.goals.draft_rules import LONGEST_CONCERN, LONGEST_NOTE
from bot.features.goals.form_views import LONGEST_NUMBER, seen, terms_fields
from bot.features.goals.rules import GoalFacts, Health, Kind, RollUp
from bot.features.goals.wording import MOODS, amount, heading
from bot.slack.blocks import Block, field_of, modal, option, section, select, text_input, user_select
from bot.slack.text import plain

_LONGEST_LABEL = 150
_IN_HISTORY = "It stands in the goal's history, for everybody who sees the goal."


def deed_name(deed: Deed) -> str:
    """The name of its form."""
    return f"goals.deed:{deed.value}"


def deed_form(deed: Deed, goal: GoalFacts, typed: Mapping[str, str]) -> dict[str, Any]:
    """The form of a deed that needs words or numbers; `typed`: what was typed into it before."""
    blocks, submit = _deed_fields(deed, goal, typed)
    return modal(
        deed_name(deed),
        DEED_TITLES[deed],
        [section(heading(goal)), *again(typed), *blocks],
        submit=submit,
        close="Cancel",
        metadata=seen(goal),
    )


DEED_TITLES = {
    Deed.counter: "Counter",
    Deed.raise_concern: "Raise a concern",
    Deed.answer_concern: "Answer the concern",
    Deed.invite: "Invite a coach",
    Deed.update: "Report progress",
}


def _deed_fields(deed: Deed, goal: GoalFacts, typed: Mapping[str, str]) -> tuple[Sequence[Block], str]:
    if deed is Deed.counter:
        return [*terms_fields(goal, typed), _note_field("What speaks for it?", LONGEST_NOTE, typed)], "Send"
    if deed is Deed.raise_concern:
        words = section("Only the two of you read it, and a coach if you invite one.")
        return [words, _note_field("What worries you?", LONGEST_CONCERN, typed, optional=False)], "Send"
    if deed is Deed.answer_concern:
        note = _note_field("Your answer", LONGEST_CONCERN, typed, optional=False)
        return [note, *terms_fields(goal, typed, "Change it here if the concern is right.")], "Send"
    if deed is Deed.invite:
        return [field_of("coach", "Who?", user_select("coach", placeholder="Choose a person"))], "Invite"
    return [*report_fields(goal), _note_field("Note", LONGEST_NOTE, typed)], "Save"


def _note_field(label: str, longest: int, typed: Mapping[str, str], *, optional: bool = True) -> Block:
    hint = _IN_HISTORY if optional else ""
    return kept_text("note", label, typed, longest=longest, optional=optional, hint=hint)


def report_fields(goal: GoalFacts, *, among_others: bool = False) -> list[Block]:
    """How far it is, and how it goes.

    `among_others`: in a form for several goals, told apart by id, with the numbers as they are.
    """
    name = f"{goal.name} {plain(goal.title, {})}"[:_LONGEST_LABEL] if among_others else ""
    suffix = f":{goal.id}" if among_others else ""
    fields = []
    if goal.kind is not Kind.milestone and goal.roll_up is RollUp.own:
        now = write_amount(goal.current, "" if goal.kind is Kind.number else goal.unit)
        number = text_input(
            "value",
            initial=now if among_others else "",
            placeholder="+5k adds, 7k sets it",
            longest=LONGEST_NUMBER,
        )
        whole = amount(goal.target, goal.kind, goal.unit)
        hint = f"Now {now} of {whole}. +1 adds to it, a plain number sets it."
        label = name or "Where is it now?"
        fields.append(field_of(f"value{suffix}", label, number, optional=True, hint=hint))
    moods = [option(f"{MOODS[health]} {health.value.capitalize()}", health.value) for health in Health]
    chosen = next((each for each in moods if goal.health and each["value"] == goal.health.value), None)
    label = "How does it go?" if fields or not name else name
    mood = select("health", moods, initial=chosen)
    fields.append(field_of(f"health{suffix}", label, mood, optional=True))
    return fields
