"""An action of a gap card watches a figure; it did not move, and Pacer says so."""

from datetime import date, timedelta

from bot.demo.stage import Stage

from .goals_office import said, told
from .metrics_office import booked
from .people import newest
from .skills_office import MONDAY, SELLERS, decided, with_roles, with_sellers

LATER = date(2027, 3, 26)


async def test_it_did_not_move_and_pacer_says_so(stage: Stage) -> None:
    """From the gap to an action, what could be seen of it beforehand, and months later the same to both."""
    await with_sellers(stage)
    for name in SELLERS:
        await booked(stage, name, *decided(name, *((12, 8, 62) if name == "ben" else (40, 20, 50))))
    await with_roles(stage, *SELLERS)
    ana, ben = (stage.actor(name).goes_to("#general") for name in ("ana", "ben"))
    await ben.types("/skills gaps")
    assert (await ben.clicks("Set an action")).ok
    assert ben.modal is not None
    form = str(ben.modal.blocks)
    for words in ("What we find out before we show anything", "Which figure shall move by it?", "Discovery"):
        assert words in form
    await ben.submits({"text": "Ask for the number first", "owner": "I do"})
    page = str(ben.modal.blocks)
    assert "only a change of some" in page, page
    assert "points could be told from chance" in page
    assert "watches Discovery" in page
    await ben.clicks("Meetings a day")
    assert "Meetings a day: looked at after 30 working days." in str(ben.modal.blocks)
    await ben.closes(clear=True)

    stage.emulator.clock.move_to(MONDAY + timedelta(days=120))
    await booked(stage, "ben", *decided("ben", 6, 5, 55, LATER))
    await stage.emulator.settled()
    words = "*Ask for the number first: did not move.*"
    for who in (ana, ben):
        cards = [said(each) for each in told(who) if "Ask for the number first" in said(each)]
        assert any(words in each for each in cards), cards
    card = next(said(each) for each in told(ana) if words in said(each))
    assert "Ben: *Ask for the number first" in card
    assert "was to be expected without it" in card
    assert "Something else may help more." in card
    assert "Judged with care: there are fewer than 30 earlier windows like this one" in card
    ben.goes_to("@Pacer")
    own = next(each for each in told(ben) if words in said(each))
    assert (await ben.clicks("Why?", within=own)).ok
    assert "gets better by chance alone" in str(ben.modal.blocks)
    await ben.closes()
    await ben.clicks("End it", within=own)
    await stage.emulator.settled()
    assert "It has ended." in next(said(each) for each in told(ana) if words in said(each))
    await ben.goes_to("#general").types("/coach")
    assert "Ask for the number first" not in newest(ben.sees())
