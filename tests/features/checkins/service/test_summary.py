"""What the manager reads, and what the team's channel does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.features.checkins.service import summary
from bot.features.goals.service.queries import load_viewer
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    NORTH,
    NOW,
    TERMS,
    by,
    open_office,
    report,
    set_goal,
)


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Three goals of Ben's, reported twice: one came nearer to its target, one fell back, one is private."""
    await open_office(db)
    earlier = NOW - timedelta(weeks=2)
    for title, before, after in (("Up", 10, 60), ("Down", 60, 10), ("Mine", 1, 2)):
        goal = await set_goal(db, BEN, BEN, replace(TERMS, title=title), private=title == "Mine")
        await report(db, goal.id, before, now=earlier)
        await report(db, goal.id, after)


async def test_the_channel_hears_of_progress_only(db: Database) -> None:
    """Ana reads everything; in the channel stands nobody who fell back, and nothing private."""
    async with db.transaction(NORTH) as transaction:
        viewer = await load_viewer(transaction, ANA)
        (team,) = viewer.org_chart.led_by(ANA)
        look = await summary.look_at(transaction, team, viewer, NOW, timedelta(weeks=1))
        public = summary.post_of(look, NOW)
    assert len(look.lines) == 3
    assert [line.split("·")[0].split("*")[1] for line in public.moved] == ["Up"]
    assert public.goals == 2


@pytest.mark.parametrize("actor", [BEN, CLEO, HEAD, ADA])
async def test_only_their_manager_offers_help(db: Database, actor: str) -> None:
    """Neither an admin nor another team's lead."""
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed, match="Only their manager"):
            await summary.offer_help(by(transaction, actor), BEN)
