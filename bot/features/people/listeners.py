"""Listeners of Slack's events about members."""

from bot.features.people.rules import member_facts, quiet_time
from bot.features.people.service import members
from bot.framework.context import Contexts
from bot.slack.requests import EventRequest
from bot.slack.responses import Acknowledge, Response
from bot.slack.routes import Routes


async def on_member(request: EventRequest, contexts: Contexts) -> Response:
    """Stores the new facts of somebody who joined, left or changed."""
    facts = member_facts(request.event["user"], request.workspace_id, request.now)
    async with contexts.writing(request) as ctx:
        await members.keep(ctx.transaction, [facts])
    return Acknowledge()


async def on_quiet(request: EventRequest, contexts: Contexts) -> Response:
    """Stores when somebody has paused notifications."""
    quiet = quiet_time(request.event.get("dnd_status") or {})
    async with contexts.writing(request) as ctx:
        await members.keep_quiet(ctx.transaction, {request.actor_id: quiet})
    return Acknowledge()


ROUTES = Routes(
    news={"team_join": on_member, "user_change": on_member, "dnd_updated_user": on_quiet},
    scopes={
        "dnd:read": "to send nothing to people while they have paused notifications",
        "users:read.email": "to know whom a file of deals means by an e-mail address",
        "users:read": "to know names, titles, time zones, absences, bots and people who left",
    },
)
