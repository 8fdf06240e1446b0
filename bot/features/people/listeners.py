"""Slack tells of people who join or change."""

from bot.db.transaction import Database
from bot.features.people import service
from bot.features.people.rules import member_facts
from bot.slack.answers import Answer, Done
from bot.slack.requests import EventRequest
from bot.slack.routes import Routes


async def on_member(request: EventRequest, db: Database) -> Answer:
    """Somebody joined, left or changed: keep the new facts."""
    user = request.event["user"]
    async with db.transaction(request.workspace_id) as transaction:
        await service.keep(transaction, [member_facts(user, request.workspace_id)])
    return Done()


ROUTES = Routes(
    events={"team_join": on_member, "user_change": on_member},
    scopes={"users:read": "to know names, time zones, bots and people who left"},
)
