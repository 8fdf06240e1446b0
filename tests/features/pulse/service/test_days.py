"""A pulse goes by the days on which people work: asked, reminded and closed on some of them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.pulse.rules.pulses import About, PulsePlan
from bot.features.pulse.service import lifecycle
from tests.contexts import acting
from tests.features.goals.office import NORTH
from tests.features.ledger.office import key
from tests.features.pulse.office import ANA, TEAM, asked

FRIDAY_EVENING = datetime(2026, 11, 27, 18, tzinfo=UTC)


async def reminders(db: Database, closes_on: date) -> list[datetime]:
    """Ana asks on Friday evening; when her team is reminded."""
    async with db.transaction(NORTH) as transaction:
        question = {29: "We help each other", 30: "I am paid well", 1: "Our tools work"}.get(closes_on.day)
        plan = PulsePlan(None, About.team, question or "Meetings are short", 5, closes_on)
        pulse = await lifecycle.ask(acting(transaction, ANA, FRIDAY_EVENING, key()), plan)
        query = select(Delivery).where(Delivery.kind == "pulse.reminded")
        found = [each for each in await transaction.session.scalars(query) if each.facts["id"] == pulse.id]
        return [each.due_at for each in found]


async def test_days_on_which_nobody_works(db: Database) -> None:
    """It does not close before they are asked; nobody is reminded on a weekend, or as they are asked."""
    await asked(db)
    with pytest.raises(BadInput, match="work before it closes") as refusal:
        await reminders(db, date(2026, 11, 29))
    assert refusal.value.field == "closes"
    for monday_or_tuesday in (date(2026, 11, 30), date(2026, 12, 1)):
        assert await reminders(db, monday_or_tuesday) == []
    friday = datetime(2026, 12, 4, tzinfo=UTC)
    assert await reminders(db, date(2026, 12, 7)) == [friday] * len(TEAM)
