"""chat.*: where the bot may write, what, and how it changes its mind."""

import json
from typing import Any

import pytest

from bot.demo.cast import CONTOSO
from bot.emulator.state.errors import RateLimited
from bot.emulator.state.rate_limits import POST_BURST, Limits

from .office import Office, Seconds

SECTION: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}


async def test_posting(office: Office) -> None:
    """A message is there for everybody, signed by the bot."""
    sales = office.channel("sales")

    answer = await office.call("chat.postMessage", channel=sales.id, text="hi")

    message = sales.messages[-1]
    assert (answer["channel"], answer["ts"], answer["message"]["text"]) == (sales.id, message.ts, "hi")
    assert (message.user_id, message.bot_id) == (office.northwind.bot_user_id, office.northwind.bot_id)


@pytest.mark.parametrize("name", ["#sales", "sales"])
async def test_posting_by_name(office: Office, name: str) -> None:
    """A channel may be named, with or without its sign."""
    answer = await office.call("chat.postMessage", channel=name, text="hi")

    assert answer["channel"] == office.channel("sales").id


async def test_posting_to_a_person(office: Office) -> None:
    """A person's id means the direct message, the same one each time."""
    ben = office.user("ben")

    first = await office.call("chat.postMessage", channel=ben.id, text="hi")
    second = await office.call("chat.postMessage", channel=first["channel"], text="again")

    direct = office.world.channels[first["channel"]]
    assert direct.members == {ben.id, office.northwind.bot_user_id}
    assert [message.text for message in direct.messages] == ["hi", "again"]
    assert second["channel"] == first["channel"]


async def test_where_the_bot_may_not_post(office: Office) -> None:
    """Unknown, foreign, private, archived, or simply not invited: each has its name."""
    foreign = office.channel("sales", CONTOSO)
    office.channel("wins").is_archived = True

    for channel, code in (
        ("C0NOWHERE1", "channel_not_found"),
        ("#nowhere", "channel_not_found"),
        (foreign.id, "channel_not_found"),
        (office.user("noor").id, "channel_not_found"),
        (office.channel("sales-leads").id, "channel_not_found"),
        ("#sales-leads", "channel_not_found"),
        (office.user("marek").id, "channel_not_found"),
        (office.user("oncall").id, "cannot_dm_bot"),
        (office.channel("support").id, "not_in_channel"),
        (office.channel("wins").id, "is_archived"),
        ("", "channel_not_found"),
    ):
        assert await office.refusal("chat.postMessage", channel=channel, text="hi") == code, channel


async def test_posting_uninvited(office: Office) -> None:
    """chat:write.public opens public channels, and no private ones."""
    office.set_scopes("chat:write", "chat:write.public")

    assert await office.refusal("chat.postMessage", channel="#support", text="hi") == "ok"
    assert await office.refusal("chat.postMessage", channel="#sales-leads", text="hi") == "channel_not_found"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": "{"}, "invalid_blocks_format"),
        ({"blocks": {"blocks": []}}, "invalid_blocks_format"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "hi", "attachments": "red"}, "invalid_attachments"),
        ({"text": "hi", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"text": "hi", "metadata": "{"}, "invalid_metadata_format"),
        ({"text": "hi", "metadata": {"event_type": "sent"}}, "invalid_metadata_format"),
        ({"text": "hi", "metadata": {"event_payload": {}}}, "invalid_metadata_format"),
        ({"text": "hi", "metadata": ["sent"]}, "invalid_metadata_format"),
    ],
)
async def test_what_the_bot_may_not_post(office: Office, message: dict[str, Any], code: str) -> None:
    """Nothing is posted when something about the message is wrong."""
    before = len(office.channel("sales").messages)

    assert await office.refusal("chat.postMessage", channel="#sales", **message) == code
    assert len(office.channel("sales").messages) == before


@pytest.mark.parametrize("as_form", [True, False])
async def test_form_and_json(office: Office, as_form: bool) -> None:
    """Blocks and metadata come as structures, or as JSON in a form."""
    metadata = {"event_type": "kudos", "event_payload": {"id": 7}}
    sent: dict[str, Any] = {"blocks": [SECTION], "metadata": metadata}
    sent = {key: json.dumps(value) for key, value in sent.items()} if as_form else sent

    await office.call("chat.postMessage", channel="#sales", **sent)

    message = office.channel("sales").messages[-1]
    assert (message.blocks[0]["text"], message.metadata) == (SECTION["text"], metadata)


async def test_ids_are_made_up(office: Office) -> None:
    """Blocks and elements without ids get some; those that have theirs keep them."""
    row = {"type": "actions", "block_id": "row", "elements": [BUTTON, {**BUTTON, "action_id": "mine"}]}

    await office.call("chat.postMessage", channel="#sales", blocks=[SECTION, row])

    first, second = office.channel("sales").messages[-1].blocks
    assert first["block_id"]
    assert second["block_id"] == "row"
    assert second["elements"][0]["action_id"]
    assert second["elements"][1]["action_id"] == "mine"
    assert "action_id" not in BUTTON


async def test_a_thread(office: Office) -> None:
    """A reply belongs to its parent, also when it answers a reply."""
    parent = office.says("ana", "sales", "Plans?")
    reply = office.says("ben", "sales", "Yes", thread_ts=parent.ts)

    await office.call("chat.postMessage", channel="#sales", text="Noted", thread_ts=reply.ts)

    assert office.channel("sales").messages[-1].thread_ts == parent.ts


async def test_ephemeral_messages(office: Office) -> None:
    """An ephemeral message is for one person of that place."""
    ben, cleo = office.user("ben"), office.user("cleo")

    answer = await office.call("chat.postEphemeral", channel="#sales", user=ben.id, text="psst")

    sales = office.channel("sales")
    assert answer == {"ok": True, "message_ts": sales.messages[-1].ts}
    assert sales.visible_to(ben.id)[-1].text == "psst"
    assert sales.visible_to(office.user("ana").id)[-1].text != "psst"
    for user, code in ((cleo.id, "user_not_in_channel"), (office.user("noor").id, "user_not_found")):
        assert await office.refusal("chat.postEphemeral", channel="#sales", user=user, text="x") == code


async def test_editing(office: Office) -> None:
    """Text alone takes the blocks away; blocks alone leave the text."""
    sales = office.channel("sales")
    sent = {
        "channel": sales.id,
        "ts": (await office.call("chat.postMessage", channel="#sales", text="a"))["ts"],
    }

    await office.call("chat.update", **sent, blocks=[SECTION])
    assert (sales.messages[-1].text, len(sales.messages[-1].blocks)) == ("a", 1)
    answer = await office.call("chat.update", **sent, text="b")

    assert (sales.messages[-1].text, sales.messages[-1].blocks) == ("b", [])
    assert (answer["text"], answer["message"]["edited"]["user"]) == ("b", office.northwind.bot_user_id)


async def test_deleting(office: Office) -> None:
    """A deleted message is gone, and cannot be deleted again."""
    sales = office.channel("sales")
    ts = (await office.call("chat.postMessage", channel="#sales", text="a"))["ts"]

    assert await office.call("chat.delete", channel=sales.id, ts=ts) == {
        "ok": True,
        "channel": sales.id,
        "ts": ts,
    }
    assert await office.refusal("chat.delete", channel=sales.id, ts=ts) == "message_not_found"


@pytest.mark.parametrize(
    ("method", "code"), [("update", "cant_update_message"), ("delete", "cant_delete_message")]
)
async def test_only_its_own(office: Office, method: str, code: str) -> None:
    """The bot changes nobody else's messages, and no ephemeral ones."""
    sales, hers = office.channel("sales"), office.says("ana", "sales", "Mine")
    sent = {"channel": sales.id, "text": "x"}
    ephemeral = await office.call(
        "chat.postEphemeral", channel=sales.id, user=office.user("ben").id, text="x"
    )

    assert await office.refusal(f"chat.{method}", ts=hers.ts, **sent) == f"cant_{method}_message"
    assert await office.refusal(f"chat.{method}", ts=ephemeral["message_ts"], **sent) == "message_not_found"
    assert await office.refusal(f"chat.{method}", ts="1.000001", **sent) == "message_not_found"


async def test_permalinks(office: Office) -> None:
    """A message has an address; a reply's names its thread."""
    sales, parent = office.channel("sales"), office.says("ana", "sales", "Plans?")
    reply = office.says("ben", "sales", "Yes", thread_ts=parent.ts)

    top = await office.call("chat.getPermalink", channel=sales.id, message_ts=parent.ts)
    below = await office.call("chat.getPermalink", channel=sales.id, message_ts=reply.ts)

    address = f"https://northwind.slack.com/archives/{sales.id}/p"
    assert top["permalink"] == address + parent.ts.replace(".", "")
    assert below["permalink"].endswith(f"?thread_ts={parent.ts}&cid={sales.id}")


async def test_one_message_a_second(office: Office) -> None:
    """After a short burst a channel takes one message a second; another channel does not wait for it."""
    seconds = Seconds()
    office.world.limits = Limits(seconds)
    for _ in range(POST_BURST):
        await office.call("chat.postMessage", channel="#sales", text="hi")

    with pytest.raises(RateLimited) as limited:
        await office.call("chat.postMessage", channel="#sales", text="hi")
    assert limited.value.retry_after == 1
    assert await office.refusal("chat.postMessage", channel="#general", text="hi") == "ok"
    seconds.now += 1
    assert await office.refusal("chat.postMessage", channel="#sales", text="hi") == "ok"
    assert await office.refusal("chat.postMessage", channel="#sales", text="hi") == "ratelimited"


async def test_limits_can_be_off(office: Office) -> None:
    """A load test may post as fast as it can."""
    office.world.limits = Limits(Seconds())
    office.world.limits.enabled = False

    for _ in range(500):
        await office.call("chat.postMessage", channel="#sales", text="hi")
