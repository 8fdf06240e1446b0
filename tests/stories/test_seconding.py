"""The kudos emoji on Pacer's own shout-out, and the emoji's aliases and skin tones."""

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.emulator.transport.events import tell_reaction

from .people import received

EMOJI = "raised_hands"


async def shoutout(stage: Stage, text: str = "/kudos @ben @grace closed Acme together") -> SlackMessage:
    """Ana thanks people in #sales; the post there."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types(text)
    return next(m for m in reversed(ana.sees()) if "* thanks *" in str(m.blocks))


async def points(stage: Stage, *names: str) -> list[int]:
    """What these people received in all."""
    return [await received(stage, name) for name in names]


def heard_alone(actor: Actor) -> list[str]:
    """What only they read in #sales."""
    return [m.text for m in actor.sees("#sales") if m.ephemeral_to == actor.user.id]


async def left(actor: Actor) -> str:
    """What Pacer says about their own points."""
    return (await actor.goes_to("#sales").types("/kudos me")).text + str(actor.sees("#sales")[-1].blocks)


async def allows(stage: Stage, *, seconding: bool = True, emoji: str = EMOJI) -> None:
    """Hugo, an admin, decides."""
    admin = stage.actor("ana")
    await admin.goes_to("#sales").types("/pacer settings")
    await admin.submits(
        {
            "Reactions to a shout-out": ["seconds"] if seconding else [],
            "Emoji that gives a point as a reaction": emoji,
        }
    )
    assert admin.modal is not None
    assert "Saved" in str(admin.modal.blocks)


async def test_a_second_is_a_point_to_each_and_goes_with_the_reaction(stage: Stage) -> None:
    """From who reacts; in another skin tone it is no other second."""
    post, hugo = await shoutout(stage), stage.actor("hugo")

    await hugo.reacts(EMOJI, post)
    await hugo.reacts(f"{EMOJI}::skin-tone-3", post)
    assert await points(stage, "ben", "grace") == [2, 2]
    assert "3 of 5" in await left(hugo)

    await hugo.unreacts(EMOJI, post)
    assert await points(stage, "ben", "grace") == [2, 2], "the other tone still stands"
    await hugo.unreacts(f"{EMOJI}::skin-tone-3", post)
    assert await points(stage, "ben", "grace") == [1, 1]
    assert "5 of 5" in await left(hugo)


async def test_the_giver_seconds_nothing_and_nobody_themselves(stage: Stage) -> None:
    """The giver's own counts nothing; one of the thanked seconds the others; not a word to anybody."""
    post = await shoutout(stage)
    ana, ben = stage.actor("ana"), stage.actor("ben")
    before = {actor.user.id: len(heard_alone(actor)) for actor in (ana, ben)}

    await ana.reacts(EMOJI, post)
    await ben.reacts(EMOJI, post)
    await ben.reacts("tada", post)

    assert await points(stage, "ben", "grace") == [1, 2]
    assert {actor.user.id: len(heard_alone(actor)) for actor in (ana, ben)} == before

    alone = await shoutout(stage, "/kudos @ben for the demo")
    await ben.reacts(EMOJI, alone)
    await ben.unreacts(EMOJI, alone)
    assert await points(stage, "ben") == [2]


async def test_all_or_nothing(stage: Stage) -> None:
    """Who has one point left cannot second two people: nothing is given, and they are told."""
    post, hugo = await shoutout(stage), stage.actor("hugo").goes_to("#sales")
    await hugo.types("/kudos @kavya +4 for the numbers")

    await hugo.reacts(EMOJI, post)

    assert await points(stage, "ben", "grace") == [1, 1]
    assert "2 people × 1" in heard_alone(hugo)[-1]
    assert "1 of 5" in await left(hugo)


async def test_switched_off_it_is_nothing(stage: Stage) -> None:
    """No point, no word."""
    await allows(stage, seconding=False)
    post, hugo = await shoutout(stage), stage.actor("hugo")

    await hugo.reacts(EMOJI, post)
    await hugo.unreacts(EMOJI, post)

    assert await points(stage, "ben", "grace") == [1, 1]
    assert heard_alone(hugo) == []


async def test_a_kudos_taken_back_takes_its_seconds(stage: Stage) -> None:
    """The post is gone, and with it what was given for it."""
    post, hugo = await shoutout(stage), stage.actor("hugo")
    await hugo.reacts(EMOJI, post)

    await stage.actor("ana").goes_to("#sales").types("/kudos undo")

    assert await points(stage, "ben", "grace") == [0, 0]
    assert "5 of 5" in await left(hugo)


async def test_what_else_pacer_posts_is_no_error(stage: Stage) -> None:
    """A note in the direct message, another bot's words: nothing is given and nothing said."""
    await shoutout(stage)
    ben = stage.actor("ben")
    note = ben.sees("@Pacer")[-1]

    await ben.reacts(EMOJI, note)

    assert await points(stage, "ben", "grace") == [1, 1]
    assert [m.text for m in ben.sees("@Pacer") if m.ephemeral_to] == []


@pytest.mark.parametrize(
    ("chosen", "told"), [("thumbsup", "+1"), ("+1", "thumbsup"), (":thumbsup::skin-tone-2:", "+1")]
)
async def test_aliases_are_one_emoji(stage: Stage, chosen: str, told: str) -> None:
    """Whatever name the admin chose and Slack tells; both names on one message are one point."""
    await allows(stage, emoji=chosen)
    ana, ben = stage.actor("ana"), stage.actor("ben")
    message = next(m for m in ana.sees("#sales") if m.user_id == ben.user.id)

    async def tells(kind: str, name: str) -> None:
        await tell_reaction(stage.emulator, f"reaction_{kind}", ana.user, name, message)
        await stage.emulator.settled()

    found = []
    for kind, name in (
        ("added", told),
        ("added", "thumbsup::skin-tone-4"),
        ("removed", "+1::skin-tone-4"),
        ("removed", "+1"),
        ("added", "heart"),
    ):
        await tells(kind, name)
        found.append(await received(stage, "ben"))

    assert found == [1, 1, 1, 0, 0]
    await ana.goes_to("#sales").types("/kudos @ben :+1: :thumbsup: great demo")
    assert await received(stage, "ben") == 2
