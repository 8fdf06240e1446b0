"""1:1s over the wire: planned, talked about, held once both say so, and what comes back until it is done."""

from datetime import timedelta

import pytest

from bot.demo.stage import Stage

from .conftest import MONDAY
from .goals_office import said, with_team


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben and Grace; Cleo is in no team."""
    await with_team(stage)


async def test_a_talk_that_only_one_says_was_held(stage: Stage) -> None:
    """It counts nowhere until the other says so too; then both see it, and Ben is asked if it was useful."""
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await ana.types("/coach @ben every 2 weeks tuesday 10:00")
    assert "every 2 weeks on Tuesday at 10:00" in said(ana.sees()[-1])
    assert "Next: Tue 24 Nov, 10:00" in said(ana.sees()[-1])
    await ana.types("/coach @ben every week monday 9:00")
    assert "There is one with Ben already: every 2 weeks on Tuesday at 10:00." in said(ana.sees()[-1])
    await ben.types("/coach topic discount handling")
    await ben.types("/coach private topic bancorp")
    assert "only you see this" in said(ben.sees()[-1])
    await ben.types("/coach held")
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=1, minutes=31))
    await stage.emulator.settled()
    await ana.types("/coach held @ben")
    assert "You said that you talked. Ben has not said so yet." in said(ana.sees()[-1])
    await cleo.types("/coach @ben")
    assert "Only Ben and Ben's manager see this." in said(cleo.sees()[-1]), said(cleo.sees()[-1])
    await ben.types("/coach")
    await ben.clicks("coaching.yes")
    await ana.types("/coach @ben")
