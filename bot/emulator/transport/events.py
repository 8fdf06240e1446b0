"""Which events reach the app, by the manifest's subscriptions, scopes and membership; and their payload."""

from typing import Any
from uuid import uuid4

from bot.emulator.protocol.envelopes import Envelope
from bot.emulator.protocol.mentions import rich_text
from bot.emulator.protocol.payloads import event_callback
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.world import Channel, Exchange, SlackMessage, SlackTeam, User, World
from bot.emulator.transport.files import file_payload
from bot.emulator.transport.session import Session

Event = dict[str, Any]

_SUBSCRIPTION = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
_CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}
_CHANNEL_LETTER = {"public": "C", "private": "G", "im": "D", "mpim": "G"}
_SCOPE = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "dnd_updated_user": "dnd:read",
}


async def tell_message(session: Session, message: SlackMessage, channel: Channel) -> list[Exchange]:
    """Sends a message event, and app_mention when the app is mentioned outside a direct message."""
    author = session.world.users.get(message.user_id)  # none of a workflow's
    event = _message_event(session.world, message, channel)
    if message.files:
        told = [file_payload(session.world, file, session.base_url) for file in message.files]
        event |= {"subtype": "file_share", "files": told, "upload": False, "display_as_bot": False}
    exchanges = await _tell_in(session, channel, _SUBSCRIPTION[channel.kind], event, author)
    return exchanges + await _tell_mention(session, message, channel, event)


async def tell_edit(
    session: Session, before: SlackMessage, message: SlackMessage, channel: Channel
) -> list[Exchange]:
    """Sends message_changed and, as for a new message, app_mention: an event of its own, with `edited`."""
    author = session.world.users.get(message.user_id)
    told = [_message_event(session.world, each, channel) for each in (before, message)]
    for each in told:
        for name in ("channel", "event_ts", "channel_type"):
            each.pop(name)
    at = session.world.next_ts()
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "message": told[1],
        "previous_message": told[0],
        "ts": at,
        "event_ts": at,
        "channel_type": _CHANNEL_TYPE[channel.kind],
    }
    exchanges = await _tell_in(session, channel, _SUBSCRIPTION[channel.kind], event, author)
    mention = _message_event(session.world, message, channel) | {"event_ts": at}
    return exchanges + await _tell_mention(session, message, channel, mention)


async def _tell_mention(
    session: Session, message: SlackMessage, channel: Channel, event: Event
) -> list[Exchange]:
    author, exchanges = session.world.users.get(message.user_id), list[Exchange]()
    team = _seeing(session, channel)
    if team and f"<@{team.bot_user_id}>" in message.text and channel.kind != "im":
        mention = {key: value for key, value in event.items() if key != "channel_type"}
        mention.pop("parent_user_id", None)
        mention |= {"type": "app_mention"}
        if author is not None and author.team_id != team.id:
            mention |= {"team": team.id, "user_team": author.team_id, "source_team": author.team_id}
        exchanges += await _tell_in(session, channel, "app_mention", mention)
    return exchanges


async def tell_reaction(
    session: Session, kind: str, user: User, emoji: str, message: SlackMessage
) -> list[Exchange]:
    """Sends reaction_added or reaction_removed (`kind`), if the app is in the channel."""
    channel = session.world.channels[message.channel_id]
    event = {
        "type": kind,
        "user": user.id,
        "reaction": emoji,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user_id,
        "event_ts": session.world.next_ts(),
    }
    return await _tell_in(session, channel, kind, event)


async def tell_membership(session: Session, kind: str, user: User, channel: Channel) -> list[Exchange]:
    """Sends member_joined_channel or member_left_channel (`kind`)."""
    event = {
        "type": kind,
        "user": user.id,
        "channel": channel.id,
        "channel_type": _CHANNEL_LETTER[channel.kind],
        "team": channel.team_id,
        "event_ts": session.world.next_ts(),
    }
    return await _tell_in(session, channel, kind, event)


async def tell_team(session: Session, team: SlackTeam, event: Event) -> list[Exchange]:
    """Sends an event of the whole workspace: app_home_opened, team_join, user_change."""
    return await _tell(session, team, event["type"], {**event, "event_ts": session.world.next_ts()})


def _message_event(world: World, message: SlackMessage, channel: Channel) -> Event:
    event: Event = {
        "type": "message",
        **_author(world, message, channel),
        "text": message.text,
        "ts": message.ts,
        "blocks": rich_text(message.text),
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": _CHANNEL_TYPE[channel.kind],
    }
    if message.edited_ts:
        event["edited"] = {"user": message.user_id, "ts": message.edited_ts}
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
        parent = channel.message(message.thread_ts)
        if parent is not None:
            event["parent_user_id"] = parent.user_id
    return event


def _author(world: World, message: SlackMessage, channel: Channel) -> Event:
    """The author's fields: a workflow has no `user`, a bot also a `bot_id`, a stranger their workspace."""
    if not message.user_id:
        return {"subtype": "bot_message", "bot_id": message.bot_id, "username": "Workflow"}
    user = world.users[message.user_id]
    told: Event = {"user": user.id, "team": user.team_id}
    if message.bot_id:
        profile = {"id": message.bot_id, "deleted": False, "name": user.real_name, "team_id": user.team_id}
        return {**told, "bot_id": message.bot_id, "app_id": f"A{message.bot_id[1:]}", "bot_profile": profile}
    told["client_msg_id"] = str(uuid4())
    if user.team_id != channel.team_id:
        told |= {"user_team": user.team_id, "source_team": user.team_id}
    return told


async def _tell_in(
    session: Session, channel: Channel, name: str, event: Event, author: User | None = None
) -> list[Exchange]:
    """Sends it once, to one workspace that sees the channel; `author` decides the outer `team_id`."""
    team = _seeing(session, channel)
    if team is None:
        return []
    outer = author.team_id if author and name.startswith("message.") else team.id
    return await _tell(session, team, name, event, shared_from=outer if channel.shared_with else None)


def _seeing(session: Session, channel: Channel) -> SlackTeam | None:
    """A workspace with the app in this channel: the channel's own first, then connected ones.

    None without.
    """
    teams = [session.world.teams[team_id] for team_id in (channel.team_id, *sorted(channel.shared_with))]
    return next((team for team in teams if team.token and team.bot_user_id in channel.members), None)


# Slack revokes the token first, and tells of it afterwards.
_OF_REMOVAL = frozenset({"app_uninstalled", "tokens_revoked"})


async def _tell(
    session: Session, team: SlackTeam, name: str, event: Event, *, shared_from: str | None = None
) -> list[Exchange]:
    if (team.token is None and name not in _OF_REMOVAL) or not _hears(session.world.app, name):
        return []
    payload = event_callback(session.world, team, event, shared_from=shared_from)
    return await session.retries.send(Envelope("events_api", "event", event["type"], payload))


def _hears(app: SlackApp, name: str) -> bool:
    needed = _SCOPE.get(name)
    return name in app.events and (needed is None or needed in app.scopes)
