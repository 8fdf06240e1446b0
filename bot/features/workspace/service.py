"""The workspace's zone and calendar, for the other features."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from bot.common.errors import BadInput
from bot.db.idempotency import claim_request
from bot.db.transaction import Transaction
from bot.features.workspace.repository import WorkspaceRepository
from bot.features.workspace.rules.calendar import WorkspaceCalendar, check_calendar


async def zone_of(transaction: Transaction) -> ZoneInfo:
    """The zone of the workspace's days, weeks and months; UTC before the first sync."""
    workspace = await WorkspaceRepository(transaction).find()
    return ZoneInfo(workspace.zone if workspace else "UTC")


async def one_at_a_time(transaction: Transaction) -> None:
    """Serialises changes that depend on many rows of this workspace: others that call this wait."""
    await WorkspaceRepository(transaction).lock()
    # Another may have changed anything while this one waited.
    transaction.memory.forget()


async def remember(transaction: Transaction, *, name: str, likely_zone: str, now: datetime) -> None:
    """Stores what Slack tells of the workspace; `likely_zone` counts until an admin chooses one."""
    await WorkspaceRepository(transaction).remember(name=name, likely_zone=likely_zone, now=now)


async def choose_zone(transaction: Transaction, name: str) -> None:
    """Set the workspace's zone; BadInput (field `zone`) when there is no such zone."""
    zone = name.strip()
    if zone not in available_timezones():
        raise BadInput(
            f"“{zone}” is not a time zone. Write one as Europe/Berlin or America/New_York.", field="zone"
        )
    await WorkspaceRepository(transaction).choose_zone(zone)


async def calendar_of(transaction: Transaction) -> WorkspaceCalendar:
    """The workspace's calendar; the defaults until an admin changes them."""
    repository = WorkspaceRepository(transaction)
    zone, row = await zone_of(transaction), await repository.calendar()
    if row is None:
        return WorkspaceCalendar(zone)
    return WorkspaceCalendar(
        zone=zone,
        opens=row.opens,
        closes=row.closes,
        workdays=frozenset(row.workdays),
        country=row.country,
        subdivision=row.subdivision,
        days_off=await repository.days_off(),
        daily_limit=row.daily_limit,
    )


async def change_calendar(
    transaction: Transaction, calendar: WorkspaceCalendar, *, actor_id: str, key: str, now: datetime
) -> None:
    """Stores the calendar but its zone (see `choose_zone`); BadInput names the field.

    Who may is asked by `notifications.service.calendar`, as no people are known here. `key` is shared by a
    repeat of the same request.
    """
    check_calendar(calendar)
    await claim_request(transaction, key, now)
    repository = WorkspaceRepository(transaction)
    await repository.keep_calendar(
        {
            "opens": calendar.opens,
            "closes": calendar.closes,
            "workdays": sorted(calendar.workdays),
            "country": calendar.country,
            "subdivision": calendar.subdivision,
            "daily_limit": calendar.daily_limit,
            "changed_at": now,
            "changed_by": actor_id,
        }
    )
    await repository.keep_days_off(calendar.days_off)
