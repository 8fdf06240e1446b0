"""Praise that becomes a public kudos: offered where it can be, and why not where it cannot."""

from dataclasses import replace

import pytest

from bot.common.errors import AlreadyRecorded, NotAllowed
from bot.features.feedback.listeners.feedback import on_command, on_read
from bot.features.feedback.service import feedback
from bot.features.kudos.repository.kudos import KudosRepository
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import MAX_REASON, KudosSettings
from bot.features.kudos.service import giving as kudos
from bot.features.kudos.service.settings import change_settings
from bot.framework.context import Contexts
from tests.contexts import acting
from tests.features.asking import pressed, typed
from tests.features.feedback.office import SHARED, wrote
from tests.features.goals.office import ADA, BEN, CLEO, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import key


async def share(db: Contexts, feedback_id: int, who: str = BEN, name: str = "") -> int:
    """Somebody shares it; the id of the kudos."""
    async with db.transaction(NORTH) as transaction:
        shared = await feedback.share(acting(transaction, who, NOW, name or key()), feedback_id)
        assert shared.kudos_id is not None
        return shared.kudos_id


async def shown(db: Contexts, feedback_id: int, who: str = BEN) -> str:
    """The feedback on somebody's screen."""
    return str(await on_read(pressed(who, "feedback.read", str(feedback_id)), db))


async def test_offered_only_where_it_fits(db: Contexts) -> None:
    """Of what is longer than a kudos can be, nobody finds a button that can only refuse; the form says so."""
    await open_office(db)
    form = str(await on_command(typed(MATE, "/feedback", f"<@{BEN}>"), db))
    assert "A kudos takes 1,000 characters" in form
    for length, is_offered in ((MAX_REASON, True), (MAX_REASON + 1, False)):
        written = await wrote(db, replace(SHARED, what="x" * length))
        for who in (BEN, MATE):
            assert ("Share as kudos" in await shown(db, written, who)) is is_offered


async def test_why_it_cannot_be_shared(db: Contexts) -> None:
    """Another day helps where the day's points are given; whatever else it is, is told."""
    await open_office(db)
    written = await wrote(db, SHARED)
    async with db.transaction(NORTH) as transaction:
        await kudos.give(
            acting(transaction, MATE, NOW, key()), GiveKudos((CLEO,), 5, "for everything"), KudosSettings()
        )
    with pytest.raises(NotAllowed, match="try another day"):
        await share(db, written)
    for settings in (KudosSettings(allowances={"rep": 0}), KudosSettings(min_reason=100)):
        await decided(db, settings)
        with pytest.raises(NotAllowed, match="It cannot be shared as kudos"):
            await share(db, written)


async def decided(db: Contexts, settings: KudosSettings) -> None:
    """An admin changes the settings of kudos."""
    async with db.transaction(NORTH) as transaction:
        await change_settings(
            acting(transaction, ADA, NOW, key()), settings, zone="Europe/London", managers=()
        )


async def test_undone_it_can_be_shared_again_by_its_writer(db: Contexts) -> None:
    """It is not shared for ever; an undo takes back the consent; the same tap twice is one."""
    await open_office(db)
    written = await wrote(db, SHARED)
    first = await share(db, written, name="a tap")
    assert "Shared as public kudos" in await shown(db, written)
    async with db.transaction(NORTH) as transaction:
        await kudos.undo(acting(transaction, MATE, NOW, key()), first)
    again = await shown(db, written)
    assert "Shared as public kudos" not in again
    assert "Share as kudos" not in again
    with pytest.raises(NotAllowed):
        await share(db, written)
    assert "Share as kudos" in await shown(db, written, MATE)
    with pytest.raises(AlreadyRecorded):
        await share(db, written, MATE, "a tap")
    second = await share(db, written, MATE)
    with pytest.raises(NotAllowed, match="only once"):
        await share(db, written, MATE)
    async with db.reading(NORTH) as reading:
        counts = [await KudosRepository(reading).find(each) for each in (first, second)]
    assert [each is not None and each.undone_at is None for each in counts] == [False, True]
