"""What Northwind shares at the demo's beginning: a library, plays, mentors, and what comes by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.stage import open_stage
from bot.features.library.service import shelf
from bot.features.mentors.rules.matching import shortlists
from bot.features.mentors.service import clockwork, pages
from bot.features.plays.models import DealDebriefRow, PlayUseRow
from bot.features.plays.service import search
from bot.features.plays.service.weekly import play_of_the_week
from bot.framework.context import Contexts
from tests.contexts import acting
from tests.stages import box_at

pytestmark = pytest.mark.story
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TOMORROW = MONDAY + timedelta(days=1)


async def test_northwind_shares_what_works(sqlite_file: str) -> None:
    """Shelf, plays with what became of their deals, a pair of mentors; tomorrow Hugo chooses from a list."""
    emulator = box_at(MONDAY)
    async with open_stage(emulator, f"sqlite:///{sqlite_file}", migrated=True) as stage:
        await seed(stage.pacer.db, emulator.world, MONDAY)
        ids = {name: emulator.world.named(name, NORTHWIND).id for name in ("ben", "kavya", "grace", "hugo")}
        db: Contexts = stage.pacer.db
        async with db.reading(NORTHWIND) as reading:
            of_ben = acting(reading, ids["ben"], MONDAY, "look")
            stood = await shelf.load_shelf(of_ben)
            found = await search.load_list(of_ben, "price objection")
            newest = await search.load_list(of_ben)
            of_kavya = acting(reading, ids["kavya"], MONDAY, "look")
            mine = (await shelf.load_shelf(of_kavya)).mine
            pair = (await pages.load_page(of_kavya)).mentorships
            uses = len((await reading.session.execute(select(PlayUseRow.play_id))).all())
            losses = len((await reading.session.execute(select(DealDebriefRow.id))).all())
            to_solve = await clockwork.to_assign(reading, TOMORROW)
        async with db.transaction(NORTHWIND) as transaction:
            weekly = await play_of_the_week(transaction, "C0SALES2NW", TOMORROW)
    assert (stood.rows.total, len(stood.mine), newest.rows.total) == (14, 1, 24)
    assert [line.play.title for line in found.rows.rows] == ["Price only after the third yes"]
    assert [item.resource.title for item in mine] == ["Who signs: a map to fill in"]
    assert [(each.mentor, each.mentorship.held) for each in pair] == [("Grace Kim", 1)]
    assert uses == 31
    assert losses >= 20
    assert weekly.text.startswith("A play by ")
    assert to_solve is not None
    assert shortlists(to_solve.candidates)[ids["hugo"]] == [emulator.world.named("jamal", NORTHWIND).id]
