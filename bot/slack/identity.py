"""The bot's identity in each workspace: its token and ids, cached for a minute."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

# Long enough to spare a look-up per request, short enough that an uninstalled workspace is gone soon.
REMEMBERED_SECONDS = 60.0


@dataclass(frozen=True)
class BotIdentity:
    """The bot in one workspace: token, bot id (`B...`) and user id (`U...`)."""

    workspace_id: str
    token: str
    bot_id: str
    bot_user_id: str


FindIdentity = Callable[[str], Awaitable[BotIdentity | None]]


class Identities:
    """Cached lookup of the bot's identity by workspace."""

    def __init__(self, find: FindIdentity) -> None:
        self._find = find
        self._known: dict[str, tuple[float, BotIdentity]] = {}

    async def of(self, workspace_id: str) -> BotIdentity | None:
        """The identity in this workspace; None where the app is not installed."""
        until, identity = self._known.get(workspace_id, (0.0, None))
        if identity is not None and time.monotonic() < until:
            return identity
        found = await self._find(workspace_id)
        if found is not None:
            self._known[workspace_id] = (time.monotonic() + REMEMBERED_SECONDS, found)
        return found

    async def token_of(self, workspace_id: str) -> str | None:
        """The bot token in this workspace; None where the app is not installed."""
        identity = await self.of(workspace_id)
        return identity.token if identity else None

    def forget(self, workspace_id: str) -> None:
        """Drops the cached identity, so that the next call looks it up."""
        self._known.pop(workspace_id, None)


class Authorize(AsyncAuthorize):
    """Bolt's authorize, without the `auth.test` call that its own makes on every request."""

    def __init__(self, identities: Identities) -> None:
        self._identities = identities

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """The bot for the workspace of this request; None makes Bolt refuse the request."""
        identity = await self._identities.of(team_id or "")
        if identity is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=identity.workspace_id,
            bot_token=identity.token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
        )
