"""A message that tells other facts: as it goes out, or by an edit where it is."""

from dataclasses import replace

from sqlalchemy import update

from bot.db.transaction import Database
from bot.deliveries.failures import LONGEST_BACKOFF
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED, SENDING, SENT, WAITING
from bot.deliveries.outbox import Outbox
from bot.demo.cast import NORTHWIND

from .stage import BEN, MONDAY, SALES, Plain, Stage, outgoing, owe, retract, rows


async def amend(db: Database, key: str, words: str, request: str = "r1") -> None:
    """Other words for this message."""
    async with db.transaction(NORTHWIND) as transaction:
        await Outbox(transaction).edit(key, Plain, lambda old: replace(old, text=words), request, MONDAY)


def edits(stage: Stage) -> int:
    """How often Slack was asked to change a message."""
    return len([each for each in stage.emulator.world.traffic if each.name == "chat.update"])


async def test_before_it_went_out(stage: Stage) -> None:
    """It goes out with the new words, and nothing is edited."""
    await owe(stage.db, outgoing("a"))
    await amend(stage.db, "a", "better")
    await stage.queue.drain()

    assert stage.said() == ["better"]
    assert edits(stage) == 0


async def test_where_it_is(stage: Stage) -> None:
    """The message itself changes, once for the same request; a later one changes it again."""
    await owe(stage.db, outgoing("a"))
    await stage.queue.drain()
    await amend(stage.db, "a", "better")
    await amend(stage.db, "a", "better")
    await stage.queue.drain()
    assert stage.said() == ["better"]
    assert edits(stage) == 1

    await amend(stage.db, "a", "best", "r2")
    await stage.queue.drain()
    assert stage.said() == ["best"]


async def test_while_it_is_under_way(stage: Stage) -> None:
    """Another process is posting it right now: edited as soon as it is known where it is."""
    await owe(stage.db, outgoing("a"))
    async with stage.db.system() as session:
        await session.execute(update(Delivery).values(state=SENDING, next_at=MONDAY + 2 * LONGEST_BACKOFF))
    await amend(stage.db, "a", "better")
    await stage.queue.drain()
    assert (await rows(stage.db))["amend:r1"].state == WAITING

    posted = await stage.slack.call(NORTHWIND, "chat.postMessage", channel=SALES, text="a")
    async with stage.db.system() as session:
        where = {"slack_channel": SALES, "slack_ts": posted["ts"]}
        await session.execute(update(Delivery).where(Delivery.state == SENDING).values(state=SENT, **where))
    stage.clock.move_by(LONGEST_BACKOFF)
    await stage.queue.drain()
    assert stage.said() == ["better"]


async def test_after_it_is_gone(stage: Stage) -> None:
    """What was taken back, or deleted in Slack, or never was, stays so; nobody is told of trouble."""
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await retract(stage.db, "a")
    await stage.queue.drain()
    (message,) = stage.posts()
    await stage.slack.call(NORTHWIND, "chat.delete", channel=SALES, ts=message.ts)
    for number, key in enumerate("abc"):
        await amend(stage.db, key, "better", f"r{number}")
    await stage.queue.drain()

    found = await rows(stage.db)
    assert stage.said() == []
    assert found["a"].state == CANCELLED
    assert found["amend:r1"].state == SENT
    assert set(found) == {"a", "b", "amend:r1"}


async def test_while_it_is_in_doubt(stage: Stage) -> None:
    """It may be in Slack with the old words: it is looked for, and edited once it is found."""
    await owe(stage.db, outgoing("a", BEN))
    row = (await rows(stage.db))["a"]
    metadata = {"event_type": "pacer_delivery", "event_payload": {"delivery": row.id}}
    await stage.slack.call(NORTHWIND, "chat.postMessage", channel=BEN, text="a", metadata=metadata)
    async with stage.db.system() as session:
        await session.execute(update(Delivery).values(in_doubt=True))
    await amend(stage.db, "a", "better")
    await stage.queue.drain()
    stage.clock.move_by(LONGEST_BACKOFF)
    await stage.queue.drain()

    bot = stage.emulator.world.teams[NORTHWIND].bot_user_id
    assert [m.text for m in stage.emulator.world.direct_channel(bot, BEN).messages] == ["better"]


async def test_what_is_taken_back_is_not_edited(stage: Stage) -> None:
    """Whichever was ordered first: nothing is asked of Slack that would fail there."""
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await stage.queue.drain()
    await retract(stage.db, "a")
    await amend(stage.db, "a", "better")
    await amend(stage.db, "b", "better", "r2")
    await retract(stage.db, "b")
    while await stage.queue.drain():
        stage.clock.move_by(LONGEST_BACKOFF)

    assert stage.said() == []
    assert edits(stage) == 0
    assert {row.state for row in (await rows(stage.db)).values()} == {SENT}
