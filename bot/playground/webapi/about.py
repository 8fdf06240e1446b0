"""auth.*, team.info, bots.info, users.*: who is who."""

from bot.playground.errors import SlackError
from bot.playground.shapes import channel_payload, user_payload
from bot.playground.webapi.caller import Answer, Call, Rule


def api_test(call: Call) -> Answer:
    """Answers what it was asked."""
    return {"ok": True, "args": dict(call.arguments)}


def auth_test(call: Call) -> Answer:
    """Whose token this is."""
    team = call.team
    return {
        "ok": True,
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.world.users[team.bot_user_id].name,
        "team_id": team.id,
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(call: Call) -> Answer:
    """Make the token useless."""
    if not call.flag("test"):
        call.team.token = None
    return {"ok": True, "revoked": not call.flag("test")}


def team_info(call: Call) -> Answer:
    """The workspace."""
    team = call.team
    told = {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}
    return {"ok": True, "team": told}


def bots_info(call: Call) -> Answer:
    """The bot."""
    if call.text("bot") not in ("", call.team.bot_id):
        raise SlackError("bot_not_found")
    team = call.team
    told = {
        "id": team.bot_id,
        "deleted": False,
        "name": call.world.app.name,
        "app_id": call.world.app.id,
        "user_id": team.bot_user_id,
        "icons": {},
    }
    return {"ok": True, "bot": told}


def users_info(call: Call) -> Answer:
    """One user."""
    return {"ok": True, "user": user_payload(call.world, call.user(call.needed("user", "user_not_found")))}


def users_list(call: Call) -> Answer:
    """All users of the workspace, page by page."""
    members = [u for u in call.world.users.values() if u.team_id == call.team.id]
    limit = call.number("limit", 0) or len(members)
    cursor = call.text("cursor")
    start = int(cursor.removeprefix("user:")) if cursor.removeprefix("user:").isdigit() else 0
    if cursor and not start:
        raise SlackError("invalid_cursor")
    more = f"user:{start + limit}" if start + limit < len(members) else ""
    page = members[start : start + limit]
    return {
        "ok": True,
        "members": [user_payload(call.world, user) for user in page],
        "cache_ts": int(call.world.clock.now().timestamp()),
        "response_metadata": {"next_cursor": more},
    }


def users_lookup(call: Call) -> Answer:
    """The user with this address."""
    email = call.needed("email", "users_not_found").lower()
    for user in call.world.users.values():
        if user.team_id == call.team.id and user.email.lower() == email and not user.deleted:
            return {"ok": True, "user": user_payload(call.world, user)}
    raise SlackError("users_not_found")


def users_conversations(call: Call) -> Answer:
    """The conversations that a user (default: the bot) is in."""
    who = call.text("user", call.team.bot_user_id)
    bot = call.team.bot_user_id
    channels = [
        channel_payload(call.world, channel)
        for channel in call.world.channels.values()
        if who in channel.members and (channel.kind == "public" or bot in channel.members)
    ]
    return {"ok": True, "channels": channels, "response_metadata": {"next_cursor": ""}}


RULES = {
    "api.test": Rule(api_test, tier=4),
    "auth.test": Rule(auth_test, tier=4),
    "auth.revoke": Rule(auth_revoke),
    "team.info": Rule(team_info, ("team:read",)),
    "bots.info": Rule(bots_info, ("users:read",)),
    "users.info": Rule(users_info, ("users:read",), tier=4),
    "users.list": Rule(users_list, ("users:read",), tier=2),
    "users.lookupByEmail": Rule(users_lookup, ("users:read.email",)),
    "users.conversations": Rule(users_conversations, ("channels:read", "groups:read", "im:read")),
}
