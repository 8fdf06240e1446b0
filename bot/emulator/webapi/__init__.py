"""Slack's Web API over the world: one function a method, as strict as Slack."""

from typing import Any

from bot.emulator.protocol.grants import Interactions
from bot.emulator.protocol.tokens import check_scope, team_of
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import World
from bot.emulator.webapi import about, chat, conversations, dnd, files, history, reactions, users, views
from bot.emulator.webapi.caller import ApiCall, MethodRule
from bot.emulator.webapi.oauth import connections_open, oauth_access
from bot.emulator.webapi.response_url import respond
from bot.emulator.webapi.views import apply_view_response

__all__ = ["RULES", "apply_view_response", "call", "respond"]

_FAMILIES = (about, chat, conversations, dnd, files, history, reactions, users, views)
RULES: dict[str, MethodRule] = {name: rule for family in _FAMILIES for name, rule in family.RULES.items()}


async def call(
    world: World,
    method: str,
    token: str | None,
    arguments: dict[str, Any],
    *,
    base_url: str,
    interactions: Interactions,
) -> dict[str, Any]:
    """Carries out one call and gives its JSON; SlackError when Slack would refuse it."""
    if method == "api.test":
        return about.api_test(arguments)
    if method == "apps.connections.open":
        return connections_open(world, token, base_url)
    if method == "oauth.v2.access":
        return oauth_access(world, arguments, interactions)
    rule = RULES.get(method)
    if rule is None:
        raise SlackError("unknown_method", req_method=method)
    team = team_of(world, token)
    check_scope(world.app, rule.scopes)
    world.limits.call(team.id, method, rule.tier)
    return rule.method(ApiCall(world, team, arguments, interactions, base_url))
