"""Whose day it is: the zone and the days off that count for a person, or for a channel."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.db.transaction import Transaction
from bot.features.attention import service as attention
from bot.features.people import service as people
from bot.features.schedules.models import Schedule
from bot.features.schedules.rules import DaysOff
from bot.features.schedules.scheduled import Declared, Scheduled
from bot.features.workspace import service as workspace
from bot.features.workspace.rules import WorkspaceCalendar, holiday_name

PERSON, WORKSPACE = "person", "workspace"


@dataclass(frozen=True)
class WorkspaceDays:
    """The days on which a workspace does not work."""

    calendar: WorkspaceCalendar
    zone: ZoneInfo

    def is_off(self, day: date) -> bool:
        """Whether nobody is expected to work."""
        calendar = self.calendar
        return (
            day.weekday() not in calendar.workdays
            or day in calendar.days_off
            or holiday_name(day, calendar.country, calendar.subdivision) is not None
        )


async def wanted(
    transaction: Transaction, declared: Declared, schedules: dict[str, Schedule]
) -> dict[tuple[str, str], tuple[str, int]]:
    """What each turn is computed from (zone and version), by kind and subject."""
    on = [(declared[kind], row) for kind, row in schedules.items() if row.is_on and kind in declared]
    everybody = await people.everybody(transaction) if any(e.whom == "people" for e, _ in on) else []
    general = await workspace.zone_of(transaction)
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for each, row in on:
        if each.whom == "people":
            for person in everybody:
                zone = zone_of(row, person.zone, general)
                found[each.kind, person.id] = (zone.key, row.version)
        elif channel_id := row.channel_id or await each.place(transaction):
            found[each.kind, channel_id] = (zone_of(row, general, general).key, row.version)
    return found


def zone_of(row: Schedule, own: ZoneInfo, general: ZoneInfo) -> ZoneInfo:
    """The zone that a schedule follows for somebody who lives in `own`; the workspace's is `general`."""
    if row.zone == PERSON:
        return own
    return general if row.zone == WORKSPACE else ZoneInfo(row.zone)


async def days_off_of(
    transaction: Transaction,
    each: Scheduled,
    row: Schedule,
    subject_id: str,
    now: datetime,
    since: date | None,
) -> DaysOff:
    """The zone and the days off of a person, or of the workspace for a channel; from `since` on."""
    general = await workspace.calendar_of(transaction)
    if each.whom == "channel":
        return WorkspaceDays(general, zone_of(row, general.zone, general.zone))
    person = await people.person(transaction, subject_id)
    calendar = (await attention.reach_of(transaction, person, now, since)).calendar
    return replace(calendar, zone=zone_of(row, person.zone, general.zone))
