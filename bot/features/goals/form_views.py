"""The forms of goals: to set one, change one, answer one, report on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.common.numbers import write_amount
from bot.features.goals.contract import Deed
from bot.features.goals.draft_rules import LONGEST_CONCERN, LONGEST_NOTE, LONGEST_TITLE, LONGEST_WHY
from bot.features.goals.intents import SetGoal
from bot.features.goals.rules import GoalFacts, Health, Kind, RollUp
from bot.features.goals.wording import MOODS, amount, heading
from bot.features.teams.rules import Team
from bot.slack.blocks import (
    Block,
    Element,
    checkbox,
    context,
    datepicker,
    field_of,
    modal,
    option,
    section,
    select,
    text_input,
    user_select,
)
from bot.slack.text import plain, unescape

SET, CHANGE, DEED = "goals.set", "goals.change", "goals.deed"
NONE = "-"
_LONGEST_NUMBER = 40
_LONGEST_LABEL = 150
_IN_HISTORY = "It stands in the goal's history, for everybody who sees the goal."
_MOST_PARENTS = 99
_ROLL_UPS = {
    RollUp.own: "Its own number",
    RollUp.sum: "The sum of the goals below it",
    RollUp.average: "The weighted average of the goals below it",
}


@dataclass(frozen=True)
class Choices:
    """What can be chosen in a form: goals to stand below, and teams to set a goal for."""

    parents: tuple[GoalFacts, ...]
    teams: tuple[Team, ...]


def set_form(wanted: SetGoal | None, actor_id: str, choices: Choices, due: date) -> dict[str, Any]:
    """A new goal; `wanted` is what is known of it, `due` is proposed."""
    parent_id = _parent_of(wanted, choices)
    owner_id = (wanted.owner_id if wanted else None) or actor_id
    blocks = [
        _title_field(unescape(wanted.title) if wanted else ""),
        *_number_fields(wanted),
        field_of("due", "By when?", datepicker("due", initial=(wanted.due if wanted else None) or due)),
        field_of(
            "owner",
            "Whose goal is it?",
            user_select("owner", placeholder="Choose a person", initial=owner_id),
            hint="Somebody else is asked first: they accept, counter, or raise a concern.",
        ),
        *_team_field(choices),
        *_parent_field(parent_id, choices),
        _why_field(unescape(wanted.why) if wanted else ""),
        _private_field(is_private=bool(wanted and wanted.private)),
    ]
    return modal(SET, "Set a goal", blocks, submit="Set goal", close="Cancel")


def _parent_of(wanted: SetGoal | None, choices: Choices) -> int | None:
    number = wanted.parent.number if wanted and wanted.parent else None
    return next((goal.id for goal in choices.parents if goal.number == number), None)


def _title_field(initial: str) -> Block:
    return field_of(
        "title",
        "What is the goal?",
        text_input("title", initial=initial, placeholder="Close 12 deals", longest=LONGEST_TITLE),
    )


def _number_fields(wanted: SetGoal | None) -> list[Block]:
    is_number = wanted is not None and wanted.kind is not Kind.milestone
    target = amount(wanted.target, wanted.kind, wanted.unit) if wanted and is_number else ""
    start = write_amount(wanted.start) if wanted and wanted.start else ""
    return [
        field_of(
            "target",
            "How much?",
            text_input("target", initial=target, placeholder="12 deals or $50k", longest=_LONGEST_NUMBER),
            optional=True,
            hint="Leave it empty for a milestone, which is there or not.",
        ),
        field_of(
            "start",
            "Where does it begin?",
            text_input("start", initial=start, placeholder="0", longest=_LONGEST_NUMBER),
            optional=True,
            hint="Only if it is not zero: churn goes from 5% to 3%.",
        ),
    ]


def _team_field(choices: Choices) -> list[Block]:
    if not choices.teams:
        return []
    options = [option("No, for the person above", NONE)]
    options += [option(unescape(team.name), str(team.id)) for team in choices.teams[:_MOST_PARENTS]]
    return [field_of("team", "Is it a team's goal?", select("team", options, initial=options[0]))]


def _parent_field(parent_id: int | None, choices: Choices) -> list[Block]:
    if not choices.parents:
        return []
    options = [option("Nothing", NONE), *(_goal_option(goal) for goal in choices.parents[:_MOST_PARENTS])]
    chosen = next((each for each in options if each["value"] == str(parent_id)), options[0])
    return [
        field_of(
            "parent",
            "Which goal does it serve?",
            select("parent", options, initial=chosen),
            hint="The chain up to the company's objective is shown with it.",
        )
    ]


def _goal_option(goal: GoalFacts) -> Element:
    return option(f"{goal.name} {plain(goal.title, {})}", str(goal.id))


def _why_field(initial: str) -> Block:
    return field_of(
        "why",
        "Why does it matter?",
        text_input("why", initial=initial, multiline=True, longest=LONGEST_WHY),
        optional=True,
    )


def _private_field(*, is_private: bool) -> Block:
    words = option("Private: only owner, whoever set it, and the owner's manager", "private")
    return field_of("private", "Who sees it?", checkbox("private", words, checked=is_private), optional=True)


def change_form(goal: GoalFacts, choices: Choices) -> dict[str, Any]:
    """Everything of a goal that can be changed; other terms are put to the other side."""
    terms = goal.agreement.on_the_table
    hint = "" if goal.proposer_id is None else "Other terms count once the other side has accepted them."
    blocks = [
        section(heading(goal)),
        _title_field(unescape(terms.title)),
        *_terms_fields(goal, hint),
        field_of("begins", "From", datepicker("begins", initial=terms.begins)),
        *_parent_field(goal.parent_id, choices),
        _why_field(unescape(goal.why)),
        _private_field(is_private=goal.private),
        _roll_up_field(goal),
        field_of(
            "weight",
            "Weight in the goal above",
            text_input("weight", initial=write_amount(goal.weight), longest=_LONGEST_NUMBER),
            optional=True,
        ),
    ]
    return modal(CHANGE, f"Edit {goal.name}", blocks, submit="Save", close="Cancel", metadata=seen(goal))


def _roll_up_field(goal: GoalFacts) -> Block:
    if goal.roll_up is RollUp.metric:
        return context(f"A metric writes its progress: `/metrics feed {goal.name} by hand` ends that.")
    options = [option(words, each.value) for each, words in _ROLL_UPS.items()]
    chosen = next(each for each in options if each["value"] == goal.roll_up.value)
    return field_of("roll_up", "Its progress is", select("roll_up", options, initial=chosen))


def _terms_fields(goal: GoalFacts, hint: str = "") -> list[Block]:
    terms = goal.agreement.on_the_table
    number = []
    if goal.kind is not Kind.milestone:
        shown = amount(terms.target, goal.kind, goal.unit)
        number.append(
            field_of(
                "target", "How much?", text_input("target", initial=shown, longest=_LONGEST_NUMBER), hint=hint
            )
        )
    return [*number, field_of("due", "By when?", datepicker("due", initial=terms.due))]


def seen(goal: GoalFacts) -> str:
    """The goal, and its version as the viewer has it before their eyes."""
    return f"{goal.id}:{goal.version}"


def deed_form(deed: Deed, goal: GoalFacts) -> dict[str, Any]:
    """The form of a deed that needs words or numbers."""
    blocks, submit = _deed_fields(deed, goal)
    return modal(
        f"{DEED}:{deed.value}",
        DEED_TITLES[deed],
        [section(heading(goal)), *blocks],
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


def _deed_fields(deed: Deed, goal: GoalFacts) -> tuple[Sequence[Block], str]:
    if deed is Deed.counter:
        return [*_terms_fields(goal), _note_field("What speaks for it?", LONGEST_NOTE)], "Send"
    if deed is Deed.raise_concern:
        words = section("Only the two of you read it, and a coach if you invite one.")
        return [words, _note_field("What worries you?", LONGEST_CONCERN, optional=False)], "Send"
    if deed is Deed.answer_concern:
        note = _note_field("Your answer", LONGEST_CONCERN, optional=False)
        return [note, *_terms_fields(goal, "Change it here if the concern is right.")], "Send"
    if deed is Deed.invite:
        return [field_of("coach", "Who?", user_select("coach", placeholder="Choose a person"))], "Invite"
    return [*report_fields(goal), _note_field("Note", LONGEST_NOTE)], "Save"


def _note_field(label: str, longest: int, *, optional: bool = True) -> Block:
    hint = _IN_HISTORY if optional else ""
    words = text_input("note", multiline=True, longest=longest)
    return field_of("note", label, words, optional=optional, hint=hint)


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
            longest=_LONGEST_NUMBER,
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
