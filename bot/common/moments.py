"""Instants as one reader has them on their clock: the day, and hours of 24."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.common.date_ranges import short_day
from bot.common.dates import write_moment, write_time
from bot.common.day_words import WEEKDAYS

_NAMED_BY_WEEKDAY = timedelta(days=6)


@dataclass(frozen=True)
class WallClock:
    """What a reader's clock shows: their zone, and the present instant."""

    zone: ZoneInfo
    now: datetime

    def write(self, at: datetime) -> str:
        """An instant as this reader reads it: `Mon 30 Nov 9:00`."""
        return write_moment(at, self.zone, self.now)


def write_heard(at: datetime, today: date, zone: tzinfo) -> str:
    """When something was heard: `9:30` of today, `Friday 9:30` within six days, `20 Nov` before."""
    local = at.astimezone(zone)
    if local.date() == today:
        return write_time(local.time())
    if today - local.date() > _NAMED_BY_WEEKDAY:
        return short_day(local.date())
    return f"{WEEKDAYS[local.weekday()]} {write_time(local.time())}"
