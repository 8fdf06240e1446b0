"""Payloads that Slack sends to an app: commands, interactions, events; keys as in recorded ones."""

from typing import Any
from uuid import uuid4

from bot.emulator.state.world import Channel, SlackMessage, SlackTeam, User, View, World

Payload = dict[str, Any]


def slash_command(
    world: World, user: User, channel: Channel, command: str, text: str, *, trigger_id: str, response_url: str
) -> Payload:
    """The form fields of a slash command."""
    return {
        "token": world.app.verification_token,
        "team_id": user.team_id,
        "team_domain": world.teams[user.team_id].domain,
        "channel_id": channel.id,
        "channel_name": _shown_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def message_actions(
    world: World,
    user: User,
    channel: Channel,
    message: SlackMessage,
    shown: Payload,
    *,
    actions: list[Payload],
    state: Payload,
    trigger_id: str,
    response_url: str,
) -> Payload:
    """block_actions from a message; `shown` is the message as the Web API gives it, absent if ephemeral."""
    ephemeral = message.ephemeral_to is not None
    container: Payload = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        "api_app_id": world.app.id,
        "user": _user(user),
        "container": container,
        **_common(world, user),
        # Of the app that wrote the message; who clicks may be of another company.
        "team": _team(world, _author_team(world, message, user)),
        "trigger_id": trigger_id,
        "channel": _channel(channel),
        "message": shown,
        "state": {"values": state},
        "response_url": response_url,
        "actions": actions,
    }
    if ephemeral:
        del payload["message"]
    return payload


def view_actions(
    world: World, user: User, view: View, shown: Payload, *, actions: list[Payload], trigger_id: str
) -> Payload:
    """block_actions from a modal or App Home; `shown` is the view as the Web API gives it."""
    return {
        "type": "block_actions",
        "api_app_id": world.app.id,
        "user": _user(user),
        "container": {"type": "view", "view_id": view.id},
        **_common(world, user),
        "trigger_id": trigger_id,
        "view": shown,
        "actions": actions,
    }


def view_submission(world: World, user: User, shown: Payload, *, trigger_id: str) -> Payload:
    """The payload of a submitted modal."""
    return {
        "type": "view_submission",
        "api_app_id": world.app.id,
        "user": _user(user),
        **_common(world, user),
        "trigger_id": trigger_id,
        "view": shown,
    }


def view_closed(world: World, user: User, shown: Payload, *, is_cleared: bool) -> Payload:
    """The payload of a modal closed by the person; only sent where `notify_on_close` is set."""
    return {
        "type": "view_closed",
        "api_app_id": world.app.id,
        "user": _user(user),
        **_common(world, user),
        "view": shown,
        "is_cleared": is_cleared,
    }


def shortcut(world: World, user: User, callback_id: str, *, trigger_id: str, action_ts: str) -> Payload:
    """The payload of a global shortcut."""
    return {
        "type": "shortcut",
        **_common(world, user),
        "user": {"id": user.id, "username": user.name, "team_id": user.team_id},
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_action(
    world: World,
    user: User,
    channel: Channel,
    shown: Payload,
    callback_id: str,
    *,
    trigger_id: str,
    response_url: str,
    action_ts: str,
) -> Payload:
    """The payload of a shortcut used on a message."""
    return {
        "type": "message_action",
        **_common(world, user),
        "user": {"id": user.id, "name": user.name, "team_id": user.team_id},
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "message_ts": shown["ts"],
        "channel": _channel(channel),
        "message": shown,
    }


def event_callback(
    world: World, team: SlackTeam, event: Payload, *, shared_from: str | None = None
) -> Payload:
    """The outer payload of an event; receivers recognise duplicates by its `event_id`.

    `shared_from`: in a shared channel, the workspace that the outer `team_id` names. It need not be `team`,
    whose installation sees the event: that one stands in `authorizations`.
    """
    shared = {"context_team_id": team.id, "context_enterprise_id": None} if shared_from else {}
    return {
        **shared,
        "token": world.app.verification_token,
        "team_id": shared_from or team.id,
        "api_app_id": world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{uuid4().hex[:10].upper()}",
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared_from is not None,
        "event_context": f"4-{uuid4().hex}",
    }


def _common(world: World, user: User) -> Payload:
    return {
        "token": world.app.verification_token,
        "team": _team(world, user.team_id),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _team(world: World, team_id: str) -> Payload:
    return {"id": team_id, "domain": world.teams[team_id].domain}


def _author_team(world: World, message: SlackMessage, user: User) -> str:
    teams = (team.id for team in world.teams.values() if team.bot_id and team.bot_id == message.bot_id)
    return next(teams, user.team_id)


def _user(user: User) -> Payload:
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}


def _channel(channel: Channel) -> Payload:
    return {"id": channel.id, "name": _shown_name(channel)}


def _shown_name(channel: Channel) -> str:
    names = {"im": "directmessage", "private": "privategroup"}
    return names.get(channel.kind, channel.name)
