"""Instants as one reader has them on their clock: the day as far as it is needed, hours of 24."""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.common.date_ranges import short_day
from bot.common.dates import write_day, write_time
from bot.common.day_words import WEEKDAYS

_NAMED_BY_WEEKDAY = timedelta(days=6)


def write_moment(at: datetime, today: date, zone: ZoneInfo) -> str:
    """An instant in this zone: `Mon 30 Nov 9:00`; on `today` only `9:00`."""
    local = at.astimezone(zone)
    clock = write_time(local.time())
    return clock if local.date() == today else f"{write_day(local.date(), today)} {clock}"


def write_heard(at: datetime, today: date, zone: tzinfo) -> str:
    """When something was heard: `9:30` of today, `Friday 9:30` within six days, `20 Nov` before."""
    local = at.astimezone(zone)
    if local.date() == today:
        return write_time(local.time())
    if today - local.date() > _NAMED_BY_WEEKDAY:
        return short_day(local.date())
    return f"{WEEKDAYS[local.weekday()]} {write_time(local.time())}"
