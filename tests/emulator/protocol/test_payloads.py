"""The keys of what the emulator sends agree with Slack's own records."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo.cast import NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import SlackMessage, View
from bot.emulator.transport.events import tell_membership

# A directory of recorded payloads (Slack's Java SDK publishes one); the comparison is skipped without it.
SAMPLES = os.environ.get("SLACK_SAMPLES")
MANIFEST: dict[str, Any] = {
    "features": {
        "slash_commands": [{"command": "/kudos"}],
        "shortcuts": [
            {"name": "New", "type": "global", "callback_id": "new"},
            {"name": "This", "type": "message", "callback_id": "this"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "app_mentions:read", "channels:history", "channels:read", "reactions:read"]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "reaction_added",
                "reaction_removed",
            ]
        }
    },
}
BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
    ],
}
COMMON = {"token", "team", "enterprise", "is_enterprise_install", "user", "type"}
EVENT = {
    "token",
    "team_id",
    "api_app_id",
    "event",
    "type",
    "event_id",
    "event_time",
    "authorizations",
    "is_ext_shared_channel",
    "event_context",
}
USUAL: dict[str, set[str]] = {
    "requests/SlashCommandPayload": {
        *("token", "api_app_id", "team_id", "team_domain", "channel_id", "channel_name", "user_id"),
        *("user_name", "command", "text", "response_url", "trigger_id", "is_enterprise_install"),
    },
    "requests/BlockActionPayload": {
        *COMMON,
        *("api_app_id", "container", "trigger_id", "channel", "message", "state", "response_url", "actions"),
    },
    "requests/ViewSubmissionPayload": {*COMMON, "api_app_id", "trigger_id", "view"},
    "requests/ViewClosedPayload": {*COMMON, "api_app_id", "view", "is_cleared"},
    "requests/MessageShortcutPayload": {
        *COMMON,
        *("callback_id", "trigger_id", "message_ts", "response_url", "message", "channel", "action_ts"),
    },
    "events/AppHomeOpenedPayload": EVENT,
    "events/AppMentionPayload": EVENT,
    "events/MemberJoinedChannelPayload": EVENT,
    "events/MessagePayload": EVENT,
    "events/ReactionAddedPayload": EVENT,
    "events/ReactionRemovedPayload": EVENT,
}


async def _payloads() -> dict[str, dict[str, Any]]:
    """One payload of each kind, as the traffic keeps it; no app listens, which does not matter here."""
    clock = MovableClock(datetime(2026, 11, 23, 12, tzinfo=UTC), frozen=True)
    emulator = Emulator([NORTHWIND_WORKSPACE], pacer_app(MANIFEST), clock, retry_delays_s=())
    world = emulator.world
    ana = emulator.actor("ana")
    message = SlackMessage(
        world.next_ts(), ana.channel.id, world.teams[ana.user.team_id].bot_user_id, "Go?", [BUTTON]
    )
    ana.channel.messages.append(message)
    view = View("V1", ana.user.team_id, ana.user.id, "modal", [], "1.a", submit="Send", notify_on_close=True)
    world.modals[ana.user.id] = [view]
    exchanges = [
        *(await ana.submits()).exchanges,
        *(await ana.closes()).exchanges,
        *(await ana.types("/kudos @ben")).exchanges,
        *(await ana.clicks("Go")).exchanges,
        *(await ana.uses_shortcut("This", on=message)).exchanges,
        *(await ana.types("@pacer hello", thread_ts=message.ts)).exchanges,
        *(await ana.reacts("tada", message)).exchanges,
        *(await ana.unreacts("tada", message)).exchanges,
        *(await tell_membership(emulator, "member_joined_channel", ana.user, ana.channel)),
        *(await ana.opens_home()).exchanges,
    ]
    return {name: exchange.request for name, exchange in zip(_ORDER, exchanges, strict=True)}


_ORDER = (
    "requests/ViewSubmissionPayload",
    "requests/ViewClosedPayload",
    "requests/SlashCommandPayload",
    "requests/BlockActionPayload",
    "requests/MessageShortcutPayload",
    "events/MessagePayload",
    "events/AppMentionPayload",
    "events/ReactionAddedPayload",
    "events/ReactionRemovedPayload",
    "events/MemberJoinedChannelPayload",
    "events/AppHomeOpenedPayload",
)


async def test_the_usual_keys_are_there() -> None:
    """Every payload has the keys that an app may rely on, and no others at the top."""
    payloads = await _payloads()

    assert {name: set(payload) for name, payload in payloads.items()} == USUAL


@pytest.mark.skipif(SAMPLES is None, reason="SLACK_SAMPLES names no directory of recorded payloads")
async def test_no_key_is_invented() -> None:
    """Every key of ours, at any depth, stands in Slack's record of the same payload."""
    payloads = await _payloads()

    invented = {name: _unknown(payload, _sample(name)) for name, payload in payloads.items()}
    assert {name: keys for name, keys in invented.items() if keys} == {}


def _sample(name: str) -> Any:
    return json.loads((Path(SAMPLES or "") / f"{name}.json").read_text())


def _unknown(ours: Any, theirs: Any, path: str = "") -> list[str]:
    if isinstance(ours, list) and isinstance(theirs, list) and theirs:
        return [key for item in ours for key in _unknown(item, theirs[0], path)]
    if not isinstance(ours, dict) or not isinstance(theirs, dict) or path.endswith((".blocks", ".state")):
        return []
    # The records of views were emptied of their blocks.
    found = [f"{path}.{key}" for key in ours if key not in theirs and f"{path}.{key}" != ".view.blocks"]
    for key in ours.keys() & theirs.keys():
        found += _unknown(ours[key], theirs[key], f"{path}.{key}")
    return found
