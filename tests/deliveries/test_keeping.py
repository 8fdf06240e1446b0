"""How long files and rows are kept once a delivery has come to its end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.deliveries.delivery_log import DeliveryLog, forget_old
from bot.deliveries.models import Attachment
from bot.deliveries.notices import EXPIRED, FAILED, FILES_KEPT_FOR, SENT
from bot.deliveries.outbox import Outbox
from bot.demo.cast import NORTHWIND

from .stage import BEN, KINDS, MONDAY, Stage, outgoing, owe, rows

LATER = MONDAY + timedelta(days=10)


async def files(stage: Stage) -> list[str]:
    """The files that are there after the hourly sweep."""
    async with stage.db.system() as session:
        await forget_old(session, KINDS, stage.clock.now())
        return list(await session.scalars(select(Attachment.name)))


async def held_for_ten_days(stage: Stage, whom: str) -> None:
    """A message with a file waits until they are back."""
    async with stage.db.transaction(NORTHWIND) as transaction:
        file_id = await Outbox(transaction).attach("review.html", b"words", MONDAY)
    await owe(stage.db, outgoing("a", whom, due=LATER, attachment=file_id))
    stage.clock.move_to(LATER)
    assert await files(stage) == ["review.html"]


@pytest.mark.parametrize("state", [FAILED, EXPIRED])
async def test_a_file_of_one_that_was_given_up(stage: Stage, state: str) -> None:
    """For a week from then on, not from when it was made: so long it can be sent again."""
    await held_for_ten_days(stage, "U0NOBODY00")
    if state == EXPIRED:
        stage.clock.move_by(timedelta(days=2))
    await stage.queue.drain()
    assert (await rows(stage.db))["a"].state == state

    stage.clock.move_by(FILES_KEPT_FOR)
    assert await files(stage) == ["review.html"]
    stage.clock.move_by(timedelta(seconds=1))
    assert await files(stage) == []


async def test_a_file_that_is_sent_again(stage: Stage) -> None:
    """What Slack refused at first arrives with its file; then the file is gone."""
    await held_for_ten_days(stage, BEN)
    scopes = stage.emulator.world.app.manifest["oauth_config"]["scopes"]["bot"]
    scopes.remove("files:write")
    await stage.queue.drain()
    failed = (await rows(stage.db))["a"]
    assert (failed.state, await files(stage)) == (FAILED, ["review.html"])

    scopes.append("files:write")
    async with stage.db.transaction(NORTHWIND) as transaction:
        await DeliveryLog(transaction).send_again(failed.id, stage.clock.now())
    assert await files(stage) == ["review.html"]
    await stage.queue.drain()

    sent = (await rows(stage.db))["a"]
    assert (sent.state, sent.given_up_at, await files(stage)) == (SENT, None, [])
