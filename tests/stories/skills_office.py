"""Six who sell by three stages, and what they decided, for the stories of skills."""

from datetime import UTC, date, datetime, timedelta

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.ledger.rules.records import DealRecord, DealStatus, StageEntry
from bot.features.people.service.settings import save_settings
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import roles
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting

from .metrics_office import deal, person

SELLERS = ("ben", "grace", "jamal", "kavya", "dario", "hugo")
STAGES = ("Discovery", "Demo", "Offer")
LAST = date(2026, 11, 27)
MONDAY = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


async def with_sellers(stage: Stage) -> None:
    """Ana, an admin, leads six who sell by three stages."""
    ids = [person(stage, name) for name in SELLERS]
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        now = stage.emulator.clock.now()
        ctx = acting(transaction, person(stage, "ana"), now, "a team")
        await teams.save(ctx, TeamForm("Enterprise", person(stage, "ana"), tuple(ids)), None)
        settings = acting(transaction, person(stage, "ana"), now, "stages")
        await save_settings(settings, BookRules(stages=STAGES))
    stage.emulator.clock.move_to(MONDAY)


def decided(name: str, passed_discovery: int, won: int, lost: int, last: date = LAST) -> list[DealRecord]:
    """Deals up to a day; so many of them came further than discovery, the won ones first."""
    found = []
    for number in range(won + lost):
        day = last - timedelta(days=2 * number)
        reached = STAGES[: 3 if number < won else 2 if number < passed_discovery else 1]
        entries = tuple(StageEntry(each, day - timedelta(days=30)) for each in reached)
        status = DealStatus.WON if number < won else DealStatus.LOST
        found.append(
            deal(
                f"{name} {number} {last if last != LAST else ''}".strip(), 20_000, day, status, stages=entries
            )
        )
    return found


async def with_roles(stage: Stage, *names: str) -> None:
    """Ana says that these sell as Account Executives."""
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ctx = acting(transaction, person(stage, "ana"), stage.emulator.clock.now(), "roles")
        await roles.set_roles(ctx, [SellerProfile(person(stage, name), "ae") for name in names])
