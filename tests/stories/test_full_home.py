"""The App Home with 100 people in a team and 61 goals a person: each tab of each role is taken by Slack."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.emulator.client.outsiders import add_guest
from bot.emulator.state.crowd import crowd
from bot.emulator.state.elements import elements_of
from bot.emulator.state.workspaces import add_people
from bot.emulator.transport.delivery import Transport
from bot.features.goals.models import GoalNumber, GoalRow
from bot.features.goals.repository.goals import GoalRepository
from bot.features.home.rules.tabs import Tab
from bot.features.home.views.frame import TAB
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.stages import box_at

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PEOPLE, GOALS = 100, 61
TITLE = "W" * 110
SEEN = {
    "ana": {"today", "goals", "numbers", "people", "team", "setup", "me"},
    "ben": {"today", "goals", "numbers", "people", "me"},
    "hugo": {"today", "goals", "numbers", "people", "setup", "me"},
    "cleo": {"today", "goals", "people", "me"},
    "gina": set(),
}


@pytest.fixture
async def stage(mode: Transport, database_url: str) -> AsyncIterator[Stage]:
    """Ana, an admin, leads Ben and 99 others; Hugo is an admin, Cleo in no team, Gina a guest."""
    emulator = box_at(MONDAY, mode)
    add_people(emulator.world, NORTHWIND, crowd(PEOPLE - 1), channel="general")
    add_guest(
        emulator.world, NORTHWIND, "gina", "Gina Rossi", emulator.world.channel_named("sales", NORTHWIND)
    )
    emulator.world.named("hugo", NORTHWIND).is_admin = True
    async with open_stage(emulator, database_url, migrated=True) as opened:
        ids = [emulator.world.named("ben", NORTHWIND).id, *(each.id for each in crowd(PEOPLE - 1))]
        ana = emulator.world.named("ana", NORTHWIND).id
        async with opened.pacer.db.transaction(NORTHWIND) as transaction:
            form = TeamForm(
                "Enterprise", ana, tuple(ids), emulator.world.channel_named("sales", NORTHWIND).id
            )
            await teams.save(acting(transaction, ana, MONDAY, "team"), form, None)
            owners = [who for who in (ana, *ids) for _ in range(GOALS)]
            repository = GoalRepository(transaction)
            rows = [_row(number, owner) for number, owner in enumerate(owners, 1)]
            for first in range(0, len(rows), 500):
                await repository.add(repository.insert(GoalRow), rows[first : first + 500])
            await repository.add(repository.insert(GoalNumber), [{"newest": len(rows)}])
        yield opened


def _row(number: int, owner_id: str) -> dict[str, Any]:
    """A goal with a long title; a third of them are blocked, all far behind."""
    return {
        "id": number,
        "number": number,
        "title": f"{TITLE} {number}",
        "why": "",
        "owner_id": owner_id,
        "proposer_id": None,
        "team_id": None,
        "kind": "money",
        "unit": "USD",
        "start": Decimal(0),
        "target": Decimal("999999999999.25"),
        "current": Decimal(number),
        "begins": MONDAY.date().replace(month=10),
        "due": MONDAY.date().replace(month=12),
        "state": "active",
        "counter": None,
        "coach_ids": [],
        "is_private": False,
        "parent_id": None,
        "roll_up": "own",
        "weight": Decimal(1),
        "health": "blocked" if number % 3 == 0 else None,
        "version": 1,
        "created_at": MONDAY,
        "waits_since": None,
        "reported_at": None,
        "reached_at": None,
    }


@pytest.mark.slow
async def test_every_tab_of_every_role_is_taken(stage: Stage) -> None:
    """Today within 40 blocks, the others within 60; nobody has a tab that is not theirs."""
    for name, tabs in SEEN.items():
        actor = stage.actor(name)
        await actor.opens_home()
        assert actor.home is not None, name
        offered = {
            element["action_id"].partition(":")[2]
            for _, element in elements_of(actor.home.blocks)
            if element.get("action_id", "").startswith(f"{TAB}:")
        }
        assert offered == tabs, name
        for tab in Tab.__members__:
            if tab in tabs:
                assert (await actor.clicks(f"{TAB}:{tab}", within=actor.home)).ok, (name, tab)
                assert len(actor.home.blocks) <= (40 if tab == "today" else 60), (name, tab)
    ana = stage.actor("ana")
    await ana.clicks(f"{TAB}:team", within=ana.home)
    assert "All 100" in str(ana.home)
