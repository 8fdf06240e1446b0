"""Mentors over the wire: asked for, assigned overnight, chosen by the mentee, agreed to by the mentor."""

from datetime import timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.skills.models import SkillAgreedRow, SkillRoundRow
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.started import MONDAY

from .goals_office import in_window, said, told


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Kavya and Ben; Lucia leads Dario, who teaches discovery; Cleo is in no team."""
    world = stage.emulator.world
    ids = {name: world.named(name, NORTHWIND).id for name in ("ana", "ben", "kavya", "lucia", "dario")}
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        ctx = acting(transaction, ids["ana"], MONDAY, "one team")
        await teams.save(ctx, TeamForm("Enterprise", ids["ana"], (ids["kavya"], ids["ben"])), None)
        ctx = acting(transaction, ids["ana"], MONDAY, "another")
        await teams.save(ctx, TeamForm("Mid-market", ids["lucia"], (ids["dario"],)), None)
        row = SkillRoundRow(
            id=1,
            workspace_id=NORTHWIND,
            person_id=ids["dario"],
            manager_id=ids["lucia"],
            role="ae",
            lines={},
            state="closed",
            opened_by=ids["lucia"],
            opened_at=MONDAY,
            due_on=MONDAY.date(),
            person_ended=True,
            manager_ended=True,
            closed_at=MONDAY,
        )
        transaction.session.add(row)
        await transaction.session.flush()
        level = {"round_id": 1, "skill": "discovery", "level": 4, "by": ids["lucia"], "confirmed_at": MONDAY}
        transaction.session.add(SkillAgreedRow(workspace_id=NORTHWIND, **level))


async def test_dario_helps_kavya_with_discovery(stage: Stage) -> None:
    """Nobody hears of an ask before the mentee chooses; a contract of the two; the same words at its end."""
    kavya, dario, ana, cleo = (
        stage.actor(name).goes_to("#general") for name in ("kavya", "dario", "ana", "cleo")
    )
    await kavya.types("/mentor")
    assert "Anybody in a team can begin: `/mentor offer discovery`." in said(kavya.sees()[-1])
    await cleo.types("/mentor")
    assert "You are in no team: mentoring is for those who are in one" in said(cleo.sees()[-1])
    await dario.types("/mentor")
    await dario.clicks("mentors.offer")
    await dario.submits({"With what?": "Discovery", "To how many at once?": "2"})
    assert "You offer discovery." in in_window(dario)
    await dario.closes()
    await dario.types("/mentor")
    assert "You offer discovery, to 2 colleagues at once." in said(dario.sees()[-1])
    await kavya.types("/mentor ask")
    await kavya.submits({"With what?": "Discovery", "What would help you?": "I show too early."})
    assert "you choose whom you ask" in in_window(kavya)
    await kavya.closes()
    await ana.types("/mentor")
    assert "Kavya" not in said(ana.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=9))
    await stage.emulator.settled()
    assert "There are colleagues who could help you with discovery." in str(
        [said(each) for each in told(kavya)]
    )
    assert "asks for" not in str([said(each) for each in told(dario)])
    await kavya.types("/mentor")
    assert "*One who could help with discovery*" in said(kavya.sees()[-1])
    await kavya.clicks("mentors.this_one")
    await stage.emulator.move_clock(MONDAY + timedelta(days=2, hours=9))
    await stage.emulator.settled()
    asked = [said(each) for each in told(dario) if "asks for help" in said(each)]
    assert "I show too early." in str(asked)
    await dario.types("/mentor")
    await dario.clicks("mentors.gladly")
    assert "Talks 0 of 3" in said(dario.sees()[-1])
    await kavya.types("/mentor")
    await kavya.clicks("mentors.aims")
    await kavya.submits({"What do you want to reach?": "ask who signs in the first call"})
    await kavya.closes()
    for actor in (kavya, dario):
        await actor.types("/mentor")
        await actor.clicks("mentors.talked")
    assert "Talks 1 of 3" in said(dario.sees()[-1])
    assert "ask who signs in the first call" in said(dario.sees()[-1])
    await dario.types("/mentor not with @ben")
    assert "You are never matched with Ben" in said(dario.sees()[-1])
    await dario.clicks("mentors.end")
    assert "It has ended. Thank you both." in said(dario.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=3, hours=9))
    await stage.emulator.settled()
    assert "it has ended. Thank you both." in str([said(each) for each in told(kavya)])
