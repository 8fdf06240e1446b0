"""The manifest keeps Slack's published limits, and asks for nothing that no feature needs."""

import re

import pytest

from bot.manifest import Transport, manifest, scopes_with_reasons
from bot.registry import CATALOG

MODES: list[Transport] = ["socket", "http"]


@pytest.mark.parametrize("mode", MODES)
def test_lengths_and_counts(mode: Transport) -> None:
    """Every text and list is as long as Slack's manifest schema allows."""
    made = manifest(mode, "https://pacer.example.com")
    about, features = made["display_information"], made["features"]

    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    assert 1 <= len(features["slash_commands"]) <= 50
    assert 1 <= len(features["shortcuts"]) <= 10
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100
    assert len(made["oauth_config"]["scopes"]["bot"]) <= 255


@pytest.mark.parametrize("mode", MODES)
def test_commands_and_shortcuts(mode: Transport) -> None:
    """Names, descriptions and hints fit; people are escaped, so that mentions arrive as ids."""
    features = manifest(mode)["features"]

    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
        assert 1 <= len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
        assert command["should_escape"] is True
    for shortcut in features["shortcuts"]:
        assert 1 <= len(shortcut["name"]) <= 24
        assert 1 <= len(shortcut["description"]) <= 150
        assert 1 <= len(shortcut["callback_id"]) <= 255
        assert shortcut["type"] in ("global", "message")


def test_socket_mode_has_no_addresses_and_http_has_all() -> None:
    """Slack uses one or the other: each manifest speaks of its own mode only."""
    socket, http = manifest("socket"), manifest("http", "https://pacer.example.com/")

    assert socket["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(socket)
    assert http["settings"]["socket_mode_enabled"] is False
    address = "https://pacer.example.com/slack/events"
    assert http["settings"]["interactivity"]["request_url"] == address
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert {command["url"] for command in http["features"]["slash_commands"]} == {address}


def test_every_scope_has_its_reason() -> None:
    """Least scopes: each is there for a reason that can be read."""
    assert all(len(reason) > 10 for reason in scopes_with_reasons().values())
    assert "channels:history" not in scopes_with_reasons()


def test_every_event_asked_for_is_handled() -> None:
    """An event without a listener would be answered 404, and count against the app."""
    events = {event for routes in CATALOG.routes for event in (*routes.events, *routes.news)}
    # Of messages only those in the bot's own direct messages are asked for.
    handled = events - {"message"} | {"message.im", "app_uninstalled", "tokens_revoked"}

    assert set(manifest("http")["settings"]["event_subscriptions"]["bot_events"]) == handled
