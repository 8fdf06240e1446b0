"""Kudos by every door, as Ana, Ben and Cleo live it."""

import pytest

from bot.demo.stage import Stage
from tests.stories.people import at_home, newest, opens_tab, received


async def test_several_people_points_and_a_value(stage: Stage) -> None:
    """Each receives the points, the giver pays for each, the tag counts for the value."""
    ana = stage.actor("ana").goes_to("#sales")

    outcome = await ana.types("/kudos @ben and @grace +2 shipped the pricing page #teamwork")

    assert "2 points each" in outcome.text
    assert "1 of 5" in outcome.text
    assert (await received(stage, "ben"), await received(stage, "grace")) == (2, 2)
    assert "Ben Walker and Grace Kim" in stage.actor("hugo").sees("#sales")[-1].text
    await ana.types("/kudos values")
    assert "`#teamwork`  4 points" in newest(ana.sees())


async def test_private_kudos_are_seen_by_nobody_else(stage: Stage) -> None:
    """The receiver has a note; no channel, board or Home of anybody else tells the words."""
    ana, ben, cleo = stage.actor("ana").goes_to("#general"), stage.actor("ben"), stage.actor("cleo")

    outcome = await ana.types("/kudos private @ben carried me through a hard week")

    assert "Only they can see it" in outcome.text
    assert "hard week" in newest(ben.sees("@Pacer"))
    await cleo.goes_to("#general").types("/kudos top")
    await cleo.opens_home()
    for person in (cleo, stage.actor("hugo")):
        channels = [c for c in stage.emulator.world.channels.values() if person.user.id in c.members]
        seen = [message for channel in channels for message in channel.visible_to(person.user.id)]
        assert not any("hard week" in f"{m.text}{m.blocks}" for m in seen)
    assert cleo.home is not None
    assert "hard week" not in str(cleo.home.blocks)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("@ana did it all", "yourself"),
        ("@oncall thanks", "bots cannot receive"),
        ("@ben and @oncall thanks", "bots cannot receive"),
        ("@ben ok", "Say in a few words"),
        ("@ben +6 great", "1 to 5 points"),
        ("@ben @grace +3 both of you", "costs 6 points"),
        (f"@ben {'x' * 3000}", "this has 3,000."),
        ("thanks to everybody", "nobody to thank"),
    ],
)
async def test_refusals_say_why_and_record_nothing(stage: Stage, words: str, sentence: str) -> None:
    """One sentence for the person, no row, no post, no point spent."""
    ana = stage.actor("ana").goes_to("#sales")
    before = len(stage.actor("ben").sees("#sales"))

    outcome = await ana.types(f"/kudos {words}")

    assert sentence in outcome.text
    assert len(stage.actor("ben").sees("#sales")) == before
    assert await received(stage, "ben") == 0
    await ana.types("/kudos me")
    assert "5 of 5" in newest(ana.sees())


async def test_the_form_its_errors_and_undo_in_it(stage: Stage) -> None:
    """The bare command opens the form; a wrong field keeps it open; sent, it shows the result with Undo."""
    grace = stage.actor("grace").goes_to("#sales")
    await grace.types("/kudos")
    assert grace.modal is not None
    assert grace.modal.title == "Give kudos"

    await grace.submits({"Who?": ["ben"], "What for?": "ok"})
    assert grace.modal.errors.keys() == {"reason"}

    await grace.submits(
        {
            "What for?": "a < b & <!channel>",
            "Points for each": "2 of your 5 points",
            "Which value does it show?": "#hustle",
        }
    )
    assert grace.modal.title == "Kudos sent"
    shoutout = newest(stage.actor("ben").sees("#sales"))
    assert "<!channel>" not in shoutout
    assert "#hustle" in shoutout
    assert await received(stage, "ben") == 2

    await grace.clicks("Undo")
    assert await received(stage, "ben") == 0
    assert "is taken back" in str(grace.modal.blocks)


async def test_shortcuts_and_home(stage: Stage) -> None:
    """Anywhere, on a message (its author filled in), and from App Home: the same form."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")
    message = next(m for m in ana.sees() if m.user_id == ben.user.id)

    await ana.uses_shortcut("Give kudos", on=message)
    assert ana.modal is not None
    await ana.submits({"What for?": "security is signed off"})
    assert await received(stage, "ben") == 1
    await ana.closes()

    await ana.uses_shortcut("kudos.shortcut")
    assert ana.modal is not None
    await ana.closes()

    assert "*Received* 1 point this month" in await opens_tab(ben, "people")
    await ben.clicks("Give kudos", within=ben.home)
    await ben.submits({"Who?": ["ana"], "What for?": "the coaching before the call"})
    assert await received(stage, "ana") == 1
    assert "*Given* 1 point this month" in at_home(ben)


async def test_a_mention_in_a_thread(stage: Stage) -> None:
    """Slash commands do not work in threads; a mention does, and answers there, for the giver only."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben").goes_to("#sales")
    parent = ana.sees()[0]

    refused = await ana.types("/kudos @ben great catch", thread_ts=parent.ts)
    assert "not supported in threads" in str(refused.error)

    await ana.types("@Pacer @ben great catch", thread_ts=parent.ts)
    assert await received(stage, "ben") == 1
    assert any("thanks Ben Walker" in m.text for m in ben.sees(thread_ts=parent.ts))
    assert any("4 of 5" in m.text for m in ana.sees(thread_ts=parent.ts) if m.ephemeral_to)
    assert not any(m.ephemeral_to for m in ben.sees(thread_ts=parent.ts))

    await ana.types("@Pacer @ana me again", thread_ts=parent.ts)
    assert any("yourself" in m.text for m in ana.sees(thread_ts=parent.ts))


async def test_reactions_give_and_take_back(stage: Stage) -> None:
    """The kudos emoji counts in any skin tone, other emoji and one's own messages do not."""
    ana, ben, hugo = stage.actor("ana"), stage.actor("ben"), stage.actor("hugo")
    message = next(m for m in ana.sees("#sales") if m.user_id == ben.user.id)

    await ana.reacts("raised_hands", message)
    await hugo.reacts("raised_hands::skin-tone-3", message)
    await hugo.reacts("tada", message)
    await ben.reacts("raised_hands", message)
    assert await received(stage, "ben") == 2

    await hugo.unreacts("tada", message)
    await hugo.reacts("raised_hands", message)
    assert await received(stage, "ben") == 2

    await ana.unreacts("raised_hands", message)
    assert await received(stage, "ben") == 1
    await ana.reacts("raised_hands", message)
    assert await received(stage, "ben") == 2


async def test_a_reaction_without_points_left_is_told_once(stage: Stage) -> None:
    """Only the giver sees the sentence, and nothing is counted."""
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")
    message = next(m for m in ana.sees() if m.user_id == ben.user.id)
    await ana.types("/kudos @grace +5 everything this week")

    await ana.reacts("raised_hands", message)

    assert await received(stage, "ben") == 0
    told = [m for m in ana.sees() if m.ephemeral_to and "all your 5 points" in m.text]
    assert len(told) == 1


async def test_pacer_kudos_does_the_same(stage: Stage) -> None:
    """For workspaces where another app owns /kudos; and /pacer alone tells what there is."""
    ana = stage.actor("ana").goes_to("#sales")

    await ana.types("/pacer kudos @ben closed Acme")
    assert await received(stage, "ben") == 1

    for words in ("/pacer", "/pacer help"):
        assert "1 thing waits for you" in (await ana.types(words)).text
    assert "I don't know “nonsense”." in (await ana.types("/pacer nonsense")).text
    assert "How to write /kudos" in (await ana.types("/kudos help")).text


async def test_a_colleague_who_left_is_told_apart(stage: Stage) -> None:
    """Their place stays and says that they are gone; signs in names leave the lines whole."""
    ana, grace = stage.actor("ana").goes_to("#sales"), stage.actor("grace")
    grace.user.real_name = "G*race_ ~Kim~"
    await stage.pacer.run_jobs()
    await ana.types("/kudos @ben @grace shipped the pricing page")
    stage.actor("ben").user.deleted = True
    await stage.pacer.run_jobs()
    await ana.types("/kudos top")
    board = newest(ana.sees())
    assert "*Ben Walker* (has left)  1 point" in board
    assert "*G∗race＿ ∼Kim∼*  1 point" in board
