"""Discovery is the gap: Ben reads it first, Ana on the next working day; too few to say is said."""

from datetime import timedelta

from bot.demo.stage import Stage

from .goals_office import said, told
from .metrics_office import booked
from .people import newest
from .skills_office import MONDAY, SELLERS, decided, with_roles, with_sellers


async def test_discovery_is_the_gap(stage: Stage) -> None:
    """From the form of roles to the card, its rows, and what Ana sees on Tuesday."""
    await with_sellers(stage)
    for name in SELLERS:
        await booked(stage, name, *decided(name, *((12, 8, 62) if name == "ben" else (40, 20, 50))))
    ana, ben, cleo = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "cleo"))
    await ben.types("/skills gaps")
    assert "Nobody has said yet what you sell: Ana Silva does, with `/skills roles`." in newest(ben.sees())
    await ben.types("/skills roles")
    assert "Only the managers of teams, and admins, say what their people sell." in newest(ben.sees())
    assert (await ben.clicks("Ask Ana")).ok
    assert "Ana Silva is asked to choose your role." in newest(ben.sees())
    await stage.emulator.settled()
    assert "*Ben Walker* asks for a role" in said(told(ana)[-1])
    await ana.types("/skills @ben")
    assert "Nobody has said what Ben Walker sells: choose a role" in newest(ana.sees())
    await ana.types("/skills")
    assert "Nobody leads you, so nobody says what you sell." in newest(ana.sees())
    assert (await ana.clicks("Choose roles")).ok
    assert ana.modal is not None
    assert "Chosen beforehand by titles in Slack." in str(ana.modal.blocks)
    labels = [block.get("label", {}).get("text", "") for block in ana.modal.blocks]
    # The roles stay as their titles suggest.
    await ana.submits({label: "Enterprise" for label in labels if label.endswith(": segment")})

    grace = stage.actor("grace").goes_to("#general")
    await grace.types("/learn add https://x.io/q Questions that open #discovery")
    await grace.types("/mentor offer discovery")
    await grace.types("/play new")
    long = "Asked who else has to sign, before the price."
    fields = {"Situation": long, "What I did": long, "Why it worked": long}
    await grace.submits({"Title": "Who else signs", "For which skill?": "Discovery", **fields})
    await ben.types("/skills gaps")
    card = newest(ben.sees())
    for words in (
        "*26 weeks to Sun 29 Nov, beside 5 Account Executives like you*",
        "You won $160,000. They won $400,000 on average, brought to your working days:"
        " $240,000 more than you.",
        "from Discovery on -$",
        "*Discovery: likely a real gap.* 12 of 70 (17%) against 57%. Allowing for chance, about",
        "_Ana Silva sees this from Tue 1 Dec 9:00._",
        "To read or watch: <https://x.io/q|Questions that open>, 15 min · `/learn mine R1` puts",
        'Plays: "Who else signs" by Grace `/play P1`',
        "Grace Kim offers to help with this: `/mentor ask discovery`",
    ):
        assert words in card, card
    assert "Make it a topic: Discovery" in card
    assert (await ben.clicks("Make it a topic")).ok
    on_agenda = "On the agenda with Ana: “What we find out before we show anything”."
    assert on_agenda in newest(ben.sees())
    await ben.types("/coach gaps")
    assert (await ben.clicks("Why?")).ok
    assert ben.modal is not None
    why = str(ben.modal.blocks)
    assert "Discovery: 17.1%, people like you 57.1%" in why
    assert "Deal ben 0" in why
    assert "grace" not in why
    await ben.closes()

    await cleo.types("/skills gaps @ben")
    assert "Only Ben Walker and Ben Walker's manager see this." in newest(cleo.sees())
    await ana.types("/skills gaps @ben")
    assert "Ben Walker sees this first: it is yours from Tue 1 Dec 9:00." in newest(ana.sees())
    stage.emulator.clock.move_to(MONDAY + timedelta(days=1))
    await ana.types("/skills gaps @ben")
    assert "*26 weeks to Sun 29 Nov, beside 5 Account Executives like Ben*" in newest(ana.sees())
    assert "Ana Silva sees" not in newest(ana.sees())
    assert "Questions that open" in newest(ana.sees())
    assert "offers to help" not in newest(ana.sees()), "whom to ask is Ben's to choose"

    await ben.types("/skills")
    assert "*Discovery*" in newest(ben.sees())
    assert "Puts a number on the problem" in newest(ben.sees())


async def test_too_few_to_say(stage: Stage) -> None:
    """Three others, and a handful of deals: it compares with oneself, and names nothing."""
    await with_sellers(stage)
    for name in SELLERS[:4]:
        await booked(stage, name, *decided(name, 3, 2, 4))
    await with_roles(stage, *SELLERS[:4])
    ben = stage.actor("ben").goes_to("#general")
    await ben.types("/skills gaps")
    assert "There is nothing yet to compare this with." in newest(ben.sees())
    assert "Only 3 people have your role, segment and time here" in newest(ben.sees())


async def test_a_round_of_ratings(stage: Stage) -> None:
    """Ben rates himself, Ana Ben: apart, then side by side; two apart goes on the agenda.

    What was written down shows a level, and what both agree on goes into the review if Ben says so.
    """
    await with_sellers(stage)
    await with_roles(stage, "ben")
    ana, ben, grace = (stage.actor(name).goes_to("#general") for name in ("ana", "ben", "grace"))
    await grace.types("/feedback give @ben")
    await grace.submits({"what": "He asked why five times", "Skill": "Discovery", "skill": "listening"})
    assert "Choose a skill, or write one: not both." in str(grace.modal.errors if grace.modal else "")
    await grace.submits({"what": "He asked why five times", "Skill": "Discovery", "skill": ""})
    await grace.closes(clear=True)
    await ben.types("/skills rate")
    assert ben.modal is not None
    assert "Ana does not see this before Ana has sent theirs, nor you theirs." in str(ben.modal.blocks)
    shows = "30 Nov: Grace Kim, praise: He asked why five times"
    await ben.submits({"Level": "3 Strong", "evidence:discovery": [shows]})
    assert ben.modal is not None
    assert "Sent. Ana has not rated yet" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    await stage.emulator.settled()
    asked = "*Ben Walker* opened a round: how do you see *Ben Walker's* skills?"
    assert any(asked in said(message) for message in told(ana))
    await ana.goes_to("#general").types("/skills rate @ben")
    await ana.submits({"Level": "1 Starting"})
    await ana.closes(clear=True)
    await ben.types("/skills rate")
    shown = newest(ben.sees())
    assert "*Own pipeline* · you 3 Strong, Ana 1 Starting · two apart" in shown
    assert f"You go by: {shows}" in shown
    await ben.chooses("evidence.row", shows)
    assert "He asked why five times" in str(ben.modal.blocks)
    assert "Discovery" in str(ben.modal.blocks)
    await ben.closes(clear=True)
    assert "Put into my review" not in shown
    await ana.types("/skills rate @ben")
    assert "goes by" not in newest(ana.sees()), "the feedback is Ben's alone"
    await ana.chooses("skills.propose", "2 Steady")
    await ben.types("/skills rate")
    assert (await ben.clicks("Agree on 2")).ok
    assert (await ben.clicks("Put into my review")).ok
    assert "Drafts of your review hold the levels that you agreed on." in newest(ben.sees())
    await ana.types("/skills rate @ben")
    assert "into my review" not in newest(ana.sees())
    await ana.types("/pacer evidence @ben")
    assert "Agreed with Ana: Own pipeline 2 Steady" in newest(ana.sees())
    await ben.types("/skills rate")
    assert (await ben.clicks("Talk about it")).ok
    assert "On the agenda with Ana: “" in newest(ben.sees())
    for who, name in ((ben, ""), (ana, " @ben")):
        await who.types(f"/skills rate{name}")
        await who.clicks("That is it")
    await ben.types("/skills rate")
    last = newest(ben.sees())
    assert "The last one ended on Mon 30 Nov: a new one can begin on Fri 29 Jan." in last
    assert "agreed on 2 Steady" in last
    assert "Take out of my review" in last
