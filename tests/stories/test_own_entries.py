"""Own entries need a nod: Ben logs a deal, Ana decides; until then nothing moves."""

from datetime import date, timedelta

import pytest

from bot.demo.stage import Stage
from bot.emulator.state.world import SlackMessage
from tests.started import MONDAY

from .goals_office import said, told, with_team
from .metrics_office import booked, deal, posts, quota, shown, types


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise, which talks in #sales; Ben has a quota."""
    await with_team(stage)
    await quota(stage, "ben", 100_000)
    await stage.emulator.settled()


async def asked(stage: Stage) -> SlackMessage:
    """The message in which Ana is asked."""
    await stage.emulator.settled()
    return [each for each in told(stage.actor("ana")) if "wrote down" in said(each)][-1]


async def test_ben_logs_a_deal_and_ana_nods(stage: Stage) -> None:
    """It stands beside his figures at once, and in all others once she has tapped."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await booked(stage, "ben", deal("D1", 10_000, date(2026, 11, 10)))
    answer = await types(ben, "/metrics log won $48k Acme")
    assert "*Acme*, $48,000, won Mon 23 Nov, is written down." in answer
    assert "It counts once Ana confirms it, or crm tells of it." in answer
    assert "10.0% of quota" in answer
    own = await types(ben, "/metrics")
    assert "Bookings *$10,000* · *$48,000* waits for Ana" in own
    assert "10.0%" in own
    assert "48" not in await types(ben, "/metrics team")
    message = await asked(stage)
    assert "*Ben Walker* wrote down *Acme*, $48,000, won Mon 23 Nov." in said(message)
    assert "With it Ben has $58,000 in Q4 2026." in said(message)
    assert not [post for post in posts(stage) if "Acme" in said(post)]

    await ana.clicks("Confirm", within=message)
    await stage.emulator.move_clock(MONDAY + timedelta(hours=3))
    assert "Confirmed by Ana Silva: it counts." in said(await asked(stage))
    assert "*Acme*" in said(posts(stage)[-1])
    own = await types(ben, "/metrics")
    assert "58.0%" in own
    assert "waits" not in own


async def test_ana_declines_and_ben_disputes(stage: Stage) -> None:
    """He hears why, says why not, and gets what she allows."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/metrics log won $48k Acme")
    await ana.clicks("Not like that", within=await asked(stage))
    refused = await ana.submits({})
    assert "Say what is different, or why it does not count." in str(refused.error)
    await ana.submits({"Or why it does not count": "Not signed yet, see <!channel>"})
    assert "*Acme* is declined" in shown(ana)
    await ana.closes()
    await stage.emulator.settled()
    assert "Declined by Ana Silva." in said(await asked(stage))
    news = told(ben)[-1]
    assert "Ana Silva declined *Acme*, $48,000: it does not count." in said(news)
    assert "Not signed yet" in said(news)
    assert "<!channel>" not in said(news)
    assert "0.0%" in await types(ben, "/metrics")

    await ben.clicks("Dispute", within=news)
    await ben.submits({"What is wrong with it?": "It is signed, for 40k"})
    await ben.closes(clear=True)
    await stage.emulator.settled()
    await ana.clicks("Correct", within=told(ana)[-1])
    await ana.submits({"What should stand there (USD)": "40000", "Why": "Signed today"})
    await ana.closes(clear=True)
    assert "40.0%" in await types(ben, "/metrics")


async def test_the_same_again(stage: Stage) -> None:
    """What was declined and is written down again is asked about anew, with who declined it and why."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/metrics log won $9k Bolt")
    await ana.clicks("Not like that", within=await asked(stage))
    await ana.submits({"Or why it does not count": "That is Grace's"})
    await ana.closes(clear=True)
    await types(ben, "/metrics log won $9k Bolt")
    assert "Ana Silva declined this on Mon 23 Nov: That is Grace's" in said(await asked(stage))


async def test_ana_knows_better(stage: Stage) -> None:
    """Another amount confirms that; the rep hears of it."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/metrics log won $48k Acme")
    await ana.clicks("Not like that", within=await asked(stage))
    refused = await ana.submits({"Amount": "$45k", "Or why it does not count": "Discount"})
    assert "Either another amount or day" in str(refused.error)
    await ana.submits({"Amount": "$45k", "Or why it does not count": ""})
    assert "counts now, as you say" in shown(ana)
    await ana.closes()
    await stage.emulator.settled()
    news = "Ana Silva confirmed *Acme*, $48,000, as $45,000, won Mon 23 Nov: so it counts."
    assert news in said(told(ben)[-1])
    assert "45.0%" in await types(ben, "/metrics")
    await ben.types("/metrics why bookings")
    assert "48,000" not in shown(ben)


async def test_several_are_one_message_and_one_tap(stage: Stage) -> None:
    """What Ben writes within ten minutes is asked about once; all of it is confirmed at once."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    for words in ("$10k Acme", "$20k Bolt", "$5k Corex"):
        await types(ben, f"/metrics log won {words}")
    await stage.emulator.settled()
    (message,) = [each for each in told(ana) if "wrote down" in said(each)]
    assert "With them Ben has $35,000" in said(message)
    await types(ben, "/metrics undo")
    assert "Taken back." in said(await asked(stage))
    await ana.clicks("Confirm all", within=await asked(stage))
    assert "30.0%" in await types(ben, "/metrics")


async def test_a_source_takes_over(stage: Stage) -> None:
    """Its amount counts, and Ana's message says so; what only looks like it she is asked about."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/metrics log won $10k Bolt")
    await types(ben, "/metrics log won $7k Corex")
    await booked(stage, "ben", deal("D7", 10_500, date(2026, 11, 20), name="Bolt"))
    await booked(stage, "ben", deal("D8", 7_000, date(2026, 11, 20), name="Corex Ltd"))
    await stage.emulator.move_clock(MONDAY + timedelta(minutes=5))
    message = await asked(stage)
    assert "It counts: crm says $10,500." in said(message)
    assert "Is it *Corex Ltd* of crm?" in said(message)
    assert "17.5%" in await types(ben, "/metrics")
    await ana.clicks("It is the same", within=message)
    assert "It counts: it is *Corex Ltd*." in said(await asked(stage))
    assert "17.5%" in await types(ben, "/metrics")


async def test_nobody_decides(stage: Stage) -> None:
    """It waits in Home, is asked again after two working days, and all of it is confirmed from the list."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    for words in ("$10k Acme", "$20k Bolt"):
        await types(ben, f"/metrics log won {words}")
    await ana.opens_home()
    assert "Ben logged " in str(ana.home)
    await ben.opens_home()
    assert "*$10,000 and $20,000* wait for Ana" in str(ben.home)
    await stage.emulator.move_clock(MONDAY + timedelta(days=2, hours=2))
    await stage.emulator.settled()
    reminders = [each for each in told(ana) if "they wait for you" in said(each)]
    assert len(reminders) == 1, [said(each)[:90] for each in told(ana)]
    await ana.clicks("Show deals", within=reminders[0])
    assert "*Acme*, $10,000, won Mon 23 Nov · Ben Walker" in shown(ana)
    await ana.clicks("Confirm all")
    assert "2 deals confirmed." in shown(ana)
    assert "Nothing waits for you." in shown(ana)
    await ana.closes(clear=True)
    assert "30.0%" in await types(ben, "/metrics")


async def test_who_does_not_sell_is_asked_first(stage: Stage) -> None:
    """Cleo is in no books: what she wrote stands in the form once she says that she sells.

    Nor is Kavya, whose team tells nothing of whether she does.
    """
    kavya = stage.actor("kavya").goes_to("#general")
    await kavya.types("/metrics log")
    assert kavya.modal is not None
    assert "Do you sell?" in str(kavya.modal.blocks)
    cleo = stage.actor("cleo").goes_to("#general")
    await cleo.types("/metrics log won $48k R&D")
    assert cleo.modal is not None
    assert "Do you sell?" in str(cleo.modal.blocks)
    await cleo.clicks("Yes, it is my deal")
    assert "$48,000" in str(cleo.modal.blocks)
    await cleo.submits()
    assert "$48,000" in str(cleo.modal.blocks)
    await cleo.closes(clear=True)
    await cleo.types("/metrics log")
    assert cleo.modal is not None
    assert "Which deal" in str(cleo.modal.blocks), "a deal of hers is in the books"
