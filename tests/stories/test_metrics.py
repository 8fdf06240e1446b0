"""Numbers that are trusted: seen, explained, disputed, corrected, told on Monday."""

from datetime import date
from decimal import Decimal

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.records import DealStatus
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, person, quota, shown, types
from .people import newest


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def test_a_deal_is_won_reopened_and_won_again(stage: Stage) -> None:
    """The books keep every turn of it, and an open quarter is told anew."""
    ben = stage.actor("ben")
    await quota(stage, "ben", 200_000)
    assert "$0" in await types(ben, "/metrics me")
    await booked(stage, "ben", deal("D1", 50_000, date(2026, 11, 10)))
    assert "25.0%" in await types(ben, "/metrics")
    await booked(stage, "ben", deal("D1", 50_000, None, DealStatus.OPEN))
    assert "0.0%" in await types(ben, "/metrics me this quarter")
    await booked(stage, "ben", deal("D1", 45_000, date(2026, 11, 23)))
    answer = await types(ben, "/metrics me Q4")
    assert "22.5%" in answer
    assert "bookings $45,000" in answer

    await ben.types("/metrics why attainment")
    reason = shown(ben)
    for words in ("bookings / quota for these days", "quota for these days: $200,000", "reversal"):
        assert words in reason
    assert "Quota segments" not in reason, "one of the whole period says nothing new"


async def test_ben_disputes_a_number(stage: Stage) -> None:
    """He says why, Ana decides in place, the correction is a line of its own."""
    ana, ben, cleo = (stage.actor(name) for name in ("ana", "ben", "cleo"))
    await quota(stage, "ben", 100_000)
    halves = [Split(person(stage, "ben"), _percent(50)), Split(person(stage, "grace"), _percent(50))]
    await booked(stage, "ben", deal("D1", 40_000, date(2026, 11, 20), name="Initech"), splits=halves)
    assert "bookings $20,000" in await types(ben, "/metrics")

    await ben.types("/metrics dispute")
    await ben.chooses("metrics.row", "Dispute this row")
    refused = await ben.submits({"What is wrong with it?": "no"})
    assert "Write 3 to 1,000 characters" in str(refused.error)
    await ben.submits({"What is wrong with it?": "We agreed on 70%, see <!channel>"})
    assert "Sent to *Ana Silva*" in shown(ben)
    await ben.closes(clear=True)

    asked = told(ana)[-1]
    assert "*Ben Walker* disputes a row" in said(asked)
    assert "<!channel>" not in said(asked)
    await ana.clicks("Correct", within=asked)
    await ana.submits(
        {
            "What should stand there (USD)": "28000",
            "The difference goes to": "grace",
            "Why": "70 to 30 it was",
        }
    )
    await ana.closes()
    assert "Corrected by +$8,000, by Ana Silva" in said(asked)
    assert "70 to 30 it was" in said(told(ben)[-1])
    assert "bookings $28,000" in await types(ben, "/metrics")
    assert "Booked $12,000" not in await types(ben, "/metrics")
    assert "$40,000" in await types(ana, "/metrics team")
    assert "Only Ben Walker and Ben Walker's manager" in await types(cleo, "/metrics @ben")


async def led_by(stage: Stage, manager: str) -> None:
    """Ana hands her team to somebody else, or takes it back."""
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        (team,) = (await teams.load_org_chart(transaction)).teams
        form = TeamForm(team.name, person(stage, manager), team.member_ids, team.channel_id)
        now = stage.emulator.clock.now()
        await teams.save(acting(transaction, person(stage, "ana"), now, f"led by {manager}"), form, team.id)


async def test_who_leads_ben_no_more_does_not_see_his_rows(stage: Stage) -> None:
    """The button below what was asked stays; what it opened does not."""
    dario, ben = stage.actor("dario"), stage.actor("ben")
    await led_by(stage, "dario")
    await booked(stage, "ben", deal("D1", 40_000, date(2026, 11, 20), name="Initech"))
    await types(ben, "/metrics dispute")
    await ben.chooses("metrics.row", "Dispute this row")
    await ben.submits({"What is wrong with it?": "It was 45k"})
    asked = told(dario)[-1]
    await dario.clicks("Correct", within=asked)
    assert "Initech" in shown(dario)
    await dario.closes()
    await led_by(stage, "ana")
    await dario.clicks("Correct", within=asked)
    assert dario.modal is None
    assert "Only Ben Walker and Ben Walker's manager" in newest(told(dario))


async def test_who_sees_what(stage: Stage) -> None:
    """Ben sees himself and the sums of his team, Ana everybody in it, Cleo nothing."""
    ana, ben, cleo = (stage.actor(name) for name in ("ana", "ben", "cleo"))
    await quota(stage, "ben", 100_000)
    await quota(stage, "grace", 100_000)
    await booked(stage, "ben", deal("D1", 10_000, date(2026, 11, 20)))
    await booked(stage, "grace", deal("D2", 70_000, date(2026, 11, 20)))
    team = await types(ben, "/metrics team")
    assert "40.0%" in team
    assert "Grace" not in team
    assert "Grace Kim" in await types(ana, "/metrics team")
    assert "You are in no team" in await types(cleo, "/metrics team")
    assert "no team of yours" in await types(cleo, "/metrics team Enterprise")
    for words in ("/metrics @grace", "/metrics why pace @grace", "/metrics quota @grace"):
        assert "Only Grace Kim and" in await types(ben, words)
    await ben.types("/metrics why bookings team")
    assert "$80,000" in shown(ben)
    assert "Deal D2" not in shown(ben)


def _percent(number: int) -> Decimal:
    return Decimal(number)


@pytest.mark.parametrize("refuses", [False, True])
async def test_newer_blocks_in_an_answer(stage: Stage, refuses: bool) -> None:
    """The first one follows the acknowledgement, refused or not, and is seen once; later ones are in it."""
    stage.emulator.faults.change({"refuse_new_blocks": refuses})
    ana = stage.actor("ana").goes_to("#general")
    for acknowledged in (False, True):
        before = len(ana.sees())
        typed = await ana.types("/metrics team")
        (sheet,) = ana.sees()[before:]
        kinds = {block["type"] for block in sheet.blocks}
        assert ("data_table" in kinds) is not refuses
        assert "Grace Kim" in str(sheet.blocks)
        assert bool(typed.text) is acknowledged
