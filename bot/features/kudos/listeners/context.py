"""From a request to the occasion of a deed."""

from bot.features.kudos.service.giving import KudosContext
from bot.slack.requests import Request


def context_of(request: Request, channel_id: str | None, thread_ts: str | None = None) -> KudosContext:
    """Who acts, when and where, with the key that a repeat shares."""
    return KudosContext(
        request.actor_id, request.now, request.key, public_place(channel_id) or None, thread_ts
    )


def public_place(channel_id: str | None) -> str:
    """The channel for a shout-out; "" where there is none."""
    # In a direct message nobody else would see a shout-out.
    return "" if channel_id is None or channel_id.startswith("D") else channel_id
