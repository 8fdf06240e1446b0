"""Everybody who is no ordinary active person of the workspace, and what turns somebody into each."""

from collections.abc import Mapping
from typing import Any, TypeVar

from bot.db.transaction import Database
from bot.features.people.rules import member_facts
from bot.features.people.service import members as people
from bot.features.people.service.access_gate import AccessGate
from bot.registry import CATALOG
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.requests import Request, name_of
from bot.slack.routes import names_for_guests
from tests.features.goals.office import NORTH, NOW

_R = TypeVar("_R", bound=Request)
GUEST = "guest"
# By role: what Slack tells of them. Only the guest is there, and sees what is their own.
ROLES: Mapping[str, Mapping[str, Any]] = {
    "bot": {"is_bot": True, "is_admin": True},
    "workflow": {"is_workflow_bot": True},
    "foreign person": {"team_id": "T0SOUTH"},
    "stranger": {"is_stranger": True},
    "foreign admin": {"team_id": "T0SOUTH", "is_admin": True, "is_owner": True},
    "deactivated": {"deleted": True},
    "deactivated admin": {"deleted": True, "is_admin": True},
    GUEST: {"is_restricted": True},
}
FOR_GUESTS = names_for_guests(CATALOG.routes)


class NobodyToAsk(SlackClient):
    """Slack knows nobody of whom it has not told."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9/api/", self._no_token)

    async def _no_token(self, _: str) -> str | None:
        return None

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """users.info of an unknown user."""
        raise SlackFailure("user_not_found", permanent=True)


async def becomes(db: Database, who: str, role: str) -> None:
    """Slack tells that somebody is this now; "" for an ordinary person again."""
    told = {"id": who, "team_id": NORTH, "name": who[2:].title(), "tz": "Europe/London", "profile": {}}
    facts = member_facts({**told, **ROLES.get(role, {})}, NORTH, NOW)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [facts])


async def let_in(db: Database, request: _R) -> _R:
    """As the router asks the gate, with what the features say of guests; a Refusal when they may not."""
    return await AccessGate(db, NobodyToAsk()).admit(request, guests=name_of(request) in FOR_GUESTS)
