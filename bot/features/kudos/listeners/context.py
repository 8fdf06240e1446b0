"""Where a request of Slack is answered in public."""

from dataclasses import replace

from bot.framework.context import Context


def placed(ctx: Context, channel_id: str | None, thread_ts: str | None = None) -> Context:
    """The context with where it was said; direct messages count as no channel."""
    return replace(ctx, channel_id=public_place(channel_id) or None, thread_ts=thread_ts)


def public_place(channel_id: str | None) -> str:
    """Channel for a shout-out; "" for a direct message, where nobody else would see one."""
    # The ids of direct messages begin with D.
    return "" if channel_id is None or channel_id.startswith("D") else channel_id
