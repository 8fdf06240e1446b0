"""Plays over the wire: asked for while a win is fresh, found when they are needed, used, thanked; losses."""

from datetime import timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.records import DealStatus
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.workspace.rules.books import BookRules
from tests.features.ledger.office import deal
from tests.started import MONDAY

from .goals_office import in_window, said, told, with_team

FIELDS = {
    "Title": "Who else signs",
    "For which skill?": "Discovery",
    "Situation": "A buyer who liked it, and no decision.",
    "What I did": "I asked Orbit who else has to sign before price.",
    "Why it worked": "They brought the person who decides.",
}


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Ben and Grace; Ben won Orbit, his largest deal, and lost Globex."""
    await with_team(stage)
    ben = stage.emulator.world.named("ben", NORTHWIND).id
    day = MONDAY.date()
    records = [
        *(deal(1_000, day - timedelta(days=30 + n), external_id=f"B{n}", name=f"Old {n}") for n in range(5)),
        deal(9_000, day - timedelta(days=1), external_id="W", name="Orbit", account="Orbit"),
        deal(5_000, day, DealStatus.LOST, external_id="L", name="Globex"),
    ]
    source = PostingSource("crm", "crm", confirms=True, now=MONDAY - timedelta(hours=1), today=day)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await book(transaction, [MatchedDeal(each, ben, ()) for each in records], source, BookRules())


async def test_a_play_is_found_when_it_is_needed(stage: Stage) -> None:
    """Asked once, written with the facts filled in and names replaced, found by words, used and thanked."""
    ana, ben, grace, cleo = (
        stage.actor(name).goes_to("#general") for name in ("ana", "ben", "grace", "cleo")
    )
    await grace.types("/play")
    assert "Whoever won a deal in a way worth repeating can write the first." in said(grace.sees()[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(days=1, hours=6))
    await stage.emulator.settled()
    asked = [each for each in told(ben) if "What would you do again?" in said(each)]
    assert [each.text for each in asked] == ["Orbit is your largest deal so far. What would you do again?"]
    await ben.goes_to("@Pacer").clicks("plays.write")
    assert "under $10,000" in in_window(ben)
    await ben.submits({**FIELDS, "What I did": "short"})
    assert "Write at least 20 characters in each field." in in_window(ben)
    await ben.submits(FIELDS)
    assert "P1 is shared." in in_window(ben)
    await grace.types("/play sign discov")
    assert "by Ben" in said(grace.sees()[-1])
    assert "Orbit" not in said(grace.sees()[-1])
    await grace.clicks("plays.open")
    assert "I asked the customer who else has to sign before price." in in_window(grace)
    assert "Still true" not in in_window(grace), "who neither wrote nor used it cannot say so"
    await grace.clicks("plays.thank")
    assert "the play" in in_window(grace)
    await ben.goes_to("#general").types("/play used P1")
    await ben.submits({"On which deal?": "Globex · lost"})
    assert "What becomes of the deal counts by itself." in in_window(ben)
    await ana.types("/play P1")
    assert "used on 1 deal by 1 person: 0 won, 1 lost, 0 open" in said(ana.sees()[-1])
    assert "Too few deals to tell whether it helps." in said(ana.sees()[-1])
    await grace.types("/play nothing like it")
    assert "No play has all of these words. Fewer words find more." in said(grace.sees()[-1])
    await cleo.types("/play")
    assert "You are in no team" in said(cleo.sees()[-1])
    await ben.closes()
    await ben.types("/play P1")
    await ben.clicks("plays.edit")
    await ana.clicks("plays.archive")
    await grace.types("/play P1")
    assert "There is no such play any more." in said(grace.sees()[-1])
    await ben.submits({"Title": "Who else signs first"})
    assert "Kept. P1 is archived: you alone see it." in in_window(ben), "it was shared when the form opened"
    await ben.closes()
    await ben.types("/play P1")
    await ben.clicks("plays.edit")
    assert "Without that tick it stays so" in in_window(ben)
    await ben.submits({"Title": "Who signs"})
    assert "Kept. P1 is archived: you alone see it." in in_window(ben)
    await grace.types("/play by @ben")
    assert "They have shared no play yet." in said(grace.sees()[-1])
    await ben.closes()
    await ben.types("/play P1")
    await ben.clicks("plays.edit")
    await ben.submits({"Who reads it?": ["Everybody in a team"]})
    assert "P1 is shared." in in_window(ben)
    await grace.types("/play")
    assert "P1 \u00b7 discovery \u00b7 by Ben" in said(grace.sees()[-1])


async def test_a_message_becomes_a_play_and_a_loss_is_explained(stage: Stage) -> None:
    """Its author is asked, and writes it; of a lost deal the reason is asked once, for two people's eyes."""
    ben, grace, kavya = stage.actor("ben"), stage.actor("grace"), stage.actor("kavya")
    await grace.goes_to("#sales").types("I always ask who else signs before I name a price")
    for colleague in (ben, kavya, ben):
        await colleague.goes_to("#sales").uses_shortcut("Save as a play", on=grace.sees("#sales")[-1])
    await stage.emulator.move_clock(MONDAY + timedelta(hours=16))
    await stage.emulator.settled()
    asked = str([said(each) for each in told(grace)])
    assert asked.count("others could use what you wrote") == 1, "however many ask about a message"
    assert "sales" not in str([said(each) for each in told(grace) if "others could use" in said(each)])
    await grace.goes_to("@Pacer").clicks("plays.from_message")
    assert "I always ask who else signs before I name a price" in in_window(grace)
    await grace.closes()
    await ben.goes_to("#sales").types("/kudos @grace asked who else signs, and won it")
    await stage.emulator.settled()
    thanks = next(each for each in reversed(grace.sees("#sales")) if "thanks" in said(each))
    await grace.goes_to("#sales").uses_shortcut("Save as a play", on=thanks)
    assert "asked who else signs, and won it" in in_window(grace)
    await grace.closes()
    note = next(each for each in told(grace) if "thanked you" in said(each))
    await grace.goes_to("@Pacer").uses_shortcut("Save as a play", on=note)
    assert "asked who else signs, and won it" in in_window(grace)
    await ben.uses_shortcut("Save as a play", on=thanks)
    assert "whoever wrote that is in none" in in_window(ben), "it is the play of whoever is thanked"
    await ben.closes()
    assert "Globex was lost. Why, mostly?" in str([said(each) for each in told(ben)])
    await ben.opens_home()
    await ben.clicks("Say why", within=ben.home)
    await ben.submits({"Reason": "Price or terms"})
    assert "Kept, for you and whoever leads you." in in_window(ben)
    await ben.opens_home()
    assert "Globex was lost" not in str(ben.home)
