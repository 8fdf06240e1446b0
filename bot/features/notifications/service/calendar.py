"""How an admin changes the workspace's calendar; `workspace` knows no people, so it is asked here who may."""

from datetime import datetime

from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar


async def change(
    transaction: Transaction, calendar: WorkspaceCalendar, *, actor_id: str, key: str, now: datetime
) -> None:
    """Stores the calendar but its zone; admins only. NotAllowed: others. BadInput names the field.

    AlreadyRecorded: the request `key` came before.
    """
    await people.require_admin(transaction, actor_id)
    await workspace.change_calendar(transaction, calendar, actor_id=actor_id, key=key, now=now)
