"""The lease on a file that somebody sent, by a clock that may be set."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db.transaction import Database
from bot.features.imports.models.files import FileImportRow
from bot.features.imports.service import files
from bot.features.imports.service.files import LEASE
from bot.framework.jobs import AT_ANY_TIME

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM = "T0NORTH"


@pytest.mark.parametrize(
    ("later", "is_free"),
    [
        (timedelta(minutes=1), False),
        (LEASE + timedelta(seconds=1), True),
        (timedelta(hours=-1), True),
        (timedelta(days=-1), True),
    ],
)
async def test_by_table(db: Database, later: timedelta, is_free: bool) -> None:
    """Ten minutes long nobody else takes it; a clock that is set back does not make hours of that."""
    async with db.transaction(TEAM) as transaction:
        assert await files.next_due(transaction) is None
        transaction.session.add(
            FileImportRow(
                workspace_id=TEAM,
                sender_id="U0ANA",
                channel_id="D1",
                name="deals.csv",
                url="https://files.example/1",
                digest="",
                kind="",
                source="file",
                layout={},
                state="waiting",
                facts={},
                version=1,
                sent_at=NOW,
                attempts=0,
            )
        )
    async with db.transaction(TEAM) as transaction:
        assert await files.next_due(transaction) == AT_ANY_TIME
        (file_id,) = await files.pending(transaction, NOW)
        assert await files.claim(transaction, file_id, NOW) is not None

    async with db.transaction(TEAM) as transaction:
        found = await files.pending(transaction, NOW + later)
        due = await files.next_due(transaction)
        taken = await files.claim(transaction, file_id, NOW + later)

    assert (list(found), taken is not None) == (([file_id] if is_free else []), is_free)
    assert due == NOW + LEASE
