"""People in a workspace."""

import pytest

from bot.db.transaction import Database
from tests.features.members import member

from .cast import ANA, BEN, GONE, GRACE, ROBOT, keep


@pytest.fixture
async def cast(db: Database) -> None:
    """Ana is admin, Ben sits beside her, Grace in Seoul; a bot, and somebody who left."""
    await keep(
        db,
        member(ANA, is_admin=True),
        member(BEN),
        member(GRACE, zone="Asia/Seoul"),
        member(ROBOT, is_bot=True),
        member(GONE, is_deactivated=True),
    )
