"""Installs the app in a workspace, as Slack does."""

import secrets
from collections.abc import Iterable

from bot.emulator.state.world import SlackTeam, User, World


def install(world: World, team: SlackTeam, joins: Iterable[str] = ()) -> None:
    """Install the app in the workspace: a bot user, a token, and membership of the channels named."""
    suffix = team.id.removeprefix("T0")
    team.bot_user_id = f"U0BOT{suffix}"[:11]
    team.bot_id = f"B0BOT{suffix}"[:11]
    team.token = f"xoxb-{team.id}-{secrets.token_hex(12)}"
    bot_user = world.app.manifest.get("features", {}).get("bot_user", {})
    shown = str(bot_user.get("display_name", world.app.name))
    world.users[team.bot_user_id] = User(
        team.bot_user_id, team.id, shown.lower().replace(" ", "_"), shown, is_bot=True
    )
    for name in joins:
        world.channel_named(name, team.id).members.add(team.bot_user_id)
    world.changed()
