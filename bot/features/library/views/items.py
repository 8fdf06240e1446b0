"""What is on a list: a row, a window, and the reminder of it. Pure."""

from datetime import date
from typing import Any

from bot.common.dates import write_day
from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.library.notices import AssignmentReminder
from bot.features.library.rules.facts import USE_LABELS, AssignmentOrigin, AssignmentState, ListedItem
from bot.features.library.rules.ids import DECLINE, DONE, OPEN, SHOWN, TAKE_BACK, USE
from bot.features.library.rules.shelf import link_of
from bot.framework.needs import fitted
from bot.slack.blocks import Block, Message, actions, button, context, modal, section
from bot.slack.text import escape

_STATES = {
    AssignmentState.assigned: "open",
    AssignmentState.done: "done",
    AssignmentState.declined: "declined",
    AssignmentState.dropped: "taken back",
}
_ALONE = "_What you say has no name on it._"


def item_line(item: ListedItem, today: date) -> str:
    """One assignment in one line: what, how long, from or for whom, until when."""
    assignment = item.assignment
    parts = [f"{link_of(item.resource)} · {item.resource.minutes} min"]
    if not item.is_mine:
        parts.append(f"for {item.person}")
    elif item.by:
        parts.append(f"from {item.by}")
    elif assignment.origin is AssignmentOrigin.path:
        parts.append("from your learning path")
    if assignment.due_on:
        late = ", late" if assignment.due_on < today else ""
        parts.append(f"by {write_day(assignment.due_on, today)}{late}")
    return " · ".join(parts)


def item_blocks(item: ListedItem, today: date, told: str = "") -> list[Block]:
    """An assignment with what its viewer may do, below what was done."""
    value = str(item.assignment.id)
    blocks = [section(f":white_check_mark: {told}")] if told else []
    blocks.append(section(item_line(item, today)))
    if item.is_mine and item.assignment.state is AssignmentState.assigned:
        done = button("Mark as done", DONE, value=value, style="primary")
        blocks.append(actions(done, button("Not for me", DECLINE, value=value)))
    elif item.is_mine and item.assignment.state is AssignmentState.done and not item.has_voted:
        uses = [
            button(label, f"{USE}:{use.value}", value=f"{item.resource.id} {use.value}")
            for use, label in USE_LABELS.items()
        ]
        blocks += [section("Was it useful?"), actions(*uses), context(_ALONE)]
    elif item.may_take_back:
        blocks.append(actions(button("Take it back", TAKE_BACK, value=value)))
    elif not told:
        blocks.append(context(f"It is {_STATES[item.assignment.state]}."))
    return blocks


def item_message(item: ListedItem, today: date, told: str) -> Message:
    """An assignment as an answer, below what was done."""
    return Message(told, item_blocks(item, today, told))


def item_modal(item: ListedItem, today: date, told: str = "") -> dict[str, Any]:
    """An assignment as a window, below what was done."""
    return modal(SHOWN, "To read or watch", item_blocks(item, today, told))


def told_modal(told: str) -> dict[str, Any]:
    """A window that says one thing."""
    return modal(SHOWN, "To read or watch", [section(f":white_check_mark: {told}")])


def told_message(told: str) -> Message:
    """One sentence that something was done."""
    return Message(told, [section(f":white_check_mark: {told}")])


def _reminder_line(notice: AssignmentReminder) -> str:
    """What is on the list, from whom, until when."""
    if notice.is_path:
        before = "Next on your learning path: "
    elif notice.by:
        before = f"{notice.by.partition(' ')[0]} gave you: "
    else:
        before = "To read or watch: "
    by = f", by {write_day(notice.due_on, notice.due_on)}" if notice.due_on else f", {notice.minutes} min"
    return fitted(before, escape(notice.title), by)


def _reminder(notice: AssignmentReminder) -> Message:
    text = _reminder_line(notice)
    opened = button("Open", OPEN, value=str(notice.assignment_id))
    return Message(text, [section(text, accessory=opened)])


def _reminder_row(notice: AssignmentReminder) -> ReminderRow:
    return ReminderRow(_reminder_line(notice), "Open", OPEN, str(notice.assignment_id))


def _reminder_needs(notice: AssignmentReminder) -> list[str]:
    return [f"library.read:{notice.assignment_id}"]


NOTICES = (
    NoticeKind(
        AssignmentReminder,
        _reminder,
        Unsolicited("Things to read or watch", _reminder_line, group=MessageGroup.learning),
        reminds=Reminding(_reminder_row, _reminder_needs),
    ),
)
