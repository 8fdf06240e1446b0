"""When Slack gave no answer: a direct message is looked up first; what cannot be known is written down."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.deliveries.failures import MAY_BE_POSTED, after
from bot.deliveries.leases import LEASE
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED, FAILED, SENDING, SENT, WAITING
from bot.deliveries.outbox import Outbox
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.recipients import Recipient
from bot.deliveries.results import Outcomes
from bot.deliveries.slack_transport import PAGE
from bot.demo.cast import NORTHWIND
from bot.slack.failures import SlackFailure

from .stage import ANA, BEN, LEADS, SALES, Stage, direct, outgoing, owe, retract, rows

FAULTS = {"api_timeout_every": 1}
NO_FAULTS = {"api_timeout_every": 0, "server_error_every": 0}


async def interrupt(stage: Stage, key: str, *, posted: bool) -> None:
    """A process died with this delivery in hand, before or after Slack had it."""
    row = (await rows(stage.db))[key]
    if posted:
        metadata = {"event_type": "pacer_delivery", "event_payload": {"delivery": row.id}}
        words = {"text": key, "metadata": metadata}
        await stage.slack.call(NORTHWIND, "chat.postMessage", channel=row.target, **words)
    async with stage.db.system() as session:
        leased = {"state": SENDING, "attempts": 1, "next_at": stage.clock.now() + LEASE}
        await session.execute(update(Delivery).where(Delivery.dedupe_key == key).values(**leased))


async def recovered(stage: Stage) -> None:
    """The lease is over; whoever is there takes it up."""
    stage.clock.move_by(LEASE)
    await stage.sender.leases.recover(stage.clock.now())
    await stage.queue.drain()


async def withdraw(stage: Stage, key: str, action: str) -> None:
    """It is not wanted any more: "retract" also takes back what is there."""
    async with stage.db.transaction(NORTHWIND) as transaction:
        outbox = Outbox(transaction)
        await (outbox.cancel(key) if action == "cancel" else outbox.retract(key, stage.clock.now()))


@pytest.mark.parametrize("posted", [True, False])
async def test_a_direct_message_of_a_dead_process(stage: Stage, posted: bool) -> None:
    """Found in Slack, or sent now: once in any case, and its place is known."""
    await owe(stage.db, outgoing("earlier", BEN))
    await stage.queue.drain()
    await owe(stage.db, outgoing("a", BEN), outgoing("b", ANA))
    await interrupt(stage, "a", posted=posted)

    await recovered(stage)

    assert direct(stage, BEN) == ["earlier", "a"]
    row = (await rows(stage.db))["a"]
    assert (row.state, row.in_doubt, row.error) == (SENT, False, None)
    assert row.slack_ts is not None
    assert (await rows(stage.db))["b"].state == SENT


@pytest.mark.parametrize("posted", [True, False])
async def test_a_conversation_of_several_of_a_dead_process(stage: Stage, posted: bool) -> None:
    """Found in Slack, or sent now: once in any case."""
    group = Recipient.people(BEN, ANA)
    await owe(stage.db, outgoing("earlier", group))
    await stage.queue.drain()
    channel_id = (await rows(stage.db))["earlier"].slack_channel or ""
    assert stage.emulator.world.channels[channel_id].kind == "mpim"
    await owe(stage.db, outgoing("a", group))
    row = (await rows(stage.db))["a"]
    if posted:
        metadata = {"event_type": "pacer_delivery", "event_payload": {"delivery": row.id}}
        words = {"text": "a", "metadata": metadata}
        await stage.slack.call(NORTHWIND, "chat.postMessage", channel=channel_id, **words)
    await interrupt(stage, "a", posted=False)

    await recovered(stage)

    assert stage.said(channel_id) == ["earlier", "a"]
    assert (await rows(stage.db))["a"].state == SENT


async def test_a_living_process_keeps_what_it_has_in_hand(stage: Stage) -> None:
    """Before the lease is over nobody else touches it."""
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=False)
    stage.clock.move_by(LEASE - timedelta(seconds=1))

    assert await stage.sender.leases.recover(stage.clock.now()) == 0
    assert await stage.queue.drain() == 0
    assert (await rows(stage.db))["a"].state == SENDING


async def test_only_what_is_over_is_taken_back(stage: Stage) -> None:
    """Another process, with a delivery of the same workspace in hand, is still at it."""
    await owe(stage.db, outgoing("a", BEN), outgoing("b", ANA))
    await interrupt(stage, "a", posted=False)
    stage.clock.move_by(LEASE)
    await interrupt(stage, "b", posted=False)

    assert await stage.sender.leases.recover(stage.clock.now()) == 1
    states = {key: row.state for key, row in (await rows(stage.db)).items()}
    assert states == {"a": WAITING, "b": SENDING}


@pytest.mark.parametrize("target", [SALES, str(Recipient(SALES, only_for=ANA))])
async def test_a_channel_post_of_a_dead_process(stage: Stage, target: str) -> None:
    """Channels are not read: it is written down, and not sent a second time."""
    await owe(stage.db, outgoing("a", Recipient.parse(target)), outgoing("b"))
    await interrupt(stage, "a", posted=False)

    await recovered(stage)

    row = (await rows(stage.db))["a"]
    assert (row.state, row.error) == (FAILED, MAY_BE_POSTED)
    assert stage.said() == ["b"]


async def test_no_answer_though_it_was_posted(stage: Stage) -> None:
    """The call timed out after the message was there: found, not repeated."""
    stage.slack.timeout_seconds = 0.2
    stage.emulator.faults.change(FAULTS)
    await owe(stage.db, outgoing("a", BEN), outgoing("channel", SALES))
    await stage.queue.drain()
    found = await rows(stage.db)
    assert (found["a"].state, found["a"].in_doubt) == (WAITING, True)
    assert (found["channel"].state, str(found["channel"].error)) == (
        FAILED,
        f"{MAY_BE_POSTED} (TimeoutError)",
    )

    stage.emulator.faults.change(NO_FAULTS)
    stage.clock.move_to(found["a"].next_at)
    await stage.queue.drain()

    assert direct(stage, BEN) == ["a"]
    assert (await rows(stage.db))["a"].state == SENT


async def test_slack_cannot_be_asked_either(stage: Stage) -> None:
    """The doubt stays until Slack answers; nothing is sent meanwhile."""
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=True)
    stage.emulator.faults.change({"server_error_every": 1})
    await recovered(stage)
    row = (await rows(stage.db))["a"]
    assert (row.state, row.in_doubt, row.error) == (WAITING, True, "http_503")

    stage.emulator.faults.change(NO_FAULTS)
    stage.clock.move_to(row.next_at)
    await stage.queue.drain()

    assert direct(stage, BEN) == ["a"]
    assert (await rows(stage.db))["a"].state == SENT


async def test_a_search_that_is_interrupted_goes_on(stage: Stage) -> None:
    """Slack allows a page at a time: each is read once, and the message is found on the last."""
    world = stage.emulator.world
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=True)
    world.limits.enabled = False
    for number in range(2 * PAGE + 1):
        await stage.slack.call(NORTHWIND, "chat.postMessage", channel=BEN, text=f"later {number}")
    world.traffic.clear()
    # Of conversations.open and a page, then of the next page: every third call.
    stage.emulator.faults.change({"rate_limit_every": 3, "retry_after_s": 7})

    await recovered(stage)
    while (row := (await rows(stage.db))["a"]).in_doubt:
        assert row.error == "ratelimited"
        stage.clock.move_to(row.next_at)
        await stage.queue.drain()

    assert row.state == SENT
    pages = [each.outcome for each in world.traffic if each.name == "conversations.history"]
    assert (pages.count("ok"), pages.count("ratelimited")) == (3, 2)
    assert direct(stage, BEN).count("a") == 1


async def test_not_allowed_to_look(stage: Stage) -> None:
    """An installation without the scope: written down, with Slack's own word."""
    scopes = stage.emulator.world.app.manifest["oauth_config"]["scopes"]["bot"]
    scopes.remove("im:history")
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=True)

    await recovered(stage)

    row = (await rows(stage.db))["a"]
    assert (row.state, row.error) == (FAILED, f"{MAY_BE_POSTED} (missing_scope)")
    assert direct(stage, BEN) == ["a"]


async def test_taken_back_while_in_doubt(stage: Stage) -> None:
    """Whether it was posted is found out first; then it is deleted."""
    await owe(stage.db, outgoing("a", BEN), outgoing("b", BEN))
    await interrupt(stage, "a", posted=True)
    stage.clock.move_by(LEASE)
    await stage.sender.leases.recover(stage.clock.now())
    await retract(stage.db, "a", stage.clock.now())
    await retract(stage.db, "b", stage.clock.now())

    await stage.queue.drain()
    stage.clock.move_by(timedelta(minutes=5))
    await stage.queue.drain()

    assert direct(stage, BEN) == []
    states = {key: row.state for key, row in (await rows(stage.db)).items()}
    assert states == {"a": SENT, "b": CANCELLED, "retract:a": SENT}


@pytest.mark.parametrize("action", ["retract", "cancel"])
async def test_withdrawn_while_in_doubt(stage: Stage, action: str) -> None:
    """It turns out not to be in Slack: nobody ever hears of it, and nothing is left to do."""
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=False)
    stage.clock.move_by(LEASE)
    await stage.sender.leases.recover(stage.clock.now())
    await withdraw(stage, "a", action)

    await stage.queue.drain()
    stage.clock.move_by(timedelta(minutes=5))
    await stage.queue.drain()

    found = await rows(stage.db)
    assert (found["a"].state, found["a"].in_doubt) == (CANCELLED, False)
    assert action == "cancel" or found["retract:a"].state == SENT
    assert "chat.postMessage" not in [each.name for each in stage.emulator.world.traffic]


async def test_cancelled_though_it_was_posted(stage: Stage) -> None:
    """What is there stays: it is found, and not deleted."""
    await owe(stage.db, outgoing("a", BEN))
    await interrupt(stage, "a", posted=True)
    stage.clock.move_by(LEASE)
    await stage.sender.leases.recover(stage.clock.now())
    await withdraw(stage, "a", "cancel")

    await stage.queue.drain()

    assert direct(stage, BEN) == ["a"]
    assert (await rows(stage.db))["a"].state == SENT


@pytest.mark.parametrize("action", ["retract", "cancel"])
async def test_withdrawn_while_slack_refuses_it(stage: Stage, action: str) -> None:
    """It was on its way, and Slack was too busy to take it: it is not tried again."""
    await owe(stage.db, outgoing("a"))
    in_hand = await stage.sender.leases.claim((await rows(stage.db))["a"], stage.clock.now())
    assert in_hand is not None
    await withdraw(stage, "a", action)
    await stage.queue.drain()
    busy = after(SlackFailure("ratelimited", permanent=False, retry_after=30), in_hand)
    await Outcomes(stage.db, DeliveryHooks()).write(in_hand, busy, stage.clock.now())

    for _ in range(2):
        stage.clock.move_by(timedelta(minutes=5))
        await stage.queue.drain()

    found = await rows(stage.db)
    assert found["a"].state == CANCELLED
    assert action == "cancel" or found["retract:a"].state == SENT
    assert stage.said() == []


async def test_who_woke_up_too_late_changes_nothing(stage: Stage) -> None:
    """A process that stalled beyond its lease finds its delivery settled by another, and leaves it so."""
    await owe(stage.db, outgoing("a", LEADS))
    seen = (await rows(stage.db))["a"]
    stalled = await stage.sender.leases.claim(seen, stage.clock.now())
    assert stalled is not None
    await recovered(stage)
    assert (await rows(stage.db))["a"].state == FAILED

    assert await stage.sender.leases.claim(seen, stage.clock.now()) is None
    assert (await rows(stage.db))["a"].error == MAY_BE_POSTED


async def test_who_woke_up_while_another_tries_changes_nothing(stage: Stage) -> None:
    """What came of the earlier attempt says nothing of the one that is under way."""
    await owe(stage.db, outgoing("a", BEN))
    leases = stage.sender.leases
    stalled = await leases.claim((await rows(stage.db))["a"], stage.clock.now())
    assert stalled is not None
    stage.clock.move_by(LEASE)
    await leases.recover(stage.clock.now())
    assert await leases.claim((await rows(stage.db))["a"], stage.clock.now()) is not None

    refused = after(SlackFailure("channel_not_found", permanent=True), stalled)
    await Outcomes(stage.db, DeliveryHooks()).write(stalled, refused, stage.clock.now())

    row = (await rows(stage.db))["a"]
    assert (row.state, row.attempts, row.error) == (SENDING, 2, None)
