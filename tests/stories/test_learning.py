"""The library over the wire: put on the shelf, given, done by one's own word; a new starter's first month."""

from datetime import timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.ledger.service.quotas import set_employment
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import roles
from tests.contexts import acting
from tests.started import MONDAY

from .goals_office import in_window, said, told, with_team


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben and Grace; Cleo is in no team."""
    await with_team(stage)


async def test_something_to_read_is_given(stage: Stage) -> None:
    """An empty shelf says who can begin; what is given comes once, is done by one's own word, then gone."""
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await ben.types("/learn")
    assert "Anybody in a team can add the first thing to read, watch or try." in said(ben.sees()[-1])
    await ben.clicks("library.add")
    await ben.submits({"Address": "ftp://x.io", "Title": "Questions", "For which skill?": "Discovery"})
    assert "Write an address that begins with https:// or http://." in in_window(ben)
    await ben.submits({"Address": "https://x.io/q", "Title": "Questions that open"})
    assert "Questions that open> is on the shelf." in in_window(ben)
    await cleo.types("/learn")
    assert "the library is for those who are in one" in said(cleo.sees()[-1])
    await ana.types("/learn #discovery")
    assert "from Ben" in said(ana.sees()[-1])
    await ana.chooses("library.row", "Give R1 to somebody")
    await ana.submits({"To whom?": "grace", "Until when?": "2026-12-04"})
    assert "It is on Grace's list." in in_window(ana)
    await stage.emulator.settled()
    grace = stage.actor("grace")
    await stage.emulator.move_clock(MONDAY + timedelta(hours=16))
    await stage.emulator.settled()
    assert "Ana gave you: Questions that open, by Fri 4 Dec" in str([said(each) for each in told(grace)])
    await grace.goes_to("@Pacer").clicks("library.open")
    await grace.clicks("library.done")
    assert "Was it useful?" in in_window(grace)
    await grace.clicks("library.use:useful")
    assert "Thank you." in in_window(grace)
    await stage.emulator.move_clock(MONDAY + timedelta(days=3))
    await stage.emulator.settled()
    assert str([said(each) for each in told(grace)]).count("Questions that open") <= 2
    await grace.goes_to("#general").types("/learn")
    assert "On your list" not in said(grace.sees()[-1])
    await grace.types("/learn right R1")
    assert "Questions that open> counts as right again." in said(grace.sees()[-1])
    await ana.types("/learn retire R1")
    assert "Questions that open> is off the shelf." in said(ana.sees()[-1])


async def test_a_new_starters_first_month(stage: Stage) -> None:
    """The path of the role comes by itself, one item at a time; who has begun long ago gets nothing."""
    ana, ben = (stage.actor(name).goes_to("#general") for name in ("ana", "ben"))
    world = stage.emulator.world
    ids = {name: world.named(name, NORTHWIND).id for name in ("ana", "ben", "jamal")}
    for number, title in enumerate(("First calls", "Price talk"), 1):
        await ana.types(f"/learn add https://x.io/{number} {title} #discovery 10 min")
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ctx = acting(transaction, ids["ana"], MONDAY, "who sells what")
        await roles.set_roles(ctx, [SellerProfile(ids[who], "ae", "") for who in ("ben", "jamal")])
        ctx = acting(transaction, ids["ana"], MONDAY, "begins")
        await set_employment(ctx, ids["ben"], (MONDAY + timedelta(days=1)).date(), None)
    await ben.types("/learn path")
    assert "It has no items yet. Managers and admins write it." in said(ben.sees()[-1])
    await ana.types("/learn path ae add R2")
    await ana.types("/learn path ae add R1")
    await ana.types("/learn path ae")
    assert "Changed last by you" in said(ana.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=8))
    await stage.emulator.settled()
    assert "Next on your learning path: Price talk, 10 min" in str([said(each) for each in told(ben)])
    assert "First calls" not in str([said(each) for each in told(ben)])
    assert "learning path" not in str([said(each) for each in told(stage.actor("jamal"))])
    await ben.types("/learn done R2")
    await stage.emulator.move_clock(MONDAY + timedelta(days=9, hours=8))
    await stage.emulator.settled()
    assert "Next on your learning path: First calls" in str([said(each) for each in told(ben)])
    await ana.types("/learn path ae")
    assert "Ben: 1 of 2 items" in said(ana.sees()[-1])
