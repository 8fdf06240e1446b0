"""The manifest of the Slack app: commands, shortcuts, events and scopes that the features declare."""

from typing import Any, Literal

from bot.registry import CATALOG

Transport = Literal["socket", "http"]

NAME = "Pacer"
DESCRIPTION = "Goals, numbers, coaching, feedback and kudos for sales teams, where they already talk."
LONG_DESCRIPTION = (
    "Pacer does a sales manager's five jobs in Slack: define the metrics and let everybody follow them, "
    "agree on the objectives, coach, give feedback regularly, and build a culture of recognition. It runs on "
    "your own machine and keeps its data in your own database. Type /kudos help to begin."
)

# Scopes that all features need; each feature adds its own, with the reason.
CORE_SCOPES = {
    "commands": "to answer slash commands and shortcuts",
    "chat:write": "to post shout-outs and send direct messages",
    "chat:write.public": "to post in a public channel without being invited first",
    "im:history": "to see whether a direct message of its own arrived, when Slack gave no answer",
    "im:write": "to find the direct message that it has with somebody",
    "mpim:history": "to see whether a message of its own arrived in a group, when Slack gave no answer",
    "mpim:write": "to open a private conversation of a rep, their manager and a coach about a concern",
}
# What an event is called where it is subscribed to: of messages, only those in the bot's own direct messages.
_SUBSCRIPTIONS = {"message": "message.im"}
REMOVAL_EVENTS = ("app_uninstalled", "tokens_revoked")


def scopes_with_reasons() -> dict[str, str]:
    """Each bot scope with the reason it is needed, in alphabetical order."""
    asked: dict[str, str] = dict(CORE_SCOPES)
    for routes in CATALOG.routes:
        for scope, reason in routes.scopes.items():
            asked.setdefault(scope, reason)
    return dict(sorted(asked.items()))


def bot_scopes() -> list[str]:
    """The bot scopes in alphabetical order."""
    return list(scopes_with_reasons())


def manifest(mode: Transport, public_url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP at `public_url` (https://...)."""
    address = (public_url or "https://pacer.example.com").rstrip("/")
    request_url = {} if mode == "socket" else {"request_url": f"{address}/slack/events"}
    oauth: dict[str, Any] = {"scopes": {"bot": bot_scopes()}}
    if mode == "http":
        oauth["redirect_urls"] = [f"{address}/slack/oauth_redirect"]
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f3d36",
        },
        "features": _features(None if mode == "socket" else f"{address}/slack/events"),
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": _events()},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _features(url: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "shortcuts": [
            {
                "name": shortcut.name,
                "type": shortcut.scope,
                "callback_id": callback_id,
                "description": shortcut.description,
            }
            for callback_id, shortcut in CATALOG.shortcuts.items()
        ],
        "slash_commands": [
            {
                "command": name,
                "description": command.description,
                "usage_hint": f"{CATALOG.help[name].hint} | help",
                "should_escape": True,
                **({"url": url} if url else {}),
            }
            for name, command in CATALOG.commands.items()
        ],
    }


def _events() -> list[str]:
    heard = {event for routes in CATALOG.routes for event in (*routes.events, *routes.news)}
    asked = {_SUBSCRIPTIONS.get(event, event) for event in heard}
    return sorted(asked | set(REMOVAL_EVENTS))
