"""What people see of their own check-in: the question and the reminder. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.notices import NoticeKind, untyped
from bot.features.checkins.notices import ASK, REMIND
from bot.features.goals.rules.formatting import MOODS
from bot.features.goals.rules.progress import GoalHealth
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    option,
    overflow,
    quotation,
    section,
)
from bot.slack.text import harmless

FORM, MOOD, ONE, MENU = "checkins.form", "checkins.mood", "checkins.one", "checkins.menu"
# With more goals each has a menu in place of a row of buttons.
_MOST_WITH_BUTTONS = 4
_MOODS = {
    GoalHealth.on_track: "On track",
    GoalHealth.at_risk: "At risk",
    GoalHealth.off_track: "Off track",
    GoalHealth.blocked: "Blocked",
}
_WORDS = {"wins": "Wins", "blockers": "Blockers", "next_week": "Next week"}


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
    for name, label in _WORDS.items():
        if words[name]:
            blocks += [section(f"*{label}*"), *quotation(harmless(words[name], {}))]
    return blocks


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
