"""What the other features ask of the workspace."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from bot.common.errors import BadInput
from bot.db.transaction import Transaction
from bot.features.workspace.repository import WorkspaceRepository


async def zone_of(transaction: Transaction) -> ZoneInfo:
    """The zone that the workspace's days, weeks and months follow; UTC until it is known."""
    workspace = await WorkspaceRepository(transaction).find()
    return ZoneInfo(workspace.zone if workspace else "UTC")


async def remember(transaction: Transaction, *, name: str, likely_zone: str, now: datetime) -> None:
    """Keep what Slack says of the workspace; `likely_zone` counts until an admin chooses one."""
    await WorkspaceRepository(transaction).remember(name=name, likely_zone=likely_zone, now=now)


async def choose_zone(transaction: Transaction, name: str) -> None:
    """Set the workspace's zone; BadInput (field `zone`) when there is no such zone."""
    zone = name.strip()
    if zone not in available_timezones():
        raise BadInput(
            f"“{zone}” is not a time zone. Write one as Europe/Berlin or America/New_York.", field="zone"
        )
    await WorkspaceRepository(transaction).choose_zone(zone)
