"""Ana asks her team about herself: answered by five, shown when it is closed, without a name."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.deliveries.models import Delivery
from bot.deliveries.notices import SENT
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.pulse.notices import PulseReminder
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.started import MONDAY

from .goals_office import said, told
from .reviews_office import EIGHT, with_eight


async def test_other_words_are_told_back(stage: Stage) -> None:
    """With what may be written."""
    cleo = stage.actor("cleo").goes_to("#general")
    await cleo.types("/pulse banana")
    assert "I do not understand “banana”. Write `/pulse` or `/pulse new`." in said(cleo.sees()[-1])


async def test_days_that_are_offered_are_working_days(stage: Stage) -> None:
    """Five of them from a Saturday on; for a pulse as for a question to somebody."""
    await with_eight(stage)
    await stage.emulator.move_clock(MONDAY + timedelta(days=5))
    ana = stage.actor("ana").goes_to("#general")
    for words in ("/pulse new", "/feedback ask"):
        await ana.types(words)
        assert ana.modal is not None
        assert "'initial_date': '2026-12-04'" in str(ana.modal.blocks), words
        await ana.closes(clear=True)


async def test_a_pulse(stage: Stage) -> None:
    """Asked, reminded once who has not answered, closed, looked at; Cleo sees nothing."""
    await with_eight(stage)
    ana, cleo = stage.actor("ana").goes_to("#general"), stage.actor("cleo").goes_to("#general")
    await ana.types("/pulse new")
    await ana.submits({"question": "I am heard <here> & now", "minimum": "5 answers", "closes": "2026-11-27"})
    assert ana.modal is not None
    assert "They are asked" in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=8))
    await stage.emulator.settled()
    for number, name in enumerate(EIGHT[:5]):
        rep = stage.actor(name).goes_to("@Pacer")
        await rep.clicks("pulse.answer")
        assert rep.modal is not None
        assert "Your name is not kept" in str(rep.modal.blocks)
        await rep.submits({"score": "4: mostly", "words": f"Words number {number}"})
        await rep.closes(clear=True)
    await ana.types("/pulse")
    await ana.clicks("pulse.show")
    assert ana.modal is not None
    assert "answered" not in str(ana.modal.blocks)
    assert "Words number" not in str(ana.modal.blocks)
    await ana.closes(clear=True)
    await stage.emulator.move_clock(MONDAY + timedelta(days=3, hours=8))
    await stage.emulator.settled()
    assert "closes after" in str([said(each) for each in told(stage.actor(EIGHT[6]))])
    assert "closes after" not in str([said(each) for each in told(stage.actor(EIGHT[0]))])
    await stage.emulator.move_clock(MONDAY + timedelta(days=7, hours=8))
    await stage.emulator.settled()
    await ana.types("/pulse")
    await ana.clicks("pulse.show")
    shown = str(ana.modal.blocks)
    assert "4 of 5* on average" in shown
    assert "5 of 8 answered" in shown
    assert all(f"Words number {number}" in shown for number in range(5))
    assert "Walker" not in shown
    await cleo.types("/pulse")
    assert "Nothing is asked of you" in said(cleo.sees()[-1])


async def test_about_the_team(stage: Stage) -> None:
    """The question that stands in the form is about the manager: left as it is, the team's own is asked."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/pulse new")
    await ana.submits({"about": "Us, the team (peers)", "closes": "2026-11-27"})
    assert ana.modal is not None
    assert "They are asked: “In this team we help each other" in str(ana.modal.blocks)


async def test_not_asked_again_of_almost_the_same(stage: Stage) -> None:
    """The team has lost one: what they said could be found by subtraction, so the question waits."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/pulse new")
    assert ana.modal is not None
    assert "at least 5" in str(ana.modal.blocks)
    await ana.submits({"question": "I am heard", "closes": "2026-11-27"})
    await ana.closes(clear=True)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        team = (await teams.load_org_chart(transaction)).led_by(ana.user.id)[0]
        seven = TeamForm("Enterprise", team.manager_id, team.member_ids[1:], team.channel_id)
        await teams.save(
            acting(transaction, ana.user.id, stage.emulator.clock.now(), "seven"), seven, team.id
        )
    await ana.types("/pulse new")
    await ana.submits({"question": "I am  HEARD!", "closes": "2026-11-27"})
    assert "Almost the same people" in ana.modal.errors["question"]
    assert "26 Jan" in ana.modal.errors["question"]
    await ana.submits({"question": "We have what we need", "closes": "2026-11-27"})
    assert "They are asked" in str(ana.modal.blocks)


@pytest.mark.parametrize("are_sent", [True, False])
async def test_reminders_tell_nobody_who_has_answered(stage: Stage, are_sent: bool) -> None:
    """Ben has answered and gets none; in lists, counts and rows his is like everybody's, sent or failed."""
    await with_eight(stage)
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/pulse new")
    await ana.submits({"question": "I am heard", "closes": "2026-11-27"})
    await ana.closes(clear=True)
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=8))
    ben = stage.actor("ben").goes_to("@Pacer")
    await ana.types("/pacer deliveries")
    before = without_times(ana)
    await ben.clicks("pulse.answer")
    await ben.submits({"score": "4: mostly"})
    await ana.types("/pacer deliveries")
    assert without_times(ana) == before
    if not are_sent:
        stage.emulator.world.app.manifest["oauth_config"]["scopes"]["bot"].remove("chat:write")
    await stage.emulator.move_clock(MONDAY + timedelta(days=3, hours=8))
    await stage.emulator.settled()
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        query = select(Delivery).where(Delivery.kind == PulseReminder.kind)
        rows = list(await reading.session.scalars(query))
    assert len(rows) == len(EIGHT)
    alike = {(row.state, row.slack_ts, row.slack_channel, row.error, row.attempts) for row in rows}
    assert alike == {(SENT, None, None, None, 0)}, "it went with the others of that morning"
    assert "closes after" not in str([said(each) for each in told(ben)])
    dario = str([said(each) for each in told(stage.actor("dario"))])
    assert ("closes after" in dario) is are_sent
    await ana.types("/pacer deliveries")
    assert ana.modal is not None
    assert "Pulse" not in str(ana.modal.blocks)


def without_times(actor: Actor) -> str:
    """The window that somebody sees, but for block ids."""
    assert actor.modal is not None
    return re.sub(r"'block_id': '[^']+'", "", str(actor.modal.blocks))
