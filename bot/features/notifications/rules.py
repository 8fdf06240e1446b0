"""When somebody may be written to: their hours, days off and quiet times, and how much a day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.common.periods import local_day, local_instant, midnight
from bot.features.people.rules import Person
from bot.features.workspace.rules.calendar import WorkspaceCalendar, holiday_name

# Nobody is looked for longer than that: then the message goes its way.
_FURTHEST = 400
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NotificationPreferences:
    """What a person decided for themselves. None: as the workspace has it. `workdays`: 0 is Monday."""

    opens: time | None = None
    closes: time | None = None
    workdays: frozenset[int] | None = None
    country: str | None = None
    daily_limit: int | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True)
class Calendar:
    """One person's working days and hours. `time_off`: their own days, with what they call them."""

    zone: ZoneInfo
    opens: time
    closes: time
    workdays: frozenset[int]
    country: str | None = None
    subdivision: str | None = None
    days_off: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    time_off: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))

    def is_off(self, day: date) -> bool:
        """Whether they do not work on that day."""
        return (
            day.weekday() not in self.workdays
            or day in self.days_off
            or day in self.time_off
            or holiday_name(day, self.country, self.subdivision) is not None
        )

    def next_opening(self, after: datetime) -> datetime:
        """The first instant of working time from `after` on."""
        first = local_day(after, self.zone)
        for days in range(_FURTHEST):
            day = first + timedelta(days=days)
            opening, closing = (local_instant(day, at, self.zone) for at in (self.opens, self.closes))
            if after < closing and opening < closing and not self.is_off(day):
                return max(after, opening)
        return after


class Cause(StrEnum):
    """What keeps messages from somebody."""

    snoozed = "snoozed"
    away = "away"
    paused = "paused"
    hours = "hours"


@dataclass(frozen=True)
class ContactWindow:
    """Everything that says when this person may be written to."""

    person: Person
    choices: NotificationPreferences
    calendar: Calendar
    daily_limit: int

    def from_when(self, now: datetime) -> datetime:
        """The first instant from `now` on at which they work and want no quiet."""
        at = now
        for _ in range(_FURTHEST):
            before, at = at, self._past_quiet(self.calendar.next_opening(at))
            if at == before:
                break
        return at

    def _past_quiet(self, at: datetime) -> datetime:
        for until in (self.choices.snoozed_until, self.person.away_until):
            at = max(at, until) if until else at
        quiet_from, quiet_until = self.person.quiet_from, self.person.quiet_until
        paused = quiet_until is not None and (quiet_from is None or quiet_from <= at) and at < quiet_until
        return quiet_until if paused and quiet_until else at

    def is_snoozed(self, now: datetime) -> bool:
        """Whether they have snoozed, and that is not over."""
        until = self.choices.snoozed_until
        return until is not None and now < until

    def cause(self, now: datetime) -> Cause | None:
        """What keeps messages back for as long as `from_when` says; None when they may come now."""
        until, away_until, opening = self.from_when(now), self.person.away_until, self.calendar.next_opening
        if until == now:
            return None
        snoozed_until = self.choices.snoozed_until
        if snoozed_until and self.is_snoozed(now) and opening(snoozed_until) == until:
            return Cause.snoozed
        if opening(now) == until:
            return Cause.hours
        return Cause.away if away_until and opening(away_until) == until else Cause.paused

    def today(self, now: datetime) -> date:
        """The day that a message counts on."""
        return local_day(now, self.calendar.zone)

    def tomorrow(self, now: datetime) -> datetime:
        """When that day is over."""
        return midnight(self.today(now) + _ONE_DAY, self.calendar.zone)

    def waking(self, day: date) -> datetime:
        """When they work again from that day on."""
        return self.calendar.next_opening(midnight(day, self.calendar.zone))


def calendar_for(
    person: Person,
    choices: NotificationPreferences,
    workspace: WorkspaceCalendar,
    time_off: Mapping[date, str],
) -> Calendar:
    """The workspace's calendar with what the person has chosen laid over it."""
    own_country = choices.country is not None and choices.country != workspace.country
    return Calendar(
        zone=person.zone,
        opens=choices.opens or workspace.opens,
        closes=choices.closes or workspace.closes,
        workdays=workspace.workdays if choices.workdays is None else choices.workdays,
        country=choices.country or workspace.country,
        subdivision=None if own_country else workspace.subdivision,
        days_off=workspace.days_off,
        time_off=time_off,
    )


def chosen(typed: NotificationPreferences, workspace: WorkspaceCalendar) -> NotificationPreferences:
    """Without what is as in the workspace: it follows, should the workspace change."""
    same_hours = (typed.opens, typed.closes) == (workspace.opens, workspace.closes)
    return NotificationPreferences(
        opens=None if same_hours else typed.opens,
        closes=None if same_hours else typed.closes,
        workdays=None if typed.workdays == workspace.workdays else typed.workdays,
        country=None if typed.country == workspace.country else typed.country,
        daily_limit=typed.daily_limit,
        snoozed_until=typed.snoozed_until,
    )


@dataclass(frozen=True)
class NotificationSummary:
    """Somebody's own picture. `counted`: their messages of today; `held`: how many wait for them.

    `held_until`: when the first of those is due. `asleep_until`, and the `cause` of it: None when messages
    may come now.
    """

    reach: ContactWindow
    workspace: WorkspaceCalendar
    muted: frozenset[str]
    counted: int
    asleep_until: datetime | None
    held: int
    held_until: datetime | None
    cause: Cause | None
    is_snoozed: bool

    @property
    def is_full(self) -> bool:
        """Whether they have had as many today as they want."""
        return self.counted >= self.reach.daily_limit
