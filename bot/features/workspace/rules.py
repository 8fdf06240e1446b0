"""The workspace's calendar, pure: working days and hours, public holidays, its own days off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True)
class WorkspaceCalendar:
    """What holds for everybody who has chosen nothing else. `workdays`: 0 is Monday.

    `country` (ISO 3166, "GB") and `subdivision` ("ENG") name the public holidays; `days_off` are the
    workspace's own, with their names. `daily_limit`: unasked messages to a person in a day.
    """

    zone: ZoneInfo
    opens: time = time(9)
    closes: time = time(17, 30)
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    country: str | None = None
    subdivision: str | None = None
    days_off: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    daily_limit: int = 5


def holiday_name(day: date, country: str | None, subdivision: str | None = None) -> str | None:
    """The public holiday on this day; None on other days, and where no country is chosen."""
    if country is None:
        return None
    return _holidays(country, subdivision, day.year).get(day)


@lru_cache(maxsize=512)
def _holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    found = holidays.country_holidays(country, subdiv=subdivision, years=year)
    return {day: name for day, name in found.items() if day.year == year}
