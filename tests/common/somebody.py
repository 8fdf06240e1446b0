"""Somebody with days off, as far as cadences need to know them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.common.cadences import Cadence, DaysOff, Run, last_passed, next_run

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
UNIVERSAL = ZoneInfo("UTC")


@dataclass(frozen=True)
class Somebody:
    """Their zone and their days off; weekends are off."""

    zone: ZoneInfo = UNIVERSAL
    off: frozenset[date] = frozenset()
    works_weekends: bool = False
    asked: list[date] = field(default_factory=list)

    def is_off(self, day: date) -> bool:
        """Whether they do not work; each question is noted."""
        self.asked.append(day)
        return day in self.off or (day.weekday() > 4 and not self.works_weekends)


def without(*days: date, zone: str = "UTC") -> Somebody:
    """Somebody who is off on these days."""
    return Somebody(ZoneInfo(zone), frozenset(days))


def first_run(cadence: Cadence, now: datetime, days_off: DaysOff) -> Run | None:
    """The run with which a schedule begins: the first that is not past."""
    return next_run(cadence, last_passed(cadence, now, days_off), days_off)
