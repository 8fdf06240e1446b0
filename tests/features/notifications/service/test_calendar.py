"""Who may change the workspace's calendar, asked of the service."""

from datetime import time

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.features.notifications.service import calendar
from bot.features.workspace import service as workspace
from bot.features.workspace.rules.calendar import WorkspaceCalendar
from tests.contexts import acting
from tests.features.members import member
from tests.features.notifications.cast import ANA, BEN, GONE, MONDAY, ROBOT, TEAM, keep

pytestmark = pytest.mark.usefixtures("cast")


@pytest.mark.parametrize("who", [BEN, GONE, ROBOT, "U0FOREIGN", ""])
async def test_only_admins_change_the_calendar(db: Database, who: str) -> None:
    """Whichever door they came through, the others change nothing; the same change of an admin is kept."""
    await keep(db, member(ANA, is_admin=True))
    async with db.transaction(TEAM) as transaction:
        before = await workspace.calendar_of(transaction)
        wanted = WorkspaceCalendar(before.zone, opens=time(7))
        with pytest.raises(NotAllowed):
            await calendar.change(acting(transaction, who, MONDAY, "same"), wanted)
        assert await workspace.calendar_of(transaction) == before
        await calendar.change(acting(transaction, ANA, MONDAY, "same"), wanted)
        assert await workspace.calendar_of(transaction) == wanted
