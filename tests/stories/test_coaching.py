"""1:1s over the wire: planned, talked about, held once both say so, and what comes back until it is done."""

from datetime import timedelta

import pytest

from bot.demo.stage import Stage
from tests.started import MONDAY

from .goals_office import said, told, with_team


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben and Grace; Cleo is in no team."""
    await with_team(stage)


async def test_a_talk_that_only_one_says_was_held(stage: Stage) -> None:
    """It counts nowhere until the other says so too; then both see it, and Ben is asked if it was useful."""
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await ana.types("/coach @ben every 2 weeks tuesday 10:00")
    assert "every 2 weeks on Tuesday at 10:00" in said(ana.sees()[-1])
    assert "Next: Tue 24 Nov 10:00" in said(ana.sees()[-1])
    await ana.types("/coach @ben every week monday 9:00")
    assert "There is one with Ben already: every 2 weeks on Tuesday at 10:00." in said(ana.sees()[-1])
    await ben.types("/coach topic discount handling")
    await ben.types("/coach private topic bancorp")
    assert "only you see this" in said(ben.sees()[-1])
    grace = stage.actor("grace").goes_to("#general")
    await grace.types("/feedback give @ben")
    await grace.submits({"what": "He asked why five times", "Skill": "Discovery"})
    await stage.emulator.move_clock(MONDAY + timedelta(minutes=35))
    await stage.emulator.settled()
    card = said(told(ben)[-1])
    assert "1 piece of feedback" in card
    await ben.goes_to("@Pacer").clicks("coaching.feedback")
    assert "Grace Kim" in str(ben.modal.blocks if ben.modal else "")
    await ben.clicks("Read")
    assert "Skill or value: Discovery" in str(ben.modal.blocks if ben.modal else "")
    await ben.closes(clear=True)
    assert "1:1 with Ana, Tue 24 Nov 10:00" in card
    assert "bancorp" in card
    await stage.emulator.move_clock(MONDAY + timedelta(hours=23, minutes=45))
    await stage.emulator.settled()
    assert "Your 1:1s today" in said(told(ana)[-1])
    assert "discount handling" in said(told(ana)[-1])
    assert "bancorp" not in said(told(ana)[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=2, minutes=5))
    await stage.emulator.settled()
    assert "Did you talk with Ben today?" in said(told(ana)[-1])
    await ana.goes_to("@Pacer").clicks("coaching.yes")
    await stage.emulator.settled()
    assert "You said that you talked. Ben has not said so yet." in said(told(ana)[-1])
    await ana.goes_to("#general").types("/coach @ben")
    assert "confirmed" not in said(ana.sees()[-1])
    await cleo.types("/coach @ben")
    assert "Only Ben and Ben's manager see this." in said(cleo.sees()[-1])
    await cleo.types("/coach")
    assert "You are in no team, so there is no 1:1." in said(cleo.sees()[-1])
    await ben.goes_to("@Pacer").clicks("coaching.yes")
    await stage.emulator.settled()
    assert "You both said so." in said(told(ana)[-1])
    assert "Ana never sees single answers." in said(told(ben)[-1])
    assert "Was it useful?" not in said(told(ana)[-1])
    await ben.clicks("coaching.use:useful")
    await stage.emulator.settled()
    assert "Thank you." in said(told(ben)[-1])
    await ana.types("/coach @ben")
    assert "confirmed: Tue 24 Nov" in said(ana.sees()[-1])
    await ana.types("/coach history @ben")
    await stage.emulator.settled()
    assert "All your 1:1s with Ben Walker" in str([said(each) for each in told(ana)])


async def test_an_action_comes_back_until_it_is_done(stage: Stage) -> None:
    """Offered, taken on, late, carried over with the talk, and gone once its owner says that it is done."""
    ana, ben = (stage.actor(name).goes_to("#general") for name in ("ana", "ben"))
    await ana.types("/coach @ben every week tuesday 10:00")
    await ana.types("/coach action @ben recap mail after each demo by today #discovery")
    assert "Offered to Ben" in said(ana.sees()[-1])
    await ben.types("/coach done A1")
    assert "You have not taken this on yet." in said(ben.sees()[-1])
    await ben.types("/coach")
    await ben.chooses("coaching.item", "Take it on")
    await ana.types("/coach done A1")
    assert "That is Ben's to say." in said(ana.sees()[-1])
    await ana.types("/coach action @ben x by fryday")
    assert 'I cannot read "fryday": write friday, 4 Dec or 2026-12-04.' in said(ana.sees()[-1]).replace(
        "\\", ""
    )
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=1))
    await ana.types("/coach held @ben")
    await ben.types("/coach held")
    assert "You both said so." in said(ben.sees()[-1])
    await ben.types("/coach")
    assert "by Tue 1 Dec" in said(ben.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=3))
    await stage.emulator.settled()
    await ben.types("/coach A1 to 3 Dec")
    assert "By Thu 3 Dec now." in said(ben.sees()[-1])
    stage.emulator.clock.move_to(MONDAY + timedelta(days=9))
    await stage.emulator.settled()
    reminders = [said(each) for each in told(ben) if "due Thu 3 Dec" in said(each)]
    assert any("recap mail after each demo" in each for each in reminders), reminders
    await ben.types("/coach done A1")
    assert "Done." in said(ben.sees()[-1])
    await ben.types("/coach A1 to 9 Dec")
    assert "This is done: open it again first." in said(ben.sees()[-1])
    await ben.types("/pacer evidence")
    assert "1:1 with Ana" in said(ben.sees()[-1])
    assert "recap mail after each demo: done" in said(ben.sees()[-1])


async def test_words_and_forms(stage: Stage) -> None:
    """What is not understood is told; each form opens, refuses beside its field, and shows the page again."""
    ana, ben = (stage.actor(name).goes_to("#general") for name in ("ana", "ben"))
    for typed, answer in (
        ("/coach ben", "*ben* is nobody: pick the person from Slack's list."),
        ("/coach topc pricing", "I do not know *topc*. Did you mean `/coach topic`?"),
        ("/coach @cleo every tuesday 10:00", "A 1:1 is with somebody whom you lead, or who leads you."),
        ("/coach topic", "With whom? Name the person, as in `/coach @ben`."),
        ("/coach held @ben 1 Nov", "That is too long ago: a talk can be recorded for a week."),
        ("/coach @ben skip", "There are no 1:1s with Ben yet."),
        ("/coach done A99", "There is no such action any more."),
    ):
        await ana.types(typed)
        assert answer in f"{said(ana.sees()[-1])} {ana.sees()[-1].text}", typed
    await ana.types("/coach @ben")
    await ana.clicks("coaching.rhythm")
    await ana.submits({"weeks": "2", "weekday": "3", "at": "09:00", "minutes": "30"})
    assert ana.modal is not None
    assert "every 2 weeks on Thursday at 9:00" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await ben.types("/coach topic")
    await ben.submits({"text": "A deal that is stuck", "private": ["private"]})
    assert ben.modal is not None
    assert "only you see this" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await ana.types("/coach action @ben")
    await ana.submits({"owner": "other", "text": "Read the page on price", "due": "2026-12-04"})
    assert "waits for Ben" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await ben.types("/coach settings")
    assert "Only an admin of this workspace can change how coaching works here." in said(ben.sees()[-1])
    await ana.types("/coach settings")
    await ana.submits({"window_days": "10", "asks_use": []})
    assert "20" in str(ana.modal.errors)
    await ana.submits({"window_days": "40", "gap_cards": []})
    await ana.closes(clear=True)
    await ben.types("/skills gaps")
    assert "Gap cards are switched off here." in said(ben.sees()[-1])
    await ana.types("/coach move to friday 14:00")
    await ana.types("/coach @ben move to friday 14:00")
    assert "Next: Fri 27 Nov 14:00" in said(ana.sees()[-1])
    await ana.types("/coach @grace every week thursday 09:00")
    assert "for Grace, outside 9:00 to" in said(ana.sees()[-1])
    assert "(18:00 for Grace)" in said(ana.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=4, hours=7))
    await ben.types("/coach held")
    await ben.clicks("coaching.notes")
    await ben.submits({"mine": "call them by fryday", "shared": "We looked at it"})
    assert "fryday" in str(ben.modal.errors)
    await ben.submits({"mine": "call them by 4 Dec", "shared": "We looked at it", "talked": ["1"]})
    assert "call them" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await ana.goes_to("#general").types("a thread worth a talk")
    await ben.uses_shortcut("Add to my 1:1", on=ben.sees("#general")[-1])
    assert ben.modal is not None
    assert "https://slack.com/archives/" in str(ben.modal.blocks)
