"""conversations.history and conversations.replies, where the app may read and the bot is a member."""

from typing import Any

from bot.emulator.protocol.serializers import message_payload
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage
from bot.emulator.webapi.caller import ApiCall, ApiResult, MethodRule
from bot.emulator.webapi.paging import page_of

_HISTORY = {
    "public": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}


def conversations_history(call: ApiCall) -> ApiResult:
    """conversations.history: newest first, without replies."""
    channel = _readable(call)
    shown = [m for m in channel.messages if m.thread_ts in (None, m.ts) and _between(call, m)]
    return _page(call, list(reversed(_public(shown))))


def conversations_replies(call: ApiCall) -> ApiResult:
    """conversations.replies: one thread with its parent, oldest first."""
    channel = _readable(call)
    ts = call.needed("ts", "thread_not_found")
    shown = _public([m for m in channel.messages if ts in (m.ts, m.thread_ts)])
    if not shown:
        raise SlackError("thread_not_found")
    return _page(call, [m for m in shown if m.ts == ts or _between(call, m)])


def _readable(call: ApiCall) -> Channel:
    channel = call.channel(call.needed("channel", "channel_not_found"))
    call.need_scope(_HISTORY[channel.kind])
    if call.team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _public(messages: list[SlackMessage]) -> list[SlackMessage]:
    return [message for message in messages if message.ephemeral_to is None]


def _between(call: ApiCall, message: SlackMessage) -> bool:
    oldest, latest = call.moment("oldest", "0"), call.moment("latest", "9" * 12)
    at = float(message.ts)
    return oldest < at < latest or (call.flag("inclusive") and at in (oldest, latest))


def _page(call: ApiCall, messages: list[SlackMessage]) -> ApiResult:
    page, cursor = page_of(call, messages, 100)
    told: ApiResult = {
        "ok": True,
        "messages": [_shown(call, message) for message in page],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    return told | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _shown(call: ApiCall, message: SlackMessage) -> dict[str, Any]:
    told = message_payload(call.world, message)
    if not call.flag("include_all_metadata"):
        told.pop("metadata", None)
    return told


RULES = {
    "conversations.history": MethodRule(conversations_history, tuple(_HISTORY.values())),
    "conversations.replies": MethodRule(conversations_replies, tuple(_HISTORY.values())),
}
