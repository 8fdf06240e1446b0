"""What people see of their own check-in: the question, the form, the reminder. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.deliveries.notices import NoticeKind, untyped
from bot.features.checkins.notices import ASK, REMIND
from bot.features.checkins.rules import LONGEST_WORDS, Checkin
from bot.features.drafts.views import again, kept_text
from bot.features.goals.forms.actions import report_fields_among_others
from bot.features.goals.rules.formatting import MOODS
from bot.features.goals.rules.progress import Goal, GoalHealth
from bot.framework.forms.form import ASIDE
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    modal,
    option,
    overflow,
    quotation,
    section,
)
from bot.slack.text import harmless, unescape

FORM, MOOD, ONE, MENU, SEND = (
    "checkins.form",
    "checkins.mood",
    "checkins.one",
    "checkins.menu",
    "checkins.send",
)
NEW, NEXT = "new", "next"
# With more goals each has a menu in place of a row of buttons.
_MOST_WITH_BUTTONS = 4
_MOODS = {
    GoalHealth.on_track: "On track",
    GoalHealth.at_risk: "At risk",
    GoalHealth.off_track: "Off track",
    GoalHealth.blocked: "Blocked",
}
WORDS = (
    ("wins", "Wins"),
    ("blockers", "Blockers"),
    ("next_week", "Next week"),
)


def question(facts: Mapping[str, Any]) -> Message:
    """The weekly direct message: each goal with its bar and pace, answered by a tap or in one form.

    `facts` as `service.questions.facts_of` gives them.
    """
    text = _headline(facts)
    blocks: list[Block] = [section(text)]
    for goal in facts["goals"]:
        blocks += _goal_blocks(goal, facts)
    label = "Change my answers" if facts["is_answered"] else "Fill in all at once"
    style = None if facts["is_complete"] else "primary"
    return Message(
        text,
        [
            *blocks,
            *_words(facts["words"]),
            divider(),
            actions(button(label, FORM, value=str(facts["checkin"]), style=style)),
        ],
    )


def _headline(facts: Mapping[str, Any]) -> str:
    if not facts["is_answered"]:
        return ":wave: *Your weekly check-in.* How do your goals stand? A tap each is enough."
    late = " (late)" if facts["is_late"] else ""
    if facts["is_complete"]:
        return f":white_check_mark: *Checked in{late}, thank you.* You can still change it."
    return f":pencil2: *Half-way there{late}.* The goals without a check mark still wait."


def _goal_blocks(goal: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Block]:
    mark = ":white_check_mark: " if goal["is_answered"] else ""
    text = f"{mark}{goal['heading']}\n{goal['standing']}"
    value = f"{facts['checkin']}:{goal['id']}"
    if not goal["is_open"]:
        return [section(text)]
    if len(facts["goals"]) > _MOST_WITH_BUTTONS:
        return [section(text, accessory=overflow(MENU, _menu(value)))]
    said = goal["health"] if goal["is_answered"] else None
    return [section(text), actions(*_buttons(value, said), block_id=f"goal:{value}")]


def _buttons(value: str, said: str | None) -> list[Element]:
    moods = [
        button(
            f"{MOODS[health]} {label}",
            f"{MOOD}:{health.name}",
            value=value,
            style="primary" if said == health.value else None,
        )
        for health, label in _MOODS.items()
    ]
    return [button("Update", ONE, value=value), *moods]


def _menu(value: str) -> list[Element]:
    moods = [option(f"{MOODS[health]} {label}", f"{value}:{health.name}") for health, label in _MOODS.items()]
    return [option("Update the number", f"{value}:"), *moods]


def _words(words: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for name, label in WORDS:
        if words[name]:
            blocks += [section(f"*{label}*"), *quotation(harmless(words[name], {}))]
    return blocks


def about(checkin: Checkin | None) -> str:
    """Subject of the form's draft: the check-in whose words are changed, or the next ones (`NEXT`)."""
    has_words = checkin is not None and any(getattr(checkin, name) for name, _ in WORDS)
    return str(checkin.id) if checkin and has_words else NEXT


def form(checkin: Checkin | None, goals: Sequence[Goal], typed: Mapping[str, str]) -> dict[str, Any]:
    """The form with all goals; its metadata is the draft's subject, `ASIDE`, and the check-in's id or `NEW`.

    `typed`: words of a draft, by field; they go before those that the check-in holds.
    """
    blocks: list[Block] = [*again({name: typed.get(name, "") for name, _ in WORDS})]
    for goal in goals:
        blocks += [*report_fields_among_others(goal), divider()]
    kept = {name: getattr(checkin, name) if checkin else "" for name, _ in WORDS}
    fields = [
        kept_text(
            name,
            label,
            typed,
            usual=unescape(kept[name]),
            longest=LONGEST_WORDS,
            optional=True,
            hint="Your manager reads it in the summary; nobody else does.",
        )
        for name, label in WORDS
    ]
    blocks += fields
    metadata = f"{about(checkin)}{ASIDE}{checkin.id if checkin else NEW}"
    return modal(SEND, "Check-in", blocks, submit="Check in", close="Cancel", metadata=metadata)


def one_form(goal: Goal, value: str) -> dict[str, Any]:
    """The form for one goal of a check-in; `value` is `checkin_id:goal_id`."""
    return modal(
        SEND,
        f"Update {goal.name}",
        report_fields_among_others(goal),
        submit="Save",
        close="Cancel",
        metadata=f"{ONE}{ASIDE}{value}",
    )


def sent_view(reached: Sequence[str]) -> dict[str, Any]:
    """Window shown once a check-in is stored; `reached` are names of goals that it reached."""
    lines = [f":tada: You reached {name}!" for name in reached]
    words = "\n".join([":white_check_mark: Checked in, thank you.", *lines])
    return modal("checkins.sent", "Check-in", [section(words)])


def reminder(facts: Mapping[str, Any]) -> Message:
    """Direct message an hour before the summary goes out; sent once."""
    text = reminder_line(facts)
    return Message(
        text,
        [
            section(f":hourglass_flowing_sand: {text}"),
            actions(button("Check in", FORM, value=str(facts["checkin"]), style="primary")),
            context("This is the only reminder."),
        ],
    )


def reminder_line(facts: Mapping[str, Any]) -> str:
    """The reminder as one line of a digest."""
    return "Your check-in still waits; the team's summary goes out in an hour."


KINDS: dict[str, NoticeKind[Any]] = {
    ASK: untyped(question, "Weekly check-ins"),
    REMIND: untyped(reminder, "Reminders of check-ins", reminder_line),
}
