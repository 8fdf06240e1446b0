"""Six sellers in Ana's team, for the tests of boards and contests."""

from datetime import date, datetime
from decimal import Decimal

from bot.db.transaction import Database
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service import quotas
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    MATE,
    NORTH,
    at,
    key,
    open_office,
)
from tests.features.members import member

NOON = datetime.fromisoformat("2026-11-24T12:00:00+00:00")
MORE = ("U1DAN", "U2EVE", "U3FAY", "U4GIL")
TEAM = (BEN, MATE, *MORE)


async def set_up(db: Database) -> None:
    """Six people in Ana's team, with quotas."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who) for who in MORE])
        form = TeamForm("Enterprise", ANA, TEAM, "C0SALES")
        org_chart = await teams.load_org_chart(transaction)
        found = org_chart.named("Enterprise")
        assert found is not None
        await teams.save(acting(transaction, ADA, at(date(2026, 9, 1)), "six"), form, found.id)
        for number, who in enumerate(TEAM):
            new = quotas.NewQuota(who, Decimal(100_000 + 20_000 * number), Per.quarter, date(2026, 7, 1))
            await quotas.set_quota(acting(transaction, ANA, at(date(2026, 9, 1)), key()), new)
