"""users.*, conversations.* and reactions.*: who and what the bot may know of."""

from typing import Any

import pytest

from bot.demo.cast import CONTOSO

from .office import SCOPES, Office


async def _all_pages(office: Office, method: str, key: str, **asked: Any) -> list[list[Any]]:
    pages, cursor = [], ""
    while True:
        answer = await office.call(method, cursor=cursor, **asked)
        pages.append(answer[key])
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            return pages


async def test_one_user(office: Office) -> None:
    """A user of the workspace is told with zone and offset; those of others are not found."""
    user = (await office.call("users.info", user=office.user("kavya").id))["user"]

    assert (user["tz"], user["tz_offset"]) == ("Asia/Kolkata", 19_800)
    assert user["profile"]["email"] == "kavya@northwind.example"
    assert await office.refusal("users.info", user=office.user("noor").id) == "user_not_found"
    assert await office.refusal("users.info") == "user_not_found"


async def test_addresses_need_a_scope(office: Office) -> None:
    """Without users:read.email nobody's address is told or looked up."""
    ben = office.user("ben")
    found = await office.call("users.lookupByEmail", email=ben.email.upper())
    assert found["user"]["id"] == ben.id
    assert await office.refusal("users.lookupByEmail", email="noor@contoso.example") == "users_not_found"
    assert await office.refusal("users.lookupByEmail", email=office.user("marek").email) == "users_not_found"

    office.set_scopes("users:read")

    assert "email" not in (await office.call("users.info", user=ben.id))["user"]["profile"]
    assert await office.refusal("users.lookupByEmail", email=ben.email) == "missing_scope"


async def test_users_by_pages(office: Office) -> None:
    """Everybody of the workspace comes once, the deactivated and the bots too."""
    pages = await _all_pages(office, "users.list", "members", limit=6)

    ids = [user["id"] for page in pages for user in page]
    team = [user.id for user in office.world.users.values() if user.team_id == office.northwind.id]
    assert ids == team
    assert [len(page) for page in pages[:-1]] == [6] * (len(pages) - 1)
    assert any(user["deleted"] for page in pages for user in page)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"cursor": "!"}, "invalid_cursor"),
        ({"cursor": "dGVh"}, "invalid_cursor"),
        ({"limit": "many"}, "invalid_arguments"),
        ({"limit": -1}, "invalid_limit"),
        ({"limit": 1001}, "invalid_limit"),
        ({"limit": ""}, "ok"),
        ({"limit": 0}, "ok"),
    ],
)
async def test_wrong_pages(office: Office, asked: dict[str, Any], code: str) -> None:
    """A cursor that nobody gave, and limits that are none."""
    assert await office.refusal("users.list", **asked) == code


async def test_conversations_by_type(office: Office) -> None:
    """Public ones unless asked for others; private and direct ones only with the bot in them."""
    bot, ana = office.northwind.bot_user_id, office.user("ana").id
    office.world.direct_channel(bot, ana)
    office.world.direct_channel(ana, office.user("ben").id)

    async def names(**asked: str) -> list[str]:
        found = (await office.call("conversations.list", **asked))["channels"]
        return [channel.get("name") or channel["user"] for channel in found]

    assert await names() == ["general", "sales", "wins", "support"]
    assert await names(types="private_channel") == []
    assert await names(types="im, public_channel") == ["general", "sales", "wins", "support", ana]
    office.channel("sales-leads").members.add(bot)
    office.channel("wins").is_archived = True
    assert await names(types="private_channel") == ["sales-leads"]
    assert await names(exclude_archived="true") == ["general", "sales", "support"]
    assert await office.refusal("conversations.list", types="secret") == "invalid_types"


async def test_types_need_their_scopes(office: Office) -> None:
    """channels:read does not tell of direct messages."""
    office.set_scopes("channels:read")

    assert await office.refusal("conversations.list") == "ok"
    assert await office.refusal("conversations.list", types="im") == "missing_scope"
    assert await office.refusal("users.conversations", types="private_channel") == "missing_scope"


async def test_one_conversation(office: Office) -> None:
    """What the bot may not know of is not found."""
    info = (await office.call("conversations.info", channel=office.channel("sales").id))["channel"]

    assert (info["name"], info["is_member"], info["num_members"]) == ("sales", True, 12)
    for channel in (office.channel("sales-leads"), office.channel("sales", CONTOSO)):
        for method in ("info", "members", "history"):
            refusal = await office.refusal(f"conversations.{method}", channel=channel.id)
            assert refusal == "channel_not_found"


async def test_members_by_pages(office: Office) -> None:
    """Every member comes once."""
    sales = office.channel("sales")
    pages = await _all_pages(office, "conversations.members", "members", channel=sales.id, limit=5)

    assert [len(page) for page in pages] == [5, 5, 2]
    assert {member for page in pages for member in page} == sales.members


async def test_where_somebody_is(office: Office) -> None:
    """users.conversations is the bot's own places, or another's as far as the bot sees them."""
    own = await office.call("users.conversations")
    hers = await office.call("users.conversations", user=office.user("cleo").id)

    assert {channel["name"] for channel in own["channels"]} == {"general", "sales", "wins"}
    assert {channel["name"] for channel in hers["channels"]} == {"general", "support"}
    assert await office.refusal("users.conversations", user=office.user("noor").id) == "user_not_found"


async def test_opening_a_direct_message(office: Office) -> None:
    """The same conversation comes back, by person or by its id."""
    ben = office.user("ben")
    opened = (await office.call("conversations.open", users=ben.id))["channel"]

    assert (await office.call("conversations.open", users=ben.id))["channel"] == opened
    told = await office.call("conversations.open", channel=opened["id"], return_im=True)
    assert (told["channel"]["is_im"], told["channel"]["user"]) == (True, ben.id)


@pytest.mark.parametrize(
    ("name", "code"),
    [("marek", "user_disabled"), ("noor", "user_not_found"), ("oncall", "cannot_dm_bot")],
)
async def test_who_gets_no_direct_message(office: Office, name: str, code: str) -> None:
    """The deactivated, other workspaces' people, and bots."""
    assert await office.refusal("conversations.open", users=office.user(name).id) == code


async def test_what_cannot_be_opened(office: Office) -> None:
    """Nobody, and channels."""
    unsupported = "method_not_supported_for_channel_type"

    assert await office.refusal("conversations.open") == "users_list_not_supplied"
    assert await office.refusal("conversations.open", channel=office.channel("sales").id) == unsupported


async def test_a_conversation_of_several(office: Office) -> None:
    """It needs its own scopes, is one for the same people, and only they are in it, with the bot."""
    ana, ben, grace = (office.user(name).id for name in ("ana", "ben", "grace"))
    places = len(office.world.channels)
    assert await office.refusal("conversations.open", users=f"{ana},{ben}") == "missing_scope"
    assert len(office.world.channels) == places

    office.set_scopes(*SCOPES, "mpim:write", "mpim:history", "mpim:read")
    opened = (await office.call("conversations.open", users=f"{ana},{ben}"))["channel"]["id"]
    assert (await office.call("conversations.open", users=f"{ben},{ana},{ben}"))["channel"]["id"] == opened
    other = (await office.call("conversations.open", users=f"{ana},{ben},{grace}"))["channel"]["id"]
    assert other != opened
    told = (await office.call("conversations.info", channel=opened))["channel"]
    assert (told["is_mpim"], told["is_private"], told["is_im"]) == (True, True, False)
    assert told["name"].startswith("mpdm-ana--ben--")
    await office.call("chat.postMessage", channel=opened, text="between us")
    history = await office.call("conversations.history", channel=opened)
    assert [message["text"] for message in history["messages"]] == ["between us"]
    strangers = ",".join([ana, office.user("noor").id])
    assert await office.refusal("conversations.open", users=strangers) == "user_not_found"
    gone = ",".join([ana, office.user("marek").id])
    assert await office.refusal("conversations.open", users=gone) == "user_disabled"
    everybody = ",".join(user.id for user in office.world.people("T0NORTHWND") if not user.deleted)
    assert await office.refusal("conversations.open", users=everybody) == "too_many_users"


async def test_history(office: Office) -> None:
    """Newest first, without replies and ephemeral messages; between two moments when asked."""
    sales = office.channel("sales")
    sales.messages.clear()
    first, second = office.says("ana", "sales", "one"), office.says("ben", "sales", "two")
    reply = office.says("ben", "sales", "re", thread_ts=first.ts)
    await office.call("chat.postEphemeral", channel=sales.id, user=office.user("ben").id, text="psst")

    async def texts(method: str = "history", **asked: Any) -> list[str]:
        answer = await office.call(f"conversations.{method}", channel=sales.id, **asked)
        return [message["text"] for message in answer["messages"]]

    assert await texts() == ["two", "one"]
    assert await texts(oldest=first.ts) == ["two"]
    assert await texts(oldest=first.ts, inclusive="true") == ["two", "one"]
    assert await texts(latest=second.ts) == ["one"]
    assert await texts("replies", ts=first.ts) == ["one", "re"]
    assert await texts("replies", ts=first.ts, oldest=reply.ts) == ["one"]
    assert await office.refusal("conversations.history", channel=sales.id, oldest="x") == "invalid_ts_oldest"
    assert await office.refusal("conversations.replies", channel=sales.id, ts="1.1") == "thread_not_found"
    page = await office.call("conversations.history", channel=sales.id, limit=1)
    assert (page["has_more"], len(page["messages"])) == (True, 1)
    following = page["response_metadata"]["next_cursor"]
    assert await texts(limit=1, cursor=following) == ["one"]


async def test_history_only_where_it_may(office: Office) -> None:
    """The scope of the kind of place, and the bot in it."""
    office.set_scopes(*(scope for scope in SCOPES if scope != "channels:history"))
    assert (
        await office.refusal("conversations.history", channel=office.channel("sales").id) == "missing_scope"
    )
    office.set_scopes(*SCOPES)
    assert (
        await office.refusal("conversations.history", channel=office.channel("support").id)
        == "not_in_channel"
    )


async def test_reactions(office: Office) -> None:
    """The bot reacts once, takes it back once, and leaves other people's reactions alone."""
    message, bot, ana = office.says("ben", "sales", "Won!"), office.northwind.bot_user_id, office.user("ana")
    message.reactions["tada"] = [ana.id]
    on = {"channel": message.channel_id, "timestamp": message.ts, "name": "tada"}

    assert await office.call("reactions.add", **on) == {"ok": True}
    assert message.reactions == {"tada": [ana.id, bot]}
    assert await office.refusal("reactions.add", **on) == "already_reacted"
    told = await office.call("reactions.get", channel=on["channel"], timestamp=on["timestamp"])
    assert told["message"]["reactions"] == [{"name": "tada", "users": [ana.id, bot], "count": 2}]
    await office.call("reactions.remove", **on)
    assert await office.refusal("reactions.remove", **on) == "no_reaction"
    assert message.reactions == {"tada": [ana.id]}
    await office.call("reactions.add", **{**on, "name": "raised_hands::skin-tone-3"})
    await office.call("reactions.remove", **{**on, "name": "raised_hands::skin-tone-3"})
    assert message.reactions == {"tada": [ana.id]}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ":tada:"}, "invalid_name"),
        ({"name": ""}, "invalid_name"),
        ({"timestamp": "1.000001"}, "message_not_found"),
        ({"timestamp": ""}, "no_item_specified"),
        ({"channel": ""}, "no_item_specified"),
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
    ],
)
async def test_wrong_reactions(office: Office, changed: dict[str, str], code: str) -> None:
    """No such emoji, message or place."""
    message = office.says("ben", "sales", "Won!")
    on = {"channel": message.channel_id, "timestamp": message.ts, "name": "tada"}

    assert await office.refusal("reactions.add", **{**on, **changed}) == code


async def test_no_reactions_in_archives(office: Office) -> None:
    """An archived channel stays as it is."""
    message = office.says("ben", "sales", "Won!")
    office.channel("sales").is_archived = True

    on = {"channel": message.channel_id, "timestamp": message.ts, "name": "tada"}
    assert await office.refusal("reactions.add", **on) == "is_archived"
