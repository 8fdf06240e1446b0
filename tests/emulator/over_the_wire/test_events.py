"""Events over the wire: who hears what, retries, and events that come twice."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.emulator.transport.events import tell_team
from tests.stages import HANGS_S

from .stage import Stage

Seen = list[dict[str, Any]]


def _listen(stage: Stage, event: str) -> Seen:
    seen: Seen = []

    async def listener(body: dict[str, Any]) -> None:
        seen.append(body)

    stage.app.event(event)(listener)
    return seen


async def test_a_message_where_the_app_is(stage: Stage) -> None:
    """The app hears messages of channels it is in, escaped and with rich text."""
    seen = _listen(stage, "message")
    ana, ben = stage.actor("ana"), stage.actor("ben")

    await ana.types("@ben: 2 > 1")
    await stage.actor("cleo").goes_to("#support").types("not for the app")

    (body,) = seen
    assert body["event"]["text"] == f"<@{ben.user.id}>: 2 &gt; 1"
    assert (body["event"]["channel_type"], body["event"]["user"]) == ("channel", ana.user.id)
    assert body["event"]["blocks"][0]["type"] == "rich_text"
    assert body["authorizations"][0]["user_id"] == stage.emulator.world.teams[ana.user.team_id].bot_user_id


async def test_threads_and_direct_messages(stage: Stage) -> None:
    """An answer names its thread and whose it is; a direct message comes as message.im."""
    seen = _listen(stage, "message")
    ana, ben = stage.actor("ana"), stage.actor("ben")
    parent = ana.sees()[-1]

    await ana.types("in the thread", thread_ts=parent.ts)
    await ben.goes_to("@Pacer").types("hello")

    assert seen[0]["event"]["thread_ts"] == parent.ts
    assert seen[0]["event"]["parent_user_id"] == parent.user_id
    assert (seen[1]["event"]["channel_type"], seen[1]["event"]["channel"][0]) == ("im", "D")
    assert [m.text for m in ana.sees(thread_ts=parent.ts)] == [parent.text, "in the thread"]


async def test_an_edited_message(stage: Stage) -> None:
    """It is told as a change, hidden, with both texts; a mention also as one, with its old `ts`."""
    messages, mentions = _listen(stage, "message"), _listen(stage, "app_mention")
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await ana.types("@pacer hello")
    said = ana.sees()[-1]

    await ana.edits(said, "@pacer hello again")
    assert "Only its author" in str((await ben.edits(said, "something else")).error)

    first, changed = (body["event"] for body in messages)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert changed["previous_message"]["text"] == first["text"]
    assert changed["message"]["ts"] == first["ts"] != changed["ts"]
    assert changed["message"]["edited"]["user"] == ana.user.id
    one, again = mentions
    assert one["event_id"] != again["event_id"]
    assert one["event"]["ts"] == again["event"]["ts"] == first["ts"]
    assert again["event"]["text"].endswith("hello again")
    assert "edited" in again["event"]


async def test_a_mention(stage: Stage) -> None:
    """Mentioning the app in a channel brings the message and an app_mention."""
    messages, mentions = _listen(stage, "message"), _listen(stage, "app_mention")

    await stage.actor("ana").types("@pacer hello")

    assert len(messages) == len(mentions) == 1
    assert mentions[0]["event"]["ts"] == messages[0]["event"]["ts"]
    assert "channel_type" not in mentions[0]["event"]


async def test_reactions_come_and_go(stage: Stage) -> None:
    """A reaction is told once, with whose message it is on; so is its removal."""
    added, removed = _listen(stage, "reaction_added"), _listen(stage, "reaction_removed")
    ana, ben = stage.actor("ana"), stage.actor("ben")
    message = ana.sees()[-1]

    for _ in range(2):
        await ana.reacts(":tada:", message)
    assert message.reactions == {"tada": [ana.user.id]}
    for _ in range(2):
        await ana.unreacts("tada", message)

    assert message.reactions == {}
    assert [body["event"]["reaction"] for body in (*added, *removed)] == ["tada", "tada"]
    assert added[0]["event"]["item_user"] == ben.user.id
    assert added[0]["event"]["item"] == {"type": "message", "channel": ana.channel.id, "ts": message.ts}


async def test_joining_a_channel(stage: Stage) -> None:
    """Cleo joins #sales, and may write there from then on."""
    seen = _listen(stage, "member_joined_channel")
    _listen(stage, "message")
    cleo = stage.actor("cleo")

    await cleo.joins("#sales")

    assert seen[0]["event"]["user"] == cleo.user.id
    assert (await cleo.types("Hi team")).ok


async def test_what_the_manifest_does_not_ask_for(stage: Stage) -> None:
    """Events without a subscription, or without the scope for it, are not sent."""
    manifest = stage.emulator.world.app.manifest
    team = stage.emulator.world.teams["T0NORTHWND"]

    assert await tell_team(stage.emulator, team, {"type": "team_join", "user": {}}) == []

    bot_scopes = manifest["oauth_config"]["scopes"]["bot"]
    bot_scopes.remove("reactions:read")
    try:
        ana = stage.actor("ana")
        assert (await ana.reacts("tada", ana.sees()[-1])).exchanges == []
    finally:
        bot_scopes.append("reactions:read")


async def test_an_event_is_tried_four_times(http_stage: Stage) -> None:
    """After the first attempt come three retries, numbered and with their reason; then Slack gives up."""
    stage = http_stage
    headers: Seen = []

    @stage.app.event("reaction_added")
    async def broken(request: Any) -> None:
        headers.append(request.headers)
        raise RuntimeError("broken")

    ana = stage.actor("ana")
    outcome = await ana.reacts("tada", ana.sees()[-1])

    assert [exchange.outcome for exchange in outcome.exchanges] == ["HTTP 500"] * 4
    assert [h.get("x-slack-retry-num") for h in headers] == [None, ["1"], ["2"], ["3"]]
    assert headers[1]["x-slack-retry-reason"] == ["http_error"]
    assert len({exchange.request["event_id"] for exchange in outcome.exchanges}) == 1


async def test_retries_wait_for_the_clock_of_the_box(stage: Stage) -> None:
    """With Slack's delays the second retry comes a minute later, by the emulator's clock."""
    stage.emulator.retries.delays_s = (0, 60, 300)
    stage.emulator.faults.change({"drop_acks": 3})
    seen = _listen(stage, "reaction_added")
    ana = stage.actor("ana")

    await ana.reacts("tada", ana.sees()[-1])
    assert (len(seen), stage.emulator.retries.outgoing) == (2, 1)

    now = stage.clock.now()
    await stage.emulator.move_clock(now + timedelta(seconds=59))
    assert len(seen) == 2
    await stage.emulator.move_clock(now + timedelta(seconds=60))
    assert (len(seen), stage.emulator.retries.outgoing) == (3, 1)
    await stage.emulator.move_clock(now + timedelta(seconds=360))
    assert (len(seen), stage.emulator.retries.outgoing) == (4, 0)
    assert len({body["event_id"] for body in seen}) == 1


async def test_retries_come_as_the_clock_runs(stage: Stage) -> None:
    """Nobody has to move the clock: a retry that falls due is delivered."""
    stage.emulator.retries.delays_s = (0.01,)
    stage.emulator.faults.change({"drop_acks": 1})
    again = asyncio.Event()
    retries: list[str | None] = []

    @stage.app.event("reaction_added")
    async def heard(request: Any) -> None:
        retries.append(request.headers.get("x-slack-retry-num", [None])[0])
        if len(retries) == 2:
            again.set()

    ana = stage.actor("ana")
    await ana.reacts("tada", ana.sees()[-1])
    stage.clock.move_by(timedelta(seconds=1))
    await asyncio.wait_for(again.wait(), HANGS_S)

    assert retries[1] == "1"


async def test_an_event_may_come_twice(stage: Stage) -> None:
    """With duplicates on, the very same event reaches the app again."""
    stage.emulator.faults.change({"deliver_twice": True})
    seen = _listen(stage, "reaction_added")
    ana = stage.actor("ana")

    await ana.reacts("tada", ana.sees()[-1])

    assert len(seen) == 2
    assert seen[0] == seen[1]


async def test_a_lost_event_comes_with_its_retry(stage: Stage) -> None:
    """When the first attempt is lost on the way, the app hears the retry only."""
    stage.emulator.faults.change({"lose_first": True})
    seen = _listen(stage, "reaction_added")
    ana = stage.actor("ana")

    outcome = await ana.reacts("tada", ana.sees()[-1])

    assert len(seen) == 1
    assert [exchange.outcome for exchange in outcome.exchanges] == ["lost on the way", "acked"]
