"""Reminders as rows of one message: a line and a button each, until it is done. Pure."""

from collections.abc import Sequence

from bot.common.text import plural
from bot.deliveries.notices import ReminderRow, Reminders
from bot.slack.blocks import Block, Message, button, context, section

# Nine blocks in all, with the headline and the line about the others.
_MOST = 7


def reminders_message(notice: Reminders) -> Message:
    """All that somebody is reminded of: how many things wait for them, and the rows."""
    left = [row for row in notice.rows if not row.is_done]
    verb = "waits" if len(left) == 1 else "wait"
    head = f"*{plural(len(left), 'thing')} {verb} for you.*" if left else "*All of it is done, thank you.*"
    text = " ".join([head.replace("*", ""), *(f"{row.text.rstrip('.?')}." for row in left[:_MOST])])
    return Message(text, [section(head), *reminder_blocks(notice.rows)])


def reminder_blocks(rows: Sequence[ReminderRow]) -> list[Block]:
    """The rows, seven at most; what is done has no button any more."""
    blocks = [_row(row) for row in rows[:_MOST]]
    more = len(rows) - _MOST
    return [
        *blocks,
        *([context(f"And {more} more: *What waits for me* in my Home shows them.")] if more > 0 else []),
    ]


def _row(row: ReminderRow) -> Block:
    if row.is_done:
        return context(f":white_check_mark: {row.text}: done")
    return section(row.text, accessory=button(row.label, row.action_id, value=row.value))
