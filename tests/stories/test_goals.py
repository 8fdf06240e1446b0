"""Goals as a contract of two: proposed, answered, talked over, followed, reached."""

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor, NotSeen

from .goals_office import said, told, with_team
from .people import newest


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ana leads Enterprise."""
    await with_team(stage)


async def types(actor: Actor, words: str) -> str:
    """What a command answers."""
    await actor.goes_to("#sales" if actor.user.name != "cleo" else "#general").types(words)
    return newest(actor.sees())


async def test_proposed_countered_and_agreed(stage: Stage) -> None:
    """Ben's counter is put to Ana with both terms; nothing counts before it is accepted, and all is kept."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ana, "/goal Win $900k by eoq for team because it pays for Lisbon")
    answer = await types(ana, "/goal Win $300k by 18 Dec for @ben under G1")
    assert "*Win $300k* is proposed. Ben Walker can accept it" in answer

    assert "waits for your answer" in await types(ben, "/goal")
    assert "waits for Ben Walker" in await types(ana, "/goal G2")

    proposal = told(ben)[-1]
    assert "*Ana Silva* proposes a goal to you" in said(proposal)
    assert "↑ Win $900k" in said(proposal)
    assert "from the goals below it: none is agreed yet" in await types(ana, "/goal G1")

    await ben.clicks("Counter", within=proposal)
    await ben.submits({"How much?": "$250k", "What speaks for it?": "Two weeks of leave"})
    await ben.closes()
    assert "You offered other terms." in said(proposal)
    offer = told(ana)[-1]
    assert "*Asked:* $300,000" in said(offer)
    assert "*Offered instead:* $250,000" in said(offer)

    await ana.clicks("Accept", within=offer)
    assert "You accepted it." in said(offer)
    assert "*Ana Silva* accepted: *Win $250,000*" in said(told(ben)[-1])

    assert "Noted, thank you" in await types(ben, "/goal update +50k on track, two hospitals")
    assert "6% · from 1 goal below it" in await types(ana, "/goal G1")
    history = await types(ben, "/goal history G2")
    for words in (
        "*Ana Silva* set it",
        "offers target $250,000",
        "target $300,000 → $250,000",
        "$0 → $50,000",
    ):
        assert words in history
    assert ">two hospitals" in history


async def test_a_concern_is_heard(stage: Stage) -> None:
    """It is talked over by the two, and the coach they invite; nobody else learns that there is one."""
    ana, ben, grace, jamal = (stage.actor(name) for name in ("ana", "ben", "grace", "jamal"))
    await types(ana, "/goal Win $300k by 18 Dec for @ben")
    await ben.clicks("Raise a concern")
    refused = await ben.submits({"What worries you?": "no"})
    assert "Say what worries you" in str(refused.error)
    await ben.submits({"What worries you?": "I move house in December"})
    await ben.closes()

    talk = "mpdm-ana--ben--pacer-1"
    assert "I move house in December" in said(ana.sees(talk)[-1])
    for stranger in (grace, jamal, stage.actor("cleo")):
        with pytest.raises(NotSeen):
            stranger.sees(talk)
    for words in ("/goal G1", "/goal history G1", "/goal list @ben", "/goal tree"):
        assert "concern" not in await types(jamal, words)
    assert "waits for Ben Walker" in await types(jamal, "/goal G1")

    await ana.goes_to(talk).clicks("Invite a coach")
    await ana.submits({"Who?": "@grace"})
    await ana.closes()
    assert "I move house in December" in said(grace.sees("mpdm-ana--ben--grace--pacer-1")[-1])
    assert "invited a coach" in said(ana.sees(talk)[-1])

    await ana.goes_to("mpdm-ana--ben--grace--pacer-1").clicks("Answer")
    await ana.submits({"Your answer": "You are right: take $200k", "How much?": "$200k"})
    await ana.closes()
    assert "*Ana Silva* answered your concern" in said(told(ben)[-1])
    await ben.clicks("Accept")
    assert "$0 of $200,000" in await types(ben, "/goal G1")
    assert "I move house" in await types(ben, "/goal history G1")
    assert "I move house" not in await types(jamal, "/goal history G1")


async def test_what_is_unusual_is_read_back(stage: Stage) -> None:
    """Set as it was read, changed in the form, or left; near misses of words and names are offered."""
    ben = stage.actor("ben")
    await types(ben, "/goal Close 12 deals and 3 renewals")
    assert "You have no goals yet" in await types(ben, "/goal list")
    await ben.clicks("Set it")
    assert any("is set" in said(m) for m in ben.sees())
    await types(ben, "/goal set Launch the deck")
    await ben.clicks("Change")
    assert ben.modal is not None
    await ben.submits({"By when?": "2026-12-11", "How much?": "5 decks"})
    assert "0 of 5 decks" in str(ben.modal.blocks)
    await ben.closes()
    await types(ben, "/goal set Hire somebody")
    await ben.clicks("Never mind")
    assert any("Nothing was set" in said(m) for m in ben.sees())

    assert "Did you mean `/goal history`?" in await types(ben, "/goal histroy")
    assert "Did you mean G2 “Launch the deck”?" in await types(ben, "/goal update lunch the dek +1")
    assert "fits several goals" not in await types(ben, "/goal update deck +1")
    assert "1 of 5 decks" in newest(ben.sees())
    assert "can be 2026-11-12 or 2026-12-11" in await types(ben, "/goal Close 2 deals by 12/11/2026")
    assert "can be 12 Nov or 11 Dec" in await types(ben, "/goal Close 2 deals by 12/11")
    assert "“1_200” is not a number" in await types(ben, "/goal Close 1_200 deals by eoq")
    assert "There is an open goal of that name already" in await types(
        ben, '/goal "launch the DECK" 7 by eoq'
    )


async def test_wrong_numbers_stand_beside_their_fields(stage: Stage) -> None:
    """The form stays open with what was typed, and nothing is set."""
    ben = stage.actor("ben")
    await types(ben, "/goal set")
    wrong = {"How much?": "banana", "Where does it begin?": "later", "By when?": "2026-12-31"}
    await ben.submits({"What is the goal?": "Close deals", **wrong})
    assert ben.modal is not None
    assert "“later” is not a number" in ben.modal.errors["start"]
    assert "“banana” is not a number" in ben.modal.errors["target"]
    outcome = await ben.submits(
        {"What is the goal?": "Close deals", "How much?": "1,5", "Where does it begin?": ""}
    )
    assert "can be read in two ways" in str(outcome.error)
    outcome = await ben.submits({"How much?": "12 deals", "By when?": "2026-11-01"})
    assert "2026-11-01 is past" in str(outcome.error)
    await ben.submits({"By when?": "2026-12-31"})
    assert ben.modal is not None
    assert "0 of 12 deals" in str(ben.modal.blocks)


async def test_cleo_sees_nothing_that_is_not_public(stage: Stage) -> None:
    """Neither by number nor by name, in no list, tree or form; she can set goals for herself alone."""
    ana, ben, cleo = stage.actor("ana"), stage.actor("ben"), stage.actor("cleo")
    await types(ana, "/goal Win $900k by eoq for team")
    await types(ana, "/goal Secret hospitals plan $300k by eoq for @ben under G1")
    await ben.clicks("Accept")
    for words in (
        "/goal G2",
        "/goal why hospitals",
        "/goal history G2",
        "/goal update G2 +5k",
        "/goal accept G2",
    ):
        answer = await types(cleo, words)
        assert "hospitals plan" not in answer
        assert "no goal" in answer
    for words in ("/goal list all", "/goal list team", "/goal list at risk", "/goal list @ben", "/goal tree"):
        assert "hospitals" not in await types(cleo, words)
    assert "Win $900k" in await types(cleo, "/goal list all")
    assert "Only Ben Walker's manager can set goals for Ben Walker" in await types(
        cleo, "/goal Win $5k by eoq for @ben"
    )
    assert "You lead no team" in await types(cleo, "/goal Win $5k by eoq for team")
    await types(cleo, "/goal set")
    assert cleo.modal is not None
    assert "hospitals" not in str(cleo.modal.blocks)
    await cleo.closes()
    assert "*Answer 40 tickets* is set" in await types(cleo, "/goal Answer 40 tickets by eoq")


async def test_reached_once_and_told_by_choice(stage: Stage) -> None:
    """Ben hears of it once; the channel hears of it only when he says so, and once."""
    ana, ben = stage.actor("ana"), stage.actor("ben")
    await types(ben, "/goal Make 200 calls by eoq")
    assert "You did it" in await types(ben, "/goal update G1 205")
    await types(ben, "/goal update G1 190")
    assert "You did it" not in await types(ben, "/goal update G1 210")
    (reached,) = [m for m in told(ben) if "You reached" in said(m)]
    assert not [m for m in ana.sees("#sales") if "reached a goal" in said(m)]

    stage.emulator.faults.deliver_twice = True
    await ben.clicks("Tell the team", within=reached)
    stage.emulator.faults.deliver_twice = False
    (shout,) = [m for m in ana.sees("#sales") if "reached a goal" in said(m)]
    assert "*Ben Walker*" in said(shout)
    assert "Tell the team" not in said(reached)


async def test_many_goals_a_page_at_a_time(stage: Stage) -> None:
    """Eight a page, there and back, on the message itself."""
    ben = stage.actor("ben").goes_to("#sales")
    for letter in "abcdefghijk":
        await ben.types(f'/goal "Task {letter}" 5 by eoq')
    await types(ben, "/goal list")
    page = ben.sees()[-1]
    assert "11 goals · page 1 of 2" in said(page)
    await ben.clicks("Next", within=page)
    assert "page 2 of 2" in said(page)
    assert "Task k" in said(page)
    await ben.clicks("Previous", within=page)
    assert "Task a" in said(page)
