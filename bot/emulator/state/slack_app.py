"""The app in the emulator, as its manifest declares it."""

import secrets
from dataclasses import dataclass, field
from typing import Any

_UNNAMED = "App"
# Of global shortcuts, and of those on a message.
_MOST_SHORTCUTS = 5


@dataclass
class SlackApp:
    """The one app in the emulator: its manifest (Slack's own format, as a dict), identity and secrets.

    Secrets that are not given are made up, fresh for each app. ValueError: more shortcuts than Slack takes.
    """

    manifest: dict[str, Any] = field(default_factory=dict)
    id: str = "A0EMULATED"
    client_id: str = "1000000000.2000000000"
    app_token: str = ""
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))

    def __post_init__(self) -> None:
        for kind in ("global", "message"):
            if sum(shortcut["type"] == kind for shortcut in self.shortcuts) > _MOST_SHORTCUTS:
                raise ValueError(f"an app has at most {_MOST_SHORTCUTS} {kind} shortcuts")
        self.app_token = self.app_token or f"xapp-1-{self.id}-{secrets.token_hex(16)}"

    @property
    def name(self) -> str:
        """The name that the manifest gives the app."""
        return str(self.manifest.get("display_information", {}).get("name", _UNNAMED))

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
