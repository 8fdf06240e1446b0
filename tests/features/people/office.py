"""People as Slack tells of them, kept in a database."""

from datetime import UTC, datetime
from typing import Any

from bot.db.transaction import Database
from bot.features.people.rules import Person, member_facts
from bot.features.people.service import members

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM, OTHER = "T0NORTH", "T0OTHER"


def user(user_id: str, emoji: str = "", until: datetime | None = None, **facts: Any) -> dict[str, Any]:
    """A user as Slack tells it."""
    status = {"status_emoji": emoji, "status_expiration": int(until.timestamp()) if until else 0}
    return {"id": user_id, "name": user_id, "tz": "Europe/London", "profile": status, **facts}


async def keep(db: Database, *users: dict[str, Any], team: str = TEAM) -> None:
    """Slack tells of these users; of this workspace where they name none."""
    async with db.transaction(team) as transaction:
        await members.keep(
            transaction, [member_facts({"team_id": team, **each}, team, NOW) for each in users]
        )


async def person(db: Database, user_id: str, team: str = TEAM) -> Person:
    """As the other features see them."""
    async with db.reading(team) as transaction:
        return await members.person(transaction, user_id)
