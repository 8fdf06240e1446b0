"""Guests, strangers, bots and workflows are told to the app as Slack tells them, and can do no more."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.cast import CONTOSO, NORTHWIND, NORTHWIND_WORKSPACE, add_contoso, pacer_app
from bot.emulator.client.actor import NotSeen
from bot.emulator.client.outcome import Outcome
from bot.emulator.client.outsiders import add_guest, change_member, post_as_app, share
from bot.emulator.protocol.grants import Interactions
from bot.emulator.server import Emulator
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.errors import SlackError
from bot.emulator.state.world import Channel
from bot.emulator.webapi import call

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EVENTS = ["app_mention", "message.channels", "reaction_added", "user_change"]
SCOPES = ["app_mentions:read", "channels:history", "chat:write", "im:write", "reactions:read", "users:read"]


@pytest.fixture
def emulator() -> Emulator:
    """A box whose app hears of messages, mentions, reactions and members."""
    manifest = {
        "oauth_config": {"scopes": {"bot": SCOPES}},
        "settings": {"event_subscriptions": {"bot_events": EVENTS}},
    }
    clock = MovableClock(MONDAY, frozen=True)
    return Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest), clock)


def sales(emulator: Emulator) -> Channel:
    """A channel with the app in it."""
    return emulator.world.channel_named("sales", NORTHWIND)


def shared_with_owen(emulator: Emulator) -> str:
    """Owen of Contoso comes into it; his id."""
    add_contoso(emulator.world)
    owen = emulator.world.named("owen", CONTOSO)
    share(emulator.world, sales(emulator), owen)
    return owen.id


def told(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """The bodies of the events, by their type."""
    return {each.name: each.request for each in outcome.exchanges}


async def asked(emulator: Emulator, method: str, **arguments: object) -> dict[str, Any]:
    """What the app is answered."""
    token = emulator.world.teams[NORTHWIND].token
    return await call(
        emulator.world, method, token, dict(arguments), base_url="", interactions=Interactions(emulator.clock)
    )


async def test_a_workflow_has_no_user(emulator: Emulator) -> None:
    """A message and a mention of it, with a bot_id alone."""
    events = told(await post_as_app(emulator, sales(emulator), "@pacer @ben thanks"))

    assert events.keys() == {"message", "app_mention"}
    for body in events.values():
        event = body["event"]
        assert (event["subtype"], bool(event["bot_id"])) == ("bot_message", True)
        assert event.keys().isdisjoint({"user", "team", "client_msg_id"})
        assert emulator.world.named("ben").id in event["text"]


async def test_another_bot_has_both(emulator: Emulator) -> None:
    """Its user and its bot_id; it posts only where it is."""
    oncall = emulator.world.named("oncall")
    assert (await post_as_app(emulator, sales(emulator), "hi", oncall)).error == "not_in_channel"
    sales(emulator).members.add(oncall.id)

    event = told(await post_as_app(emulator, sales(emulator), "@pacer hi", oncall))["app_mention"]["event"]

    assert (event["user"], event["bot_id"]) == (oncall.id, "B0ONCALL8B")
    assert event["bot_profile"]["id"] == event["bot_id"]
    assert "subtype" not in event


async def test_a_stranger_brings_their_own_workspace(emulator: Emulator) -> None:
    """In messages, and when the app asks; they see no other channel, and get no direct message."""
    owen_id = shared_with_owen(emulator)
    owen = emulator.actor("owen", CONTOSO).goes_to("#sales")

    body = told(await owen.types("@ben hello"))["message"]
    assert body["is_ext_shared_channel"] is True
    assert body["authorizations"][0]["team_id"] == NORTHWIND
    told_team = {body["event"][key] for key in ("team", "user_team", "source_team")}
    assert told_team == {CONTOSO}
    assert emulator.world.named("ben").id in body["event"]["text"]
    ours = told(await emulator.actor("ben").goes_to("#sales").types("@owen hello"))["message"]["event"]
    assert (ours["team"], "user_team" in ours, owen_id in ours["text"]) == (NORTHWIND, False, True)

    user = (await asked(emulator, "users.info", user=owen_id))["user"]
    assert (user["team_id"], user["is_stranger"]) == (CONTOSO, True)
    assert (
        "is_stranger"
        not in (await asked(emulator, "users.info", user=emulator.world.named("ben").id))["user"]
    )
    with pytest.raises(SlackError, match="user_not_found"):
        await asked(emulator, "users.info", user=emulator.world.named("noor", CONTOSO).id)

    await asked(emulator, "chat.postEphemeral", channel=sales(emulator).id, user=owen_id, text="only you")
    assert owen.sees()[-1].text == "only you"
    with pytest.raises(SlackError):
        await asked(emulator, "chat.postMessage", channel=owen_id, text="psst")
    with pytest.raises(NotSeen):
        owen.goes_to("#wins")
    assert "not a valid command" in str((await owen.types("/kudos @ben hello")).error)


@pytest.mark.parametrize("single_channel", [False, True])
async def test_a_guest_is_let_into_channels(emulator: Emulator, single_channel: bool) -> None:
    """Told by Slack's two flags; no public channel is open to them that they were not invited to."""
    guest = add_guest(
        emulator.world, NORTHWIND, "gina", "Gina Rossi", sales(emulator), single_channel=single_channel
    )

    user = (await asked(emulator, "users.info", user=guest.id))["user"]
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (True, single_channel)
    gina = emulator.actor("gina")
    assert gina.channel is sales(emulator)
    with pytest.raises(NotSeen):
        gina.goes_to("#general")
    with pytest.raises(NotSeen):
        await gina.joins("#wins")


async def test_slack_tells_of_members_that_change(emulator: Emulator) -> None:
    """Whatever an admin of Slack does to them; who is deactivated sits at no keyboard any more."""
    outcome = await change_member(emulator, emulator.world.named("ben"), deleted=True, is_admin=True)

    assert told(outcome)["user_change"]["event"]["user"]["deleted"] is True
    with pytest.raises(NotSeen):
        emulator.actor("ben")
    with pytest.raises(TypeError):
        await change_member(emulator, emulator.world.named("ana"), name=True)
