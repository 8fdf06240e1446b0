"""When a person may be written to (hours, days off, quiet times), and how often a day; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.common.moments import WallClock
from bot.common.periods import local_day, midnight, shift_on
from bot.features.people.rules import Person
from bot.features.workspace.rules.calendar import WorkspaceCalendar, holiday_name

# Days to search for working time; without any, the message is sent.
_FURTHEST = 400
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NotificationPreferences:
    """A person's own choices; None follows the workspace. `workdays`: 0 is Monday."""

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
        """Whether the person does not work on that day: weekend, holiday, or a day off."""
        return (
            day.weekday() not in self.workdays
            or day in self.days_off
            or day in self.time_off
            or holiday_name(day, self.country, self.subdivision) is not None
        )

    def next_opening(self, after: datetime) -> datetime:
        """The first instant of working time at or after `after`.

        `after` itself when there is none in 400 days.
        """
        # Work that began the evening before may go on.
        first = local_day(after, self.zone) - _ONE_DAY
        return self._opening(first, after) or after

    def opening_from(self, day: date) -> datetime:
        """The first instant of work that begins on that day or later; its midnight where none does."""
        first = midnight(day, self.zone)
        return self._opening(day, first) or first

    def _opening(self, first: date, after: datetime) -> datetime | None:
        for days in range(_FURTHEST):
            day = first + timedelta(days=days)
            opening, closing = shift_on(day, self.opens, self.closes, self.zone)
            if after < closing and opening < closing and not self.is_off(day):
                return max(after, opening)
        return None


class Cause(StrEnum):
    """Why messages are held for somebody."""

    snoozed = "snoozed"
    away = "away"
    paused = "paused"
    hours = "hours"


@dataclass(frozen=True)
class ContactWindow:
    """Everything that decides when a person may be written to. `daily_limit`: unsolicited messages a day."""

    person: Person
    choices: NotificationPreferences
    calendar: Calendar
    daily_limit: int

    def from_when(self, now: datetime) -> datetime:
        """The first instant at or after `now` at which they work and neither snooze, are away nor paused."""
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
        """Whether a snooze of theirs runs at `now`."""
        until = self.choices.snoozed_until
        return until is not None and now < until

    def cause(self, now: datetime) -> Cause | None:
        """Why messages are held until `from_when`; None when they may be sent now."""
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
        """The day, in their zone, on which a message is counted."""
        return local_day(now, self.calendar.zone)

    def tomorrow(self, now: datetime) -> datetime:
        """Midnight in their zone, when the count starts again."""
        return midnight(self.today(now) + _ONE_DAY, self.calendar.zone)

    def waking(self, day: date) -> datetime:
        """The first working time at or after the start of that day."""
        return self.calendar.opening_from(day)


def calendar_for(
    person: Person,
    choices: NotificationPreferences,
    workspace: WorkspaceCalendar,
    time_off: Mapping[date, str],
) -> Calendar:
    """The person's calendar: the workspace's, overridden by their own choices.

    Another country than the workspace's drops its subdivision.
    """
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
    """The choices without those equal to the workspace's, so that they follow later changes of it."""
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
    """How a person's notifications stand. `counted`: messages of today; `held`: messages that wait.

    `held_until`: when the first of those is due. `asleep_until` and `cause`: until when and why nothing is
    sent; None when messages may be sent now. `clock`: the person's.
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
    clock: WallClock

    @property
    def is_full(self) -> bool:
        """Whether today's limit is reached."""
        return self.counted >= self.reach.daily_limit
