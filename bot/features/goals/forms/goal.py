"""Modals to set a goal and to change one. Pure."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from bot.common.numbers import write_amount
from bot.features.drafts.views import again, kept_boxes, kept_choice, kept_day, kept_person, kept_text
from bot.features.goals.commands.intents import SetGoal
from bot.features.goals.rules.draft import LONGEST_TITLE, LONGEST_WHY, GoalFormOptions
from bot.features.goals.rules.formatting import amount, heading
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp
from bot.framework.forms.form import ASIDE
from bot.slack.blocks import (
    Block,
    Element,
    context,
    modal,
    option,
    section,
)
from bot.slack.text import plain, unescape

SET, CHANGE = "goals.set", "goals.change"
NONE = "-"
LONGEST_NUMBER = 40
_MOST_PARENTS = 99
_ROLL_UPS = {
    RollUp.own: "Its own number",
    RollUp.sum: "The sum of the goals below it",
    RollUp.average: "The weighted average of the goals below it",
}


def set_form(
    wanted: SetGoal | None,
    actor_id: str,
    choices: GoalFormOptions,
    today: date,
    due: date,
    typed: Mapping[str, str],
) -> dict[str, Any]:
    """Form of a new goal. `wanted`: what a sentence said of it; `due` is proposed; `typed` is the draft.

    Its metadata is `about(wanted)`.
    """
    parent_id = _parent_of(wanted, choices)
    owner_id = (wanted.owner_id if wanted else None) or actor_id
    blocks = [
        *again(typed),
        _title_field(unescape(wanted.title) if wanted else "", typed),
        *_number_fields(wanted, typed),
        kept_day("due", "By when?", typed, usual=(wanted.due if wanted else None) or due, today=today),
        kept_person(
            "owner",
            "Whose goal is it?",
            typed,
            usual=owner_id,
            placeholder="Choose a person",
            hint="Somebody else is asked first: they accept, counter, or raise a concern.",
        ),
        *_team_field(choices, typed),
        *_parent_field(parent_id, choices, typed),
        _why_field(unescape(wanted.why) if wanted else "", typed),
        _private_field(typed, is_private=bool(wanted and wanted.private)),
    ]
    return modal(SET, "Set a goal", blocks, submit="Set goal", close="Cancel", metadata=about(wanted))


def about(wanted: SetGoal | None) -> str:
    """Subject of the draft of a new goal: a hash of the wanted goal, "" for an empty form.

    So what is typed after one sentence is not offered after another.
    """
    return sha256(repr(wanted).encode()).hexdigest()[:16] if wanted else ""


def _parent_of(wanted: SetGoal | None, choices: GoalFormOptions) -> int | None:
    number = wanted.parent.number if wanted and wanted.parent else None
    return next((goal.id for goal in choices.parents if goal.number == number), None)


def _title_field(usual: str, typed: Mapping[str, str]) -> Block:
    return kept_text(
        "title",
        "What is the goal?",
        typed,
        usual=usual,
        placeholder="Close 12 deals",
        longest=LONGEST_TITLE,
        multiline=False,
    )


def _number_field(
    name: str, label: str, typed: Mapping[str, str], usual: str, placeholder: str = "", hint: str = ""
) -> Block:
    return kept_text(
        name,
        label,
        typed,
        usual=usual,
        placeholder=placeholder,
        longest=LONGEST_NUMBER,
        multiline=False,
        optional=True,
        hint=hint,
    )


def _number_fields(wanted: SetGoal | None, typed: Mapping[str, str]) -> list[Block]:
    is_number = wanted is not None and wanted.kind is not GoalKind.milestone
    target = amount(wanted.target, wanted.kind, wanted.unit) if wanted and is_number else ""
    start = write_amount(wanted.start) if wanted and wanted.start else ""
    return [
        _number_field(
            "target",
            "How much?",
            typed,
            target,
            "12 deals or $50k",
            "Leave it empty for a milestone, which is there or not.",
        ),
        _number_field(
            "start",
            "Where does it begin?",
            typed,
            start,
            "0",
            "Only if it is not zero: churn goes from 5% to 3%.",
        ),
    ]


def _team_field(choices: GoalFormOptions, typed: Mapping[str, str]) -> list[Block]:
    if not choices.teams:
        return []
    options = [option("No, for the person above", NONE)]
    options += [option(unescape(team.name), str(team.id)) for team in choices.teams[:_MOST_PARENTS]]
    return [kept_choice("team", "Is it a team's goal?", options, typed)]


def _parent_field(parent_id: int | None, choices: GoalFormOptions, typed: Mapping[str, str]) -> list[Block]:
    if not choices.parents:
        return []
    options = [option("Nothing", NONE), *(_goal_option(goal) for goal in choices.parents[:_MOST_PARENTS])]
    return [
        kept_choice(
            "parent",
            "Which goal does it serve?",
            options,
            typed,
            usual=str(parent_id),
            hint="The chain up to the company's objective is shown with it.",
        )
    ]


def _goal_option(goal: Goal) -> Element:
    return option(f"{goal.name} {plain(goal.title, {})}", str(goal.id))


def _why_field(usual: str, typed: Mapping[str, str]) -> Block:
    return kept_text("why", "Why does it matter?", typed, usual=usual, longest=LONGEST_WHY, optional=True)


def _private_field(typed: Mapping[str, str], *, is_private: bool) -> Block:
    words = option("Private: only owner, whoever set it, and the owner's manager", "private")
    usual = ("private",) if is_private else ()
    return kept_boxes("private", "Who sees it?", [words], typed, usual=usual, optional=True)


def change_form(goal: Goal, choices: GoalFormOptions, typed: Mapping[str, str]) -> dict[str, Any]:
    """Form of all that can be changed of a goal; other terms go to the other side.

    Its metadata: `seen(goal)`.
    """
    terms = goal.agreement.on_the_table
    hint = "" if goal.proposer_id is None else "Other terms count once the other side has accepted them."
    blocks = [
        section(heading(goal)),
        *again(typed),
        _title_field(unescape(terms.title), typed),
        *terms_fields(goal, typed, hint),
        kept_day("begins", "From", typed, usual=terms.begins),
        *_parent_field(goal.parent_id, choices, typed),
        _why_field(unescape(goal.why), typed),
        _private_field(typed, is_private=goal.private),
        _roll_up_field(goal, typed),
        _number_field("weight", "Weight in the goal above", typed, write_amount(goal.weight)),
    ]
    return modal(CHANGE, f"Edit {goal.name}", blocks, submit="Save", close="Cancel", metadata=seen(goal))


def _roll_up_field(goal: Goal, typed: Mapping[str, str]) -> Block:
    if goal.roll_up is RollUp.metric:
        return context(f"A metric writes its progress: `/metrics feed {goal.name} by hand` ends that.")
    options = [option(words, each.value) for each, words in _ROLL_UPS.items()]
    return kept_choice("roll_up", "Its progress is", options, typed, usual=goal.roll_up.value)


def terms_fields(goal: Goal, typed: Mapping[str, str], hint: str = "") -> list[Block]:
    """Fields of what the two agree on: how much (none for a milestone), by when."""
    terms = goal.agreement.on_the_table
    number = []
    if goal.kind is not GoalKind.milestone:
        shown = amount(terms.target, goal.kind, goal.unit)
        number.append(
            kept_text(
                "target",
                "How much?",
                typed,
                usual=shown,
                longest=LONGEST_NUMBER,
                multiline=False,
                hint=hint,
            )
        )
    return [*number, kept_day("due", "By when?", typed, usual=terms.due)]


def seen(goal: Goal) -> str:
    """Metadata with the goal's id and, after `ASIDE`, its version as the viewer sees it.

    The version is no part of the draft's subject, so what is typed survives a new version.
    """
    return f"{goal.id}{ASIDE}{goal.version}"


def seen_in(metadata: str) -> tuple[int, int]:
    """(goal id, version) of `seen`. ValueError: it is not that."""
    goal_id, _, version = metadata.partition(ASIDE)
    return int(goal_id), int(version)
