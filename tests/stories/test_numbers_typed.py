"""Numbers and days as people type them, at each door: read in one way, or asked back; never half read."""

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor

from .goals_office import said, told, with_team
from .metrics_office import quota
from .people import newest


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def types(actor: Actor, words: str) -> str:
    """What a command answers."""
    await actor.goes_to("#sales").types(words)
    return newest(actor.sees())


async def test_a_goal_in_words(stage: Stage) -> None:
    """The whole number is its target; the day is that of the quarter; the rest is its name."""
    ben = stage.actor("ben")
    answer = await types(ben, "/goal Win $1.2 million in renewals by Q4")
    assert "G1" in answer
    assert "$1,200,000" in await types(ben, "/goal G1")
    assert "Noted, thank you" in await types(ben, "/goal G1 — +US$50k, on track")
    assert "$50,000" in await types(ben, "/goal history G1")
    for typed, sentence in (
        ("/goal Win $12,5k by eoq", "“$12,5k” can be read in two ways: write 12.5k or 12,500."),
        ("/goal Win 12,345,67 by eoq", "“12,345,67” has its commas in odd places"),
        ("/goal Close –2 deals by eoq", "“–2” is below zero"),
        ("/goal Close 5 deals by Feb 30", "“Feb 30” is not a day: February has 29"),
        ("/goal Close 5 deals by last friday", "“last friday” is past"),
        ("/goal update G1 soon by friday", "I cannot read “soon by friday” as news of G1"),
    ):
        assert sentence in await types(ben, typed)
    assert "G2" not in await types(ben, "/goal list")


async def test_a_goal_in_its_form(stage: Stage) -> None:
    """What cannot be read is told beside its field."""
    ben = stage.actor("ben")
    await types(ben, "/goal set")
    wanted = {"What is the goal?": "Renewals", "How much?": "ten"}
    for typed, sentence in (("ten", "not a number"), ("0", "“0” is zero"), ("$7,5k", "two ways")):
        refused = await ben.submits({**wanted, "How much?": typed})
        assert sentence in str(refused.error)
    await ben.submits({**wanted, "How much?": "₹5,00,000"})
    await ben.closes()
    assert "INR 500,000" in await types(ben, "/goal G1") or "₹500,000" in newest(ben.sees())


async def test_a_deal_in_words(stage: Stage) -> None:
    """`million` belongs to the amount, not to the deal's name."""
    ben = stage.actor("ben")
    await quota(stage, "ben", 2_000_000)
    assert "*Acme*" in await types(ben, "/metrics log won $1.2 million Acme")
    assert "$1,200,000" in newest(ben.sees())
    for ahead in ("24 Nov", "Dec 31"):
        asked = await types(ben, f"/metrics log won $5k Hotel on {ahead}")
        assert f"“{ahead}” is ahead of Mon 23 Nov: if you mean 2025-" in asked
    answer = await types(ben, "/metrics log won $5k: Hotel on the hill on 2025-12-31")
    assert "*Hotel on the hill*, $5,000, won Wed 31 Dec 2025, is written down" in answer
    assert "write “million”, or digits" in await types(ben, "/metrics log won $1.2 milion Acme")
    answer = await types(stage.actor("ana"), "/metrics rate EUR 1.0840 from 20 May")
    assert "1 EUR = 1.084 USD from Wed 20 May" in answer
    assert "“1 Dec” is ahead of" in await types(stage.actor("ana"), "/metrics lock before 1 Dec")
    assert "before Wed 1 Oct 2025 stays" in await types(stage.actor("ana"), "/metrics lock before 1 Oct 2025")
    assert "“1,084” is no rate: write it with a point" in await types(
        stage.actor("ana"), "/metrics rate EUR 1,084"
    )


async def test_the_manager_hears_the_same_number(stage: Stage) -> None:
    """A proposal shows what was typed, as a number."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ana, "/goal Win $50,00,000 by eoq for @ben")
    assert "$5,000,000" in said(told(ben)[-1])
