"""Users, channels, messages and views as JSON of the Web API and payloads; keys as in recorded ones."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.emulator.state.world import Channel, SlackMessage, User, View, World

Payload = dict[str, Any]


def user_payload(world: World, user: User) -> Payload:
    """A user, as users.info gives it."""
    return {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "color": user.colour.lstrip("#"),
        "real_name": user.real_name,
        **_zone(world, user),
        "profile": _profile(world, user),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": int(world.clock.now().timestamp()),
    }


def _zone(world: World, user: User) -> Payload:
    local = world.clock.now().astimezone(ZoneInfo(user.tz))
    offset = local.utcoffset() or timedelta()
    return {"tz": user.tz, "tz_label": local.tzname(), "tz_offset": int(offset.total_seconds())}


def _status(world: World, user: User) -> Payload:
    ends = user.status_expiration
    if ends is not None and ends <= world.clock.now():
        return {"status_text": "", "status_emoji": "", "status_expiration": 0}
    return {
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": int(ends.timestamp()) if ends else 0,
    }


def _profile(world: World, user: User) -> Payload:
    first, _, last = user.real_name.partition(" ")
    profile = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.real_name,
        "display_name_normalized": user.real_name,
        **_status(world, user),
        "first_name": first,
        "last_name": last,
        "team": user.team_id,
    }
    # Slack keeps addresses from apps that did not ask for them.
    return profile | ({"email": user.email} if "users:read.email" in world.app.scopes else {})


def dnd_payload(user: User) -> Payload:
    """A user's do-not-disturb, as dnd.teamInfo gives it."""
    paused = user.paused_from is not None and user.paused_until is not None
    return {
        "dnd_enabled": paused,
        "next_dnd_start_ts": int(user.paused_from.timestamp()) if paused and user.paused_from else 1,
        "next_dnd_end_ts": int(user.paused_until.timestamp()) if paused and user.paused_until else 1,
    }


def channel_payload(world: World, channel: Channel) -> Payload:
    """A conversation, as conversations.info gives it."""
    if channel.kind == "im":
        bot_ids = {team.bot_user_id for team in world.teams.values()}
        person = next(iter(channel.members - bot_ids), "")
        return {"id": channel.id, "is_im": True, "user": person, "is_archived": False, "is_org_shared": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind in ("private", "mpim"),
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind in ("private", "mpim"),
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_member": world.teams[channel.team_id].bot_user_id in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def message_payload(world: World, message: SlackMessage) -> Payload:
    """A message, as the Web API and interactions give it."""
    team_id = world.channels[message.channel_id].team_id
    payload: Payload = {"type": "message", "ts": message.ts, "text": message.text, "team": team_id}
    if message.user_id:
        payload["user"] = message.user_id
    if message.blocks:
        payload["blocks"] = message.blocks
    if message.subtype:
        payload["subtype"] = message.subtype
    if message.bot_id:
        own = message.bot_id == world.teams[team_id].bot_id
        payload |= {"bot_id": message.bot_id, **({"app_id": world.app.id} if own else {})}
    if message.edited_ts:
        payload["edited"] = {"user": message.user_id, "ts": message.edited_ts}
    if message.metadata:
        payload["metadata"] = message.metadata
    return payload | _thread(world, message) | _reactions(message)


def _thread(world: World, message: SlackMessage) -> Payload:
    replies = [
        reply
        for reply in world.channels[message.channel_id].messages
        if reply.thread_ts == message.ts != reply.ts and reply.ephemeral_to is None
    ]
    if replies:
        users = list(dict.fromkeys(reply.user_id for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }
    return {"thread_ts": message.thread_ts} if message.thread_ts else {}


def _reactions(message: SlackMessage) -> Payload:
    if not message.reactions:
        return {}
    told = [
        {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
    ]
    return {"reactions": told}


def view_payload(world: World, view: View) -> Payload:
    """A view, as the Web API and interactions give it."""
    team = world.teams[view.team_id]
    payload: Payload = {
        "id": view.id,
        "team_id": view.team_id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": view.private_metadata,
        "callback_id": view.callback_id,
        "external_id": view.external_id,
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": view.clear_on_close,
        "notify_on_close": view.notify_on_close,
        "root_view_id": view.root_view_id or view.id,
        "previous_view_id": view.previous_view_id,
        "app_id": world.app.id,
        "app_installed_team_id": view.team_id,
        "bot_id": team.bot_id,
    }
    if view.type == "modal":
        payload |= {
            "title": _plain(view.title),
            "submit": _plain(view.submit) if view.submit else None,
            "close": _plain(view.close) if view.close else None,
            "submit_disabled": False,
        }
    return payload


def _plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text, "emoji": True}
