"""The keys of answers agree with Slack's own records: none invented, the usual ones there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from .office import Office

# A directory with recorded answers in `api` (Slack's Java SDK publishes one); skipped without it.
SAMPLES = os.environ.get("SLACK_SAMPLES")
HOME = {"type": "home", "blocks": [{"type": "divider"}]}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": [{"type": "divider"}]}

USER = {
    *("id", "team_id", "name", "deleted", "color", "real_name", "tz", "tz_label", "tz_offset", "profile"),
    *("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted", "is_bot"),
    *("is_app_user", "updated"),
}
PROFILE = {
    *("title", "phone", "skype", "real_name", "real_name_normalized", "display_name"),
    *("display_name_normalized", "status_text", "status_emoji", "status_expiration"),
    *("first_name", "last_name", "team", "email"),
}
CHANNEL = {
    *("id", "name", "name_normalized", "is_channel", "is_group", "is_im", "is_mpim", "is_private"),
    *("is_archived", "is_general", "is_shared", "is_ext_shared", "is_member", "topic", "purpose"),
    "num_members",
}
VIEW = {
    *("id", "team_id", "type", "blocks", "private_metadata", "callback_id", "external_id", "state", "hash"),
    *("clear_on_close", "notify_on_close", "root_view_id", "previous_view_id", "app_id"),
    *("app_installed_team_id", "bot_id"),
}
MODAL_VIEW = {*VIEW, "title", "submit", "close", "submit_disabled"}
MESSAGE = {"type", "user", "ts", "text", "team", "bot_id", "app_id"}


async def _answers(office: Office) -> dict[str, dict[str, Any]]:
    """One good answer of every method."""
    ana, sales = office.user("ana"), office.channel("sales")
    answers = {
        "apps.connections.open": await office.call("apps.connections.open", office.world.app.app_token),
        "oauth.v2.access": await _installation(office),
    }
    posted = await office.call("chat.postMessage", channel=sales.id, text="hi")
    here = {"channel": sales.id, "timestamp": posted["ts"]}
    asked: dict[str, dict[str, Any]] = {
        "auth.test": {},
        "bots.info": {},
        "chat.getPermalink": {"channel": sales.id, "message_ts": posted["ts"]},
        "chat.postEphemeral": {"channel": sales.id, "user": ana.id, "text": "psst"},
        "conversations.info": {"channel": sales.id},
        "conversations.list": {},
        "conversations.members": {"channel": sales.id},
        "reactions.add": {**here, "name": "tada"},
        "reactions.remove": {**here, "name": "tada"},
        "team.info": {},
        "users.info": {"user": ana.id},
        "users.list": {},
        "users.lookupByEmail": {"email": ana.email},
        "views.open": {"trigger_id": office.trigger("ana"), "view": MODAL},
        "views.publish": {"user_id": ana.id, "view": HOME},
        "chat.delete": {"channel": sales.id, "ts": posted["ts"]},
    }
    for method, arguments in asked.items():
        answers[method] = await office.call(method, **arguments)
    opened = answers["views.open"]["view"]["id"]
    answers["views.update"] = await office.call("views.update", view_id=opened, view=MODAL)
    pushed_from = office.trigger("ana", opened)
    answers["views.push"] = await office.call("views.push", trigger_id=pushed_from, view=MODAL)
    return answers


async def _installation(office: Office) -> dict[str, Any]:
    app, code = office.world.app, office.interactions.new_code(office.contoso.id, "")
    return await office.call(
        "oauth.v2.access", None, client_id=app.client_id, client_secret=app.client_secret, code=code
    )


async def test_people_and_places(office: Office) -> None:
    """A user, a channel and a direct message have these keys and no others."""
    ana, bot = office.user("ana"), office.northwind.bot_user_id
    direct = office.world.direct_channel(bot, ana.id)

    user = (await office.call("users.info", user=ana.id))["user"]
    channel = (await office.call("conversations.info", channel=office.channel("sales").id))["channel"]
    im = (await office.call("conversations.info", channel=direct.id))["channel"]

    assert (user.keys(), user["profile"].keys()) == (USER, PROFILE)
    assert (channel.keys(), channel["topic"].keys()) == (CHANNEL, {"value", "creator", "last_set"})
    assert im.keys() == {"id", "is_im", "user", "is_archived", "is_org_shared"}


async def test_messages(office: Office) -> None:
    """A plain message has few keys; edits, threads, reactions and metadata add theirs."""
    sales = office.channel("sales")
    posted = await office.call("chat.postMessage", channel=sales.id, text="hi")
    message = sales.messages[-1]
    assert posted["message"].keys() == MESSAGE

    message.edited_ts, message.metadata = message.ts, {"event_type": "a", "event_payload": {}}
    message.reactions["tada"] = [office.user("ana").id]
    office.says("ben", "sales", "Yes", thread_ts=message.ts)
    told = (await office.call("conversations.history", channel=sales.id, limit=1, include_all_metadata=True))[
        "messages"
    ][0]

    thread = {"thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"}
    assert told.keys() == {*MESSAGE, *thread, "edited", "metadata", "reactions"}
    assert told["reactions"][0].keys() == {"name", "users", "count"}


async def test_views(office: Office) -> None:
    """A modal has its texts; a Home has none."""
    answers = await _answers(office)

    assert answers["views.publish"]["view"].keys() == VIEW
    for method in ("views.open", "views.update", "views.push"):
        assert answers[method]["view"].keys() == MODAL_VIEW


def _invented(told: Any, recorded: Any, path: str) -> list[str]:
    """The places of keys that the record does not have; what is empty there may hold anything."""
    if isinstance(told, list) and isinstance(recorded, list):
        return [each for one in told for each in _invented(one, recorded[0], path)] if recorded else []
    if not isinstance(told, dict) or not isinstance(recorded, dict) or not recorded:
        return []
    extra = [f"{path}.{key}" for key in told if key not in recorded]
    below = [_invented(told[key], recorded[key], f"{path}.{key}") for key in told if key in recorded]
    return extra + [each for places in below for each in places]


def _recorded() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in Path(SAMPLES or "", "api").iterdir()}


@pytest.mark.skipif(SAMPLES is None, reason="SLACK_SAMPLES names no directory of Slack's recorded answers")
async def test_no_key_is_invented(office: Office) -> None:
    """Every key of every answer is in Slack's own record of that answer."""
    answers, recorded = await _answers(office), _recorded()

    assert answers.keys() == recorded.keys()
    assert [
        place for method in answers for place in _invented(answers[method], recorded[method], method)
    ] == []
