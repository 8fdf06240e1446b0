"""Slack's Web API over the world: one function per method, strict where Slack is strict."""

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.interactions import Interactions
from bot.playground.webapi import about, chat, conversations, views
from bot.playground.webapi.caller import Call, Rule
from bot.playground.webapi.responding import respond
from bot.playground.webapi.views import apply_view_response
from bot.playground.world import Team, World

__all__ = ["apply_view_response", "call", "respond"]

RULES: dict[str, Rule] = about.RULES | chat.RULES | conversations.RULES | views.RULES


async def call(
    world: World,
    method: str,
    token: str | None,
    arguments: dict[str, Any],
    *,
    base_url: str,
    interactions: Interactions,
) -> dict[str, Any]:
    """Carry out one call and answer its JSON; SlackError when Slack would refuse it."""
    if method == "apps.connections.open":
        return _connections_open(world, token, base_url)
    if method == "oauth.v2.access":
        return _oauth_access(world, arguments, interactions)
    rule = RULES.get(method)
    if rule is None:
        raise SlackError("unknown_method", req_method=method)
    team = _team(world, token)
    _check_scope(world, rule)
    world.limits.call(team.id, method, rule.tier)
    return rule.method(Call(world, team, arguments, interactions, base_url))


def _team(world: World, token: str | None) -> Team:
    if not token:
        raise SlackError("not_authed")
    if token == world.app.app_token:
        raise SlackError("not_allowed_token_type")
    for team in world.teams.values():
        if team.token == token:
            return team
    known = any(token.startswith(f"xoxb-{team_id}-") for team_id in world.teams)
    raise SlackError("token_revoked" if known else "invalid_auth")


def _check_scope(world: World, rule: Rule) -> None:
    if rule.scopes and not world.app.scopes.intersection(rule.scopes):
        raise SlackError("missing_scope", needed=rule.scopes[0], provided=",".join(sorted(world.app.scopes)))


def _connections_open(world: World, token: str | None, base_url: str) -> dict[str, Any]:
    if not token:
        raise SlackError("not_authed")
    if token != world.app.app_token:
        known = any(team.token == token for team in world.teams.values())
        raise SlackError("not_allowed_token_type" if known else "invalid_auth")
    return {"ok": True, "url": f"{base_url.replace('http', 'ws', 1)}/socket"}


def _oauth_access(world: World, arguments: dict[str, Any], interactions: Interactions) -> dict[str, Any]:
    if arguments.get("client_id") != world.app.client_id:
        raise SlackError("invalid_client_id")
    if arguments.get("client_secret") != world.app.client_secret:
        raise SlackError("bad_client_secret")
    code = interactions.spend_code(str(arguments.get("code") or ""))
    if code.redirect_uri and code.redirect_uri != arguments.get("redirect_uri"):
        raise SlackError("bad_redirect_uri")
    team = world.teams[code.team_id]
    return {
        "ok": True,
        "app_id": world.app.id,
        "authed_user": {"id": next(u.id for u in world.people(team.id) if u.is_admin)},
        "scope": ",".join(sorted(world.app.scopes)),
        "token_type": "bot",
        "access_token": team.token,
        "bot_user_id": team.bot_user_id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
