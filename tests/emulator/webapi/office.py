"""A box without a wire: calls to the Web API made straight at it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo.cast import CONTOSO, NORTHWIND, add_contoso, build_world
from bot.emulator.protocol.grants import Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage, SlackTeam, User, World
from bot.emulator.webapi import call

SCOPES = [
    "channels:history",
    "channels:read",
    "chat:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]
BASE_URL = "http://127.0.0.1:4321"


class Seconds:
    """Real time, told by hand, for the limits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Office:
    """Northwind and Contoso with the app in both; `capabilities` is the clock of triggers and the like."""

    world: World
    interactions: Interactions
    capabilities: MovableClock

    async def call(self, method: str, token: str | None = "", **arguments: Any) -> dict[str, Any]:
        """The answer to a call with Northwind's bot token, or with another."""
        used = self.northwind.token if token == "" else token
        return await call(
            self.world, method, used, arguments, base_url=BASE_URL, interactions=self.interactions
        )

    async def refusal(self, method: str, token: str | None = "", **arguments: Any) -> str:
        """The error that a call gets."""
        try:
            await self.call(method, token, **arguments)
        except SlackError as refused:
            return refused.code
        return "ok"

    @property
    def northwind(self) -> SlackTeam:
        """The workspace of Ana, Ben and Cleo."""
        return self.world.teams[NORTHWIND]

    @property
    def contoso(self) -> SlackTeam:
        """The other workspace."""
        return self.world.teams[CONTOSO]

    def user(self, name: str) -> User:
        """A person by handle."""
        return self.world.named(name)

    def channel(self, name: str, team_id: str = NORTHWIND) -> Channel:
        """A channel by name."""
        return self.world.channel_named(name, team_id)

    def set_scopes(self, *scopes: str) -> None:
        """Let the app have these scopes only."""
        self.world.app.manifest["oauth_config"]["scopes"]["bot"] = list(scopes)

    def says(self, name: str, channel: str, text: str, thread_ts: str | None = None) -> SlackMessage:
        """A person's message, which is simply there."""
        place = self.channel(channel)
        message = SlackMessage(self.world.next_ts(), place.id, self.user(name).id, text, thread_ts=thread_ts)
        place.messages.append(message)
        return message

    def trigger(self, name: str, view_id: str | None = None) -> str:
        """A trigger_id for something that a person did just now."""
        return self.interactions.new_trigger(self.user(name).id, view_id=view_id)

    def wait(self, **step: float) -> None:
        """Let time pass for triggers, response addresses and codes."""
        self.capabilities.move_by(timedelta(**step))


def open_office() -> Office:
    """A fresh office on a Monday noon."""
    start = datetime(2026, 11, 23, 12, tzinfo=UTC)
    manifest: dict[str, Any] = {"oauth_config": {"scopes": {"bot": list(SCOPES)}}}
    world = build_world(MovableClock(start, frozen=True), manifest)
    add_contoso(world)
    capabilities = MovableClock(start, frozen=True)
    return Office(world, Interactions(capabilities), capabilities)
