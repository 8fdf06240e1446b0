"""Checks tokens: their workspace, and the scopes they have."""

from collections.abc import Collection

from bot.emulator.state.errors import SlackError
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.world import SlackTeam, World


def team_of(world: World, token: str | None) -> SlackTeam:
    """The workspace of a bot token; SlackError when it is missing, of another kind, unknown or dead."""
    if not token:
        raise SlackError("not_authed")
    if token == world.app.app_token:
        raise SlackError("not_allowed_token_type")
    for team in (*world.teams.values(), *world.organizations.values()):
        if team.token == token:
            return team
    # Tokens name their workspace; where that has none now, the token was revoked.
    revoked = any(t.token is None and token.startswith(f"xoxb-{t.id}-") for t in world.teams.values())
    raise SlackError("token_revoked" if revoked else "invalid_auth")


def check_app_token(world: World, token: str | None) -> None:
    """SlackError unless it is the app-level token (xapp-...)."""
    if not token:
        raise SlackError("not_authed")
    if token != world.app.app_token:
        known = any(team.token == token for team in world.teams.values())
        raise SlackError("not_allowed_token_type" if known else "invalid_auth")


def check_scope(app: SlackApp, scopes: Collection[str]) -> None:
    """SlackError missing_scope unless the app has one of these scopes; none: any token will do."""
    if scopes and not app.scopes.intersection(scopes):
        raise SlackError("missing_scope", needed=next(iter(scopes)), provided=",".join(sorted(app.scopes)))
