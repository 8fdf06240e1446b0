"""The caller of a method: token, arguments, permissions, and lookups that all methods share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.emulator.protocol.grants import Interactions
from bot.emulator.protocol.tokens import check_scope
from bot.emulator.state.acquaintance import meet
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel, SlackMessage, SlackTeam, User, World

ApiResult = dict[str, Any]


@dataclass(frozen=True)
class ApiCall:
    """One call by the app in one workspace; arguments came as form fields or as JSON."""

    world: World
    team: SlackTeam
    arguments: Mapping[str, Any]
    interactions: Interactions
    base_url: str

    def text(self, name: str, default: str = "") -> str:
        """The argument as text; `default` when it is missing."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """The argument as text; SlackError `error` when it is missing."""
        value = self.text(name)
        if not value:
            raise SlackError(error, messages=[f"[ERROR] missing required field: {name}"])
        return value

    def number(self, name: str, default: int) -> int:
        """The argument as an integer; `default` when it is missing."""
        value = self.text(name)
        if not value:
            return default
        if not (value.isascii() and value.removeprefix("-").isdigit()):
            raise SlackError("invalid_arguments", messages=[f"[ERROR] not a number: {name}"])
        return int(value)

    def moment(self, name: str, default: str) -> float:
        """A message timestamp as seconds; `default` when it is missing."""
        try:
            return float(self.text(name, default))
        except ValueError as wrong:
            raise SlackError(f"invalid_ts_{name}") from wrong

    def flag(self, name: str) -> bool:
        """The argument as a boolean, from JSON or from text; False when it is missing."""
        return self.text(name).lower() in ("true", "1")

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """The argument as an object or list, also from JSON text; None when it is missing."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError as broken:
            raise SlackError(error, messages=[f"[ERROR] not JSON: {name}"]) from broken

    def need_scope(self, scope: str) -> None:
        """SlackError missing_scope unless the app has it."""
        check_scope(self.world.app, (scope,))

    def user(self, user_id: str) -> User:
        """A user of the workspace; SlackError user_not_found otherwise."""
        found = self.world.users.get(user_id)
        if found is None or found.team_id != self.team.id:
            raise SlackError("user_not_found")
        return found

    def met(self, user_id: str) -> User:
        """A user of the workspace, or of one that shares a channel with the app."""
        found = self.world.users.get(user_id)
        if found is None or not meet(self.world, self.world.users[self.team.bot_user_id], found):
            raise SlackError("user_not_found")
        return found

    def channel(self, channel_id: str) -> Channel:
        """A conversation that the bot can see; SlackError channel_not_found otherwise."""
        found = self.world.channels.get(channel_id)
        if found is None or not self._sees(found):
            raise SlackError("channel_not_found")
        return found

    def place(self, name: str) -> Channel:
        """Where to post: a conversation's id, a user's id (their direct message), or a channel's name."""
        if name in self.world.users:
            if self.world.users[name].team_id != self.team.id:
                raise SlackError("channel_not_found")
            return self.direct(name)
        for channel in self.world.channels.values():
            if channel.kind != "im" and channel.name == name.removeprefix("#") and self._sees(channel):
                return channel
        return self.channel(name)

    def direct(self, user_id: str) -> Channel:
        """The direct message with a person of the workspace."""
        user = self.user(user_id)
        if user.is_bot:
            raise SlackError("cannot_dm_bot")
        if user.deleted:
            raise SlackError("channel_not_found")
        return self.world.direct_channel(self.team.bot_user_id, user_id)

    def _sees(self, channel: Channel) -> bool:
        inside = self.team.bot_user_id in channel.members
        is_ours = self.team.id in (channel.team_id, *channel.shared_with)
        return is_ours and (channel.kind == "public" or inside)

    def message(self, channel: Channel, ts: str) -> SlackMessage:
        """A message in this conversation that is not ephemeral; SlackError message_not_found otherwise."""
        found = channel.message(ts)
        if found is None or found.ephemeral_to is not None:
            raise SlackError("message_not_found")
        return found


@dataclass(frozen=True)
class MethodRule:
    """A method with its rate tier; the token needs one of its scopes (none: any token will do)."""

    method: Callable[[ApiCall], ApiResult]
    scopes: tuple[str, ...] = ()
    tier: int = 3
