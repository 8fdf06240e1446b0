"""Recipients of schedules, with the zone and the days off that apply to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.common.cadences import Cadence, DaysOff, Every, RemainingDays
from bot.common.date_ranges import CALENDAR_YEAR
from bot.db.transaction import Transaction
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.schedules.models import Schedule, ScheduledRun
from bot.features.schedules.repository import cadence_of, columns_of
from bot.features.schedules.rules import PERSON, WORKSPACE
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from bot.framework.scheduled import Declared, Scheduled

# Ids in one IN clause.
_AT_ONCE = 1000

Key = tuple[str, str]


@dataclass(frozen=True)
class ScheduleRecipient:
    """A person or channel to whom the schedule of `row` applies; `cadence` is their own, or the schedule's.

    `mark` is a checksum of the days off.
    """

    row: Schedule
    cadence: Cadence
    id: str
    zone: ZoneInfo
    calendar: DaysOff
    mark: str

    @property
    def key(self) -> Key:
        """The schedule's kind and the recipient's id."""
        return (self.row.kind, self.id)

    def has_moved(self, turn: ScheduledRun) -> bool:
        """Whether the run was computed for another zone or other days off."""
        return (turn.zone, turn.calendar) != (self.zone.key, self.mark)

    def has_other_cadence(self, turn: ScheduledRun) -> bool:
        """Whether the run was computed for another cadence; False for old rows, which do not say."""
        return turn.cadence not in ("", self.cadence_mark)

    @property
    def cadence_mark(self) -> str:
        """Checksum of the cadence, eight hexadecimal digits."""
        facts: dict[str, Any] = columns_of(self.cadence)
        if self.cadence.every is Every.quarter_end and self.cadence.fiscal != CALENDAR_YEAR:
            facts |= {"fiscal": self.cadence.fiscal}
        return f"{crc32(repr(facts).encode()):08x}"

    def days_from(self, first: date, zone: ZoneInfo) -> RemainingDays:
        """The days off that count from `first` on, in `zone`."""
        return RemainingDays(self.calendar, zone, first)


async def wanted(
    transaction: Transaction, declared: Declared, schedules: Mapping[str, Schedule], since: date, today: date
) -> dict[Key, ScheduleRecipient]:
    """All recipients of schedules that are on, by (kind, id).

    `since`: first day of which time off is loaded.
    """
    on = [(declared[kind], row) for kind, row in schedules.items() if row.is_on and kind in declared]
    general = await workspace.calendar_of(transaction)
    fiscal = (await workspace.books_of(transaction)).fiscal
    common = crc32(repr(sorted(general.days_off)).encode())
    persons = await _calendars(transaction, since) if any(e.whom == "people" for e, _ in on) else {}
    marks = {who: _mark(calendar, today, common) for who, calendar in persons.items()}
    found: list[ScheduleRecipient] = []
    for each, row in on:
        cadence = replace(cadence_of(row), fiscal=fiscal)
        if each.whom == "people":
            own = await each.cadences(transaction)
            only = await each.only(transaction)
            for who, calendar in persons.items():
                if only is not None and who not in only:
                    continue
                zone = zone_of(row, calendar.zone, general.zone)
                found.append(ScheduleRecipient(row, own.get(who, cadence), who, zone, calendar, marks[who]))
            continue
        zone = zone_of(row, general.zone, general.zone)
        calendar = _everybodys(general, zone)
        mark = _mark(calendar, today, common)
        channels = await _channels(transaction, each, row)
        found += [
            ScheduleRecipient(row, cadence, channel_id, zone, calendar, mark) for channel_id in channels
        ]
    return {subject.key: subject for subject in found}


async def _channels(transaction: Transaction, each: Scheduled, row: Schedule) -> Sequence[str]:
    if each.whom == "channels":
        return await each.places(transaction)
    channel_id = row.channel_id or await each.place(transaction)
    return [channel_id] if channel_id else []


async def _calendars(transaction: Transaction, since: date) -> dict[str, Calendar]:
    everybody = await people.everybody(transaction)
    found: dict[str, Calendar] = {}
    for first in range(0, len(everybody), _AT_ONCE):
        reaches = await notifications.reaches(transaction, everybody[first : first + _AT_ONCE], since)
        found.update({who: reach.calendar for who, reach in reaches.items()})
    return found


def _everybodys(general: WorkspaceCalendar, zone: ZoneInfo) -> Calendar:
    """The workspace's calendar in another zone."""
    return Calendar(
        zone=zone,
        opens=general.opens,
        closes=general.closes,
        workdays=general.workdays,
        country=general.country,
        subdivision=general.subdivision,
        days_off=general.days_off,
    )


def _mark(calendar: Calendar, today: date, common: int) -> str:
    coming = sorted(day for day in calendar.time_off if day >= today)
    facts = (sorted(calendar.workdays), calendar.country, calendar.subdivision, coming)
    return f"{crc32(repr(facts).encode(), common):08x}"


def zone_of(row: Schedule, own: ZoneInfo, general: ZoneInfo) -> ZoneInfo:
    """The zone of a schedule for somebody who lives in `own`; `general` is the workspace's zone."""
    if row.zone == PERSON:
        return own
    return general if row.zone == WORKSPACE else ZoneInfo(row.zone)
