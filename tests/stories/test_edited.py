"""Messages that are edited, and events that come again under another id: each message counts once."""

from dataclasses import replace

import pytest

from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.emulator.transport.events import tell_message, tell_reaction
from bot.features.kudos.listeners.events import COUNTED

from .goals_office import said, told, with_team
from .people import received


def own(actor: Actor) -> SlackMessage:
    """The newest message that somebody wrote where they are."""
    return next(message for message in reversed(actor.sees()) if message.user_id == actor.user.id)


async def test_an_edited_mention_counts_once(stage: Stage) -> None:
    """A comma, a name, another number of points: the author alone hears that it has counted."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("@pacer @ben great catch")
    mention = own(ana)
    assert await received(stage, "ben") == 1

    for text in ("@pacer @ben, great catch!", "@pacer @ben @grace great catch +3"):
        before = len(ana.sees())
        await ana.edits(mention, text)
        (heard,) = ana.sees()[before:]
        assert heard.text == COUNTED
        assert heard.ephemeral_to == ana.user.id

    assert (await received(stage, "ben"), await received(stage, "grace")) == (1, 0)
    before = len(ana.sees())
    await ana.goes_to("#sales").types("@pacer @ben another one")
    assert await received(stage, "ben") == 2, "another message is another kudos"


async def test_a_refused_mention_may_be_mended(stage: Stage) -> None:
    """Each try is answered; the first that is right counts, and no other."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("@pacer @ben x")
    mention = own(ana)
    for text in ("@pacer @ben xx", "@pacer @ben y"):
        before = len(ana.sees())
        await ana.edits(mention, text)
        (refused,) = ana.sees()[before:]
        assert "Say in a few words what it is for" in refused.text
    assert await received(stage, "ben") == 0

    await ana.edits(mention, "@pacer @ben closed Acme in a day")
    await ana.edits(mention, "@pacer @ben closed Acme in one day")
    assert await received(stage, "ben") == 1


@pytest.mark.parametrize("edited", [False, True])
async def test_the_same_message_under_another_event(stage: Stage, edited: bool) -> None:
    """Slack tells of a message anew, with an id of its own: silence where nobody has edited it."""
    ana, world = stage.actor("ana").goes_to("#sales"), stage.emulator.world
    await ana.types("@pacer @ben great catch")
    mention, before = own(ana), len(ana.sees())
    mention.edited_ts = mention.ts if edited else None

    await tell_message(stage.emulator, mention, world.channels[mention.channel_id])
    await stage.emulator.settled()

    assert await received(stage, "ben") == 1
    assert [message.text for message in ana.sees()[before:]] == ([COUNTED] if edited else [])


async def test_a_reaction_told_twice_counts_once(stage: Stage) -> None:
    """Added twice, taken away twice, added again: what stands at the end counts."""
    ana = stage.actor("ana").goes_to("#sales")
    said_by_ben = next(m for m in ana.sees() if m.user_id == stage.actor("ben").user.id)

    async def tells(kind: str) -> None:
        await tell_reaction(stage.emulator, kind, ana.user, "raised_hands", said_by_ben)
        await stage.emulator.settled()

    points = []
    for kind in ("added", "added", "removed", "removed", "added"):
        await tells(f"reaction_{kind}")
        points.append(await received(stage, "ben"))

    assert points == [1, 1, 0, 0, 1]


async def test_a_file_told_twice_is_read_once(stage: Stage) -> None:
    """The message with it comes again under another event."""
    await with_team(stage)
    ana, world = stage.actor("ana"), stage.emulator.world
    await ana.uploads("deals.csv", b"Deal ID,Owner email\n1,ben@northwind.example\n", to="@Pacer")
    sent = next(message for message in told(ana) if message.files)

    await tell_message(stage.emulator, sent, world.channels[sent.channel_id])
    await stage.emulator.settled()

    assert len([message for message in told(ana) if "deals.csv" in said(message) and message.bot_id]) == 1


async def test_each_file_of_one_message_is_read(stage: Stage) -> None:
    """Two files in one message are two imports."""
    await with_team(stage)
    ana, world = stage.actor("ana"), stage.emulator.world
    for name in ("deals.csv", "quotas.csv"):
        await ana.uploads(name, b"Deal ID,Owner email\n1,ben@northwind.example\n", to="@Pacer")
    one, other = (message for message in told(ana) if message.files and not message.bot_id)
    both = replace(one, ts="1795424400.000900", files=[*one.files, *other.files])

    await tell_message(stage.emulator, both, world.channels[both.channel_id])
    await stage.emulator.settled()

    for name in ("deals.csv", "quotas.csv"):
        assert len([message for message in told(ana) if name in said(message) and message.bot_id]) == 2
