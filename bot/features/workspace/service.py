"""The workspace's zone, settings and calendar, for the other features."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bot.common.errors import BadInput
from bot.common.facts import fact_of
from bot.common.locales import Locale
from bot.common.memory import Remembered
from bot.db.asking import Question, answers
from bot.db.transaction import Transaction
from bot.features.workspace.repository import WorkspaceRepository
from bot.features.workspace.rules.books import BookRules
from bot.features.workspace.rules.calendar import CalendarSettings, WorkspaceCalendar, check_calendar
from bot.framework.context import Context
from bot.framework.settings import SettingsGroup, StoredSettings

WORKSPACE = Remembered[tuple[ZoneInfo, StoredSettings]]("zone and settings of the workspace")
DAYS_OFF = Remembered[Mapping[date, str]]("days off of the workspace")


async def zone_of(transaction: Transaction) -> ZoneInfo:
    """The zone of the workspace's days, weeks and months; UTC before the first sync."""
    zone, _ = await _with_settings(transaction)
    return zone


async def _with_settings(transaction: Transaction) -> tuple[ZoneInfo, StoredSettings]:
    async def load() -> tuple[ZoneInfo, StoredSettings]:
        zone, settings = await answers(transaction, questions(transaction))
        return ZoneInfo(zone or "UTC"), StoredSettings({row.name: row.value for row in settings})

    return await transaction.memory.once(WORKSPACE, load)


def questions(transaction: Transaction) -> list[Question[Any]]:
    """What the zone and the settings of the workspace are read by."""
    repository = WorkspaceRepository(transaction)
    return [repository.zone(), repository.settings()]


async def books_of(transaction: Transaction) -> BookRules:
    """How the workspace counts; the defaults until an admin decides."""
    _, stored = await _with_settings(transaction)
    return stored.of(BookRules)


async def locale_of(transaction: Transaction) -> Locale:
    """How the workspace writes: its base currency, fiscal year and working week."""
    _, stored = await _with_settings(transaction)
    books = stored.of(BookRules)
    return Locale(books.currency, books.fiscal, stored.of(CalendarSettings).workdays)


async def one_at_a_time(transaction: Transaction) -> None:
    """Serialises changes that depend on many rows of this workspace: others that call this wait."""
    await WorkspaceRepository(transaction).lock()
    # Another may have changed anything while this one waited.
    transaction.memory.forget()


async def remember(transaction: Transaction, *, name: str, likely_zone: str, now: datetime) -> None:
    """Stores what Slack tells of the workspace; `likely_zone` counts until an admin chooses one."""
    await WorkspaceRepository(transaction).remember(name=name, likely_zone=likely_zone, now=now)
    transaction.memory.forget(WORKSPACE)


async def choose_zone(transaction: Transaction, name: str) -> None:
    """Set the workspace's zone; BadInput (field `zone`) when there is no such zone."""
    zone = name.strip()
    if zone not in available_timezones():
        raise BadInput(
            f"“{zone}” is not a time zone. Write one as Europe/Berlin or America/New_York.", field="zone"
        )
    await WorkspaceRepository(transaction).choose_zone(zone)
    transaction.memory.forget(WORKSPACE)


async def stored_settings(transaction: Transaction) -> StoredSettings:
    """All settings of the workspace, read together with its zone."""
    _, settings = await _with_settings(transaction)
    return settings


async def lock_settings(
    transaction: Transaction, kind: type[SettingsGroup], actor_id: str, now: datetime
) -> StoredSettings:
    """One group as it is stored now; whoever else changes it waits until this transaction ends.

    Who may is asked by `people.service.settings`, as no people are known here.
    """
    stored = await WorkspaceRepository(transaction).lock_settings(kind.group, actor_id, now)
    transaction.memory.forget(WORKSPACE)
    return StoredSettings({kind.group: stored})


async def write_settings(transaction: Transaction, locked: StoredSettings, settings: SettingsGroup) -> None:
    """Replaces a group that is `locked`; what another version stored beside its fields stays."""
    await WorkspaceRepository(transaction).keep_settings(settings.group, locked.merged(settings))
    transaction.memory.forget(WORKSPACE)


async def calendar_of(transaction: Transaction) -> WorkspaceCalendar:
    """The workspace's calendar; the defaults until an admin changes them."""
    zone, stored = await _with_settings(transaction)
    if CalendarSettings.group not in stored.values:
        return WorkspaceCalendar(zone)
    chosen = stored.of(CalendarSettings)
    days_off = await transaction.memory.once(DAYS_OFF, WorkspaceRepository(transaction).days_off)
    return fact_of(chosen, WorkspaceCalendar, zone=zone, days_off=days_off)


async def change_calendar(ctx: Context, calendar: WorkspaceCalendar) -> None:
    """Stores the calendar but its zone (see `choose_zone`); BadInput names the field.

    Who may is asked by `notifications.service.calendar`, as no people are known here.
    """
    check_calendar(calendar)
    await ctx.claim()
    chosen = fact_of(calendar, CalendarSettings)
    locked = await lock_settings(ctx.transaction, CalendarSettings, ctx.actor_id, ctx.now)
    await write_settings(ctx.transaction, locked, chosen)
    await WorkspaceRepository(ctx.transaction).keep_days_off(calendar.days_off)
    ctx.transaction.memory.forget(DAYS_OFF)
