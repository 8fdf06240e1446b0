"""When something comes by itself around a talk. Pure."""

from datetime import date, datetime, time, timedelta

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, local_instant
from bot.features.notifications.rules import Calendar

CLOSED_AFTER = timedelta(hours=1)
LAPSES_AFTER = timedelta(days=10)
_FURTHEST = 14
_EARLY = timedelta(hours=1)
_EVE = time(16)


def person_prep_at(at: datetime, calendar: Calendar) -> datetime:
    """When the person gets the card: at the opening of their last working day before the talk.

    On a Monday an hour later, when the check-in is there.
    """
    day = _working_day_before(local_day(at, calendar.zone), calendar)
    opening = calendar.opening_from(day)
    return opening + _EARLY if day.weekday() == 0 else opening


def manager_prep_at(first: datetime, calendar: Calendar) -> datetime:
    """When the manager gets the card of a day: at its opening; before an early first talk, on the eve."""
    day = local_day(first, calendar.zone)
    opening = calendar.opening_from(day)
    if opening + _EARLY <= first:
        return opening
    return local_instant(_working_day_before(day, calendar), _EVE, calendar.zone)


def day_before(day: date, calendar: Calendar) -> datetime:
    """The opening of the last working day before a day."""
    return calendar.opening_from(_working_day_before(day, calendar))


def day_after(day: date, calendar: Calendar, days: int = 1) -> datetime:
    """The opening of the first working day that is so many days after a day."""
    return calendar.opening_from(day + timedelta(days=days))


def _working_day_before(day: date, calendar: Calendar) -> date:
    before = day - ONE_DAY
    for _ in range(_FURTHEST):
        if not calendar.is_off(before):
            return before
        before -= ONE_DAY
    return day - ONE_DAY


def close_at(at: datetime, minutes: int) -> datetime:
    """When both are asked whether they talked: an hour after its end."""
    return at + timedelta(minutes=minutes) + CLOSED_AFTER
