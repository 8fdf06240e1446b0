"""The workspace's calendar: working days and hours, public holidays, days off; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

from bot.common.dates import write_time
from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.workspace.rules.days_off import check_days_off
from bot.framework.settings import SettingsGroup
from bot.slack.text import escape

MONDAY_TO_FRIDAY = frozenset(range(5))
DAILY_LIMITS = range(1, 21)
_WEEK = frozenset(range(7))
_SUBDIVISIONS_NAMED = 8
_HOLIDAYS_TOLD = 3


@dataclass(frozen=True)
class CalendarSettings(SettingsGroup, name="calendar"):
    """What an admin chose of the calendar, with the fields of `WorkspaceCalendar`."""

    opens: time = time(9)
    closes: time = time(17, 30)
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    country: str | None = None
    subdivision: str | None = None
    daily_limit: int = 5


@dataclass(frozen=True)
class WorkspaceCalendar:
    """The calendar for everybody who has chosen nothing else. `workdays`: 0 is Monday.

    `country` (ISO 3166, "GB") and `subdivision` ("ENG") select the public holidays; `days_off` are the
    workspace's own, with escaped names. `daily_limit`: unsolicited messages to a person in a day.
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


def coming_holidays(
    today: date, country: str | None, subdivision: str | None = None
) -> list[tuple[date, str]]:
    """The next three public holidays from `today` on, this year's and next year's.

    Empty without a country.
    """
    if country is None:
        return []
    years = (_holidays(country, subdivision, year) for year in (today.year, today.year + 1))
    return [(day, name) for found in years for day, name in sorted(found.items()) if day >= today][
        :_HOLIDAYS_TOLD
    ]


@lru_cache(maxsize=512)
def _holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    found = holidays.country_holidays(country, subdiv=subdivision, years=year)
    return {day: name for day, name in found.items() if day.year == year}


def check_calendar(calendar: WorkspaceCalendar) -> None:
    """BadInput, naming the form's field, unless it has an hour of work on at least one day."""
    check_hours(calendar.opens, calendar.closes)
    if not calendar.workdays or not calendar.workdays <= _WEEK:
        raise BadInput("Tick at least one day on which people work.", field="workdays")
    if calendar.daily_limit not in DAILY_LIMITS:
        raise BadInput("Choose from 1 to 20 messages a day.", field="daily_limit")
    check_days_off(calendar.days_off)
    known_subdivision(calendar.subdivision or "", known_country(calendar.country or ""))


_DAY, _LONGEST_NIGHT = 24 * 60, 12 * 60


def check_hours(opens: time, closes: time) -> None:
    """BadInput (field `closes`) unless a working day has at least an hour, and a night at most twelve."""
    length = _minutes(closes) - _minutes(opens)
    if not (length >= 60 or 60 <= length + _DAY <= _LONGEST_NIGHT):
        raise BadInput(
            f"From {write_time(opens)} to {write_time(closes)} is no working day: it has an hour at least, "
            "such as 9:00 to 17:30, and over midnight twelve hours at most, such as 18:30 to 3:30.",
            field="closes",
        )


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def known_country(typed: str) -> str | None:
    """The two letters (ISO 3166) of a country as typed; None for no words.

    BadInput (field `country`): none whose public holidays are known.
    """
    code = typed.strip().upper()
    if not code:
        return None
    if code not in _countries():
        raise BadInput(
            f"I know no public holidays of “{escape(typed.strip())}”. "
            "Write the country's two letters, such as DE, GB or US.",
            field="country",
        )
    # "UK" and "GBR" are "GB" here as well.
    return str(holidays.country_holidays(code).country)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=True))


def known_subdivision(typed: str, country: str | None) -> str | None:
    """The code of a country's region, typed as its code or name; None for no words.

    BadInput (field `subdivision`): no such region.
    """
    name = " ".join(typed.split())
    if not name:
        return None
    if country is None:
        raise BadInput("A region needs its country: choose one, or leave both empty.", field="subdivision")
    codes = _subdivisions(country)
    code = codes.get(name.casefold())
    if code is None:
        raise BadInput(_no_subdivision(name, country, sorted(set(codes.values()))), field="subdivision")
    return code


def _subdivisions(country: str) -> dict[str, str]:
    """Codes by code and by name, both casefolded; a code is never hidden by another's name."""
    found = holidays.country_holidays(country).get_subdivision_aliases()
    named = {alias.casefold(): code for code, aliases in found.items() for alias in aliases}
    return named | {code.casefold(): code for code in found}


def _no_subdivision(name: str, country: str, codes: list[str]) -> str:
    if not codes:
        return f"{country} has the same public holidays everywhere: leave the region empty."
    some = listed(codes[:_SUBDIVISIONS_NAMED])
    there = f"it has {some}" if len(codes) <= _SUBDIVISIONS_NAMED else f"it has {some}, and others"
    return f"“{escape(name)}” is not a region of {country}: {there}."
