"""What is owed: with the thing it tells of or not at all, once, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.common.date_ranges import ONE_DAY
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED, EXPIRED, FAILED, SENT, WAITING
from bot.deliveries.outbox import TOPIC, Outbox
from bot.deliveries.recipients import Recipient

from .stage import ANA, MONDAY, SALES, Drawn, Stage, outgoing, owe, retract, rows


async def test_what_is_enqueued_is_written(db: Database) -> None:
    """A row waits from now on, and lives as long as it was given."""
    await owe(
        db, outgoing("a"), outgoing("b", Recipient(SALES, "1.2", ANA), expires_after=timedelta(hours=1))
    )

    found = await rows(db)
    assert (found["a"].state, found["a"].next_at, found["a"].attempts) == (WAITING, MONDAY, 0)
    assert found["a"].expires_at == MONDAY + ONE_DAY
    assert found["b"].expires_at == MONDAY + timedelta(hours=1)
    assert Recipient.parse(found["b"].target) == Recipient(SALES, "1.2", ANA)


async def test_one_key_is_enqueued_once_in_a_workspace(db: Database) -> None:
    """A tick that is repeated owes nothing twice; another workspace has its own keys."""
    await owe(db, outgoing("a"))
    await owe(db, replace(outgoing("a"), notice=Drawn("changed")), outgoing("b"))
    await owe(db, outgoing("b"), workspace_id="T0ELSE")

    async with db.reading("") as transaction:
        found = await Outbox(transaction).session.connection()
        count = (await found.exec_driver_sql("SELECT COUNT(*) FROM deliveries")).scalar()
    assert count == 3
    assert (await rows(db))["a"].facts == {"v": 1, "text": "a"}


async def test_nothing_is_enqueued_when_the_action_fails(db: Database) -> None:
    """A rolled back transaction owes nothing and wakes nobody."""
    woken: list[str] = []
    db.subscribe(TOPIC, lambda: woken.append("now"))

    with pytest.raises(RuntimeError):
        await _fail_after_owing(db)
    assert (await rows(db), woken) == ({}, [])

    await owe(db, outgoing("a"))
    assert woken == ["now"]


async def _fail_after_owing(db: Database) -> None:
    async with db.transaction("T1") as transaction:
        await Outbox(transaction).enqueue_all([outgoing("a")], MONDAY)
        raise RuntimeError("the use case failed")


async def test_owing_nothing(db: Database) -> None:
    """No messages, no rows."""
    await owe(db)

    assert await rows(db) == {}


async def test_taken_back_before_it_was_sent(stage: Stage) -> None:
    """Nobody ever sees it, and Slack is not called."""
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await retract(stage.db, "a")

    assert await stage.queue.drain() == 1

    assert stage.said() == ["b"]
    assert list(await rows(stage.db)) == ["a", "b"]
    assert (await rows(stage.db))["a"].state == CANCELLED


async def test_taken_back_after_it_was_sent(stage: Stage) -> None:
    """The message is deleted; taking it back twice deletes once."""
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await stage.queue.drain()
    await retract(stage.db, "a")
    await retract(stage.db, "a")

    await stage.queue.drain()

    assert stage.said() == ["b"]
    assert [e.name for e in stage.emulator.world.traffic if e.name == "chat.delete"] == ["chat.delete"]
    assert (await rows(stage.db))["retract:a"].state == SENT


@pytest.mark.parametrize("state", [FAILED, EXPIRED])
async def test_taken_back_after_it_failed(stage: Stage, state: str) -> None:
    """Nobody sends it again by mistake, and there is nothing to delete."""
    await owe(stage.db, outgoing("a"))
    async with stage.db.system() as session:
        await session.execute(update(Delivery).values(state=state))

    await retract(stage.db, "a")

    assert {key: row.state for key, row in (await rows(stage.db)).items()} == {"a": CANCELLED}


async def test_taking_back_what_never_was(stage: Stage) -> None:
    """There is nothing to delete, so nothing is owed."""
    await retract(stage.db, "nothing")

    assert await rows(stage.db) == {}


async def test_taking_back_is_within_the_workspace(stage: Stage) -> None:
    """The same key elsewhere stays."""
    await owe(stage.db, outgoing("a"), workspace_id="T0ELSE")
    await retract(stage.db, "a")

    assert (await rows(stage.db))["a"].state == WAITING
