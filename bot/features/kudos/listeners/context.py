"""From a request of Slack to the context of a use case."""

from bot.features.kudos.service.giving import KudosContext
from bot.slack.requests import CommandRequest, Request


def context_of(request: Request, channel_id: str | None, thread_ts: str | None = None) -> KudosContext:
    """Who acts, when and where; direct messages count as no channel. A repeat shares the `key`."""
    url = request.sealed_response_url if isinstance(request, CommandRequest) else None
    place = public_place(channel_id) or None
    return KudosContext(request.actor_id, request.now, request.key, place, thread_ts, sealed_url=url)


def public_place(channel_id: str | None) -> str:
    """Channel for a shout-out; "" for a direct message, where nobody else would see one."""
    # The ids of direct messages begin with D.
    return "" if channel_id is None or channel_id.startswith("D") else channel_id
