"""Deliveries that have come to something, for the tests of what admins see."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from tests.features.goals.office import NORTH, NOW

TEAM = NORTH


async def deliver(
    db: Database,
    key: str,
    state: str,
    *,
    target: str = "C1",
    due: datetime = NOW,
    team: str = TEAM,
    **more: object,
) -> int:
    """A delivery that has come to this; its id."""
    values = {"kind": "kudos.note", "facts": {"reason": "secret words"}, "attempts": 1, **more}
    row = Delivery(
        dedupe_key=key,
        workspace_id=team,
        state=state,
        target=target,
        due_at=due,
        next_at=due,
        expires_at=due + timedelta(hours=6),
        **values,
    )
    async with db.transaction(team) as transaction:
        transaction.session.add(row)
        await transaction.session.flush()
        return row.id
