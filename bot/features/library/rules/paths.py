"""Who gets which item of a learning path, and when. Pure."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from bot.features.library.rules.facts import Assignment, AssignmentState, PathItem

NEW_FOR = timedelta(days=90)
NEXT_AFTER = timedelta(days=7)


def is_new(start: date | None, today: date) -> bool:
    """Whether somebody has begun, and not long ago; a start that is not known is none."""
    return start is not None and start <= today < start + NEW_FOR


def next_item(items: Sequence[PathItem], own: Collection[Assignment], now: datetime) -> PathItem | None:
    """The item that somebody on the path gets now: one at a time, a week after the last was closed.

    `own`: their assignments of the path. What they have, or had, is not given again.
    """
    if any(each.state is AssignmentState.assigned for each in own):
        return None
    closed = [each.closed_at for each in own if each.closed_at is not None]
    if closed and now < max(closed) + NEXT_AFTER:
        return None
    known = {each.resource_id for each in own}
    return next((each for each in items if not each.is_skipped and each.resource.id not in known), None)


def passed(items: Sequence[PathItem], own: Collection[Assignment]) -> int:
    """How many items of a path somebody is through with, done or declined."""
    through = {each.resource_id for each in own if each.state is not AssignmentState.assigned}
    return sum(each.resource.id in through for each in items)
