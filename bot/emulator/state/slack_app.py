"""The app in the emulator, as its manifest declares it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class SlackApp:
    """The app: its identity, its secrets and its manifest (in Slack's format)."""

    id: str
    name: str
    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str
    verification_token: str
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def scopes(self) -> frozenset[str]:
        """The bot scopes that the manifest asks for."""
        return frozenset(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def commands(self) -> list[dict[str, str]]:
        """The slash commands of the manifest: command, description, usage_hint."""
        return list(self.manifest.get("features", {}).get("slash_commands", []))

    @property
    def shortcuts(self) -> list[dict[str, str]]:
        """The shortcuts of the manifest: name, type (global | message), callback_id, description."""
        return list(self.manifest.get("features", {}).get("shortcuts", []))

    @property
    def is_read_only(self) -> bool:
        """Whether its Messages tab takes no messages."""
        home = self.manifest.get("features", {}).get("app_home", {})
        return bool(home.get("messages_tab_read_only_enabled"))

    @property
    def events(self) -> frozenset[str]:
        """The bot events that the manifest subscribes to."""
        subscriptions = self.manifest.get("settings", {}).get("event_subscriptions", {})
        return frozenset(subscriptions.get("bot_events", []))
