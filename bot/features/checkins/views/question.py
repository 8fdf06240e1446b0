"""What people see of their own check-in: the question and the reminder. Pure."""

import re

from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.checkins.notices import AskedGoal, CheckinAsked, CheckinReminder
from bot.features.checkins.rules import FORM, CheckinNote, left_out_text
from bot.features.goals.rules.formatting import MOODS
from bot.features.goals.rules.progress import GoalHealth
from bot.features.ledger.views import heard_blocks, week_blocks, week_headline, why_button
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    option,
    overflow,
    quotation,
    section,
)
from bot.slack.text import harmless

MOOD, ONE, MENU = "checkins.mood", "checkins.one", "checkins.menu"
# With more goals each has a menu in place of a row of buttons.
_MOST_WITH_BUTTONS = 4
# A check-in says of which goal it asks, not all of its title.
_LONG_TITLE = re.compile(r"\*([^*]{48})[^*]{2,}\*")
_MOODS = {
    GoalHealth.on_track: "On track",
    GoalHealth.at_risk: "At risk",
    GoalHealth.off_track: "Off track",
    GoalHealth.blocked: "Blocked",
}
_WORDS = {"wins": "Wins", "blockers": "Blockers", "next_week": "Next week"}


def question(notice: CheckinAsked) -> Message:
    """The weekly direct message: each goal with its bar and pace, answered by a tap or in one form."""
    text, numbers = _headline(notice), notice.numbers
    blocks: list[Block] = [*(week_blocks(numbers) if numbers else []), section(text)]
    for goal in notice.goals:
        blocks += _goal_blocks(goal, notice)
    label = "Change my answers" if notice.is_answered else "All at once"
    style = None if notice.is_complete else "primary"
    return Message(
        week_headline(numbers) if numbers and not notice.is_answered else text,
        [
            *blocks,
            *([context(left_out_text(notice.left_out))] if notice.left_out else []),
            *_words(notice.words),
            actions(
                button(label, FORM, value=str(notice.checkin_id), style=style),
                *([why_button()] if numbers and numbers.said else []),
            ),
            *(heard_blocks(numbers) if numbers else []),
        ],
    )


def _headline(notice: CheckinAsked) -> str:
    if not notice.is_answered:
        return "*How do your goals stand?* A tap each is enough."
    late = " (late)" if notice.is_late else ""
    if notice.is_complete:
        return f":white_check_mark: *Checked in{late}, thank you.* You can still change it."
    return f":pencil2: *Half-way there{late}.* The goals without a check mark still wait."


def _goal_blocks(goal: AskedGoal, notice: CheckinAsked) -> list[Block]:
    mark = ":white_check_mark: " if goal.is_answered else ""
    text = f"{mark}{_LONG_TITLE.sub(_cut, goal.heading)}\n{goal.standing}"
    value = f"{notice.checkin_id}:{goal.goal_id}"
    if not goal.is_open:
        return [section(text)]
    if len(notice.goals) > _MOST_WITH_BUTTONS:
        return [section(text, accessory=overflow(MENU, _menu(value)))]
    said = goal.health if goal.is_answered else None
    return [section(text), actions(*_buttons(value, said), block_id=f"goal:{value}")]


def _cut(title: re.Match[str]) -> str:
    return f"*{title[1]}…*"


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
    return [button("Report progress", ONE, value=value), *moods]


def _menu(value: str) -> list[Element]:
    moods = [option(f"{MOODS[health]} {label}", f"{value}:{health.name}") for health, label in _MOODS.items()]
    return [option("Update the number", f"{value}:"), *moods]


def _words(words: CheckinNote) -> list[Block]:
    blocks: list[Block] = []
    for name, label in _WORDS.items():
        said = getattr(words, name)
        if said:
            blocks += [section(f"*{label}*"), *quotation(harmless(said, {}))]
    return blocks


def reminder(notice: CheckinReminder) -> Message:
    """Direct message an hour before the summary goes out; sent once."""
    text = reminder_line(notice)
    return Message(
        text,
        [
            section(f":hourglass_flowing_sand: {text}"),
            actions(button("Check in", FORM, value=str(notice.checkin_id), style="primary")),
            context("This is the only reminder."),
        ],
    )


def reminder_line(_: CheckinReminder) -> str:
    """The reminder as one line of a digest."""
    return "Your check-in still waits; the team's summary goes out in an hour."


def reminder_row(notice: CheckinReminder) -> ReminderRow:
    """The reminder as a row among others."""
    text = "Your check-in"
    if notice.reader and notice.read_at is not None:
        text += f"; {notice.reader} reads it at {notice.read_at:%-H:%M}"
    return ReminderRow(text, "Check in", FORM, str(notice.checkin_id))


def reminder_needs(notice: CheckinReminder) -> list[str]:
    """What waits until all goals are reported on."""
    return [f"checkins.answer:{notice.checkin_id}"]


NOTICES = (
    NoticeKind(
        CheckinAsked,
        question,
        Unsolicited("Weekly check-ins", group=MessageGroup.monday),
        takes_reminders=True,
    ),
    NoticeKind(
        CheckinReminder,
        reminder,
        Unsolicited("Reminders of check-ins", reminder_line, group=MessageGroup.reminders),
        reminds=Reminding(reminder_row, reminder_needs),
    ),
)
