"""What waits for admins of messages: those not delivered, and Slack that takes none."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db.transaction import Database
from bot.deliveries.circuits import THRESHOLD, Circuits
from bot.deliveries.delivery_log import DeliveryLog
from bot.deliveries.notices import EXPIRED, FAILED, SENT
from bot.features.operations.service import needs_of
from bot.features.people.service import members as people
from tests.features.goals.office import ANA, BEN, NORTH, NOW
from tests.features.members import member
from tests.features.needs.office import needs_by, told
from tests.features.operations.office import deliver


@pytest.fixture(autouse=True)
async def cast(db: Database) -> None:
    """Ana is admin, Ben is not."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(ANA, is_admin=True), member(BEN)])


async def of(db: Database, who: str, *, days: float = 0) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, NOW + timedelta(days=days)))


async def test_what_was_not_delivered(db: Database) -> None:
    """Of the last 24 hours, until it is sent again."""
    await deliver(db, "sent", SENT)
    assert await of(db, ANA) == []
    failed = await deliver(db, "failed", FAILED)
    assert await of(db, ANA) == ["1 message was not delivered [Look at deliveries]"]
    await deliver(db, "expired", EXPIRED)
    assert await of(db, ANA) == ["2 messages were not delivered [Look at deliveries]"]
    assert await of(db, BEN) == []

    async with db.transaction(NORTH) as transaction:
        await DeliveryLog(transaction).send_again(failed, NOW)
    assert await of(db, ANA) == ["1 message was not delivered [Look at deliveries]"]
    assert await of(db, ANA, days=1.1) == []


async def test_slack_is_down(db: Database) -> None:
    """Until it takes messages again."""
    since = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
    async with db.transaction(NORTH) as transaction:
        for _ in range(THRESHOLD):
            await Circuits(transaction).failed(since)
    assert await of(db, ANA) == ["Slack has taken no messages since Mon 9:05 [Look at deliveries]"]
    assert await of(db, BEN) == []

    async with db.transaction(NORTH) as transaction:
        await Circuits(transaction).close(NOW)
    assert await of(db, ANA) == []
