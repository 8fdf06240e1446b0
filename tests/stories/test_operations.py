"""The admin hears once of what could not be delivered, sees why, and sends it again."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.deliveries.models import Delivery
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.state.world import Posting
from bot.features.feedback.notices import FeedbackThanked

from .people import at_home, newest, opens_tab

CHANNEL = {"Channel for shout-outs": "#wins"}


async def broken_shoutout(stage: Stage) -> None:
    """Shout-outs go to #wins, which has been archived."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer settings")
    await ana.submits(CHANNEL)
    await ana.closes()
    stage.emulator.world.channel_named("wins").is_archived = True
    await stage.actor("ben").goes_to("#sales").types("/kudos @dario secret words of thanks")


async def test_trouble_is_told_once(stage: Stage) -> None:
    """One note for a channel and a reason, however many messages fail; without their words."""
    await broken_shoutout(stage)
    await stage.actor("emeka").goes_to("#sales").types("/kudos @dario once more")

    told = [m for m in stage.actor("ana").sees("@Pacer") if "could not deliver" in m.text]

    assert len(told) == 1
    assert "I could not deliver a shout-out for kudos to" in newest(told)
    assert "The channel is archived" in newest(told)
    assert "is_archived" not in newest(told)
    assert "secret words" not in newest(told)
    assert not [m for m in stage.actor("ben").sees("@Pacer") if "could not deliver" in m.text]


async def test_a_notice_that_cannot_be_read(stage: Stage) -> None:
    """Written by a later version of Pacer that was taken back: it waits, is given up, and Ana hears of it."""
    facts = {"v": 99, "words": "secret words"}
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await Outbox(transaction).enqueue(
            FeedbackThanked("Ben"),
            stage.emulator.clock.now(),
            to=Recipient("U0BEN2WLK9"),
            dedupe_key="later",
            expires_after=timedelta(hours=2),
        )
        await transaction.session.execute(
            update(Delivery).where(Delivery.dedupe_key == "later").values(facts=facts)
        )
    await stage.settler.settle()
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(hours=3))

    told = newest([m for m in stage.actor("ana").sees("@Pacer") if "could not deliver" in m.text])

    assert "A newer version of me wrote it: update me" in told
    assert "secret words" not in told
    assert "secret words" not in str(stage.actor("ben").sees("@Pacer"))


async def test_sent_again(stage: Stage) -> None:
    """Ana sees what failed and why, repairs it, and sends it again: it is posted."""
    await broken_shoutout(stage)
    ana = stage.actor("ana").goes_to("@Pacer")
    assert "*1 failed*" in await opens_tab(ana, "setup")
    await ana.clicks("Messages")
    assert ana.modal is not None
    assert "The channel is archived" in str(ana.modal.blocks)
    assert "is_archived" not in str(ana.modal.blocks)
    assert "secret words" not in str(ana.modal.blocks)
    await ana.clicks("More")
    assert "Slack's word: `is_archived`" in str(ana.modal.blocks)
    await ana.closes()

    stage.emulator.world.channel_named("wins").is_archived = False
    await ana.clicks("Send again")

    assert "secret words of thanks" in newest(stage.actor("dario").sees("#wins"))
    assert "1 waiting, no failures" in str(ana.modal.blocks)


async def test_until_when_something_waits(stage: Stage) -> None:
    """For whom, until when and why, in words."""
    ben, ana = stage.actor("ben").goes_to("#sales"), stage.actor("ana").goes_to("#sales")
    await ben.types("/pacer snooze 1d")
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await Outbox(transaction).enqueue(
            FeedbackThanked("Ben"), stage.emulator.clock.now(), to=Recipient(ben.user.id), dedupe_key="later"
        )
    await stage.settler.settle()
    await ana.types("/pacer deliveries")
    assert ana.modal is not None
    assert "Ben Walker waits until Tue 9:00: they want quiet" in str(ana.modal.blocks)


async def test_only_admins_look(stage: Stage) -> None:
    """Ben is told that it is not for him, and his App Home says nothing of it."""
    await broken_shoutout(stage)
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer deliveries")
    assert "Only an admin of this workspace can look at deliveries" in newest(ben.sees())
    assert "failed" not in await opens_tab(ben, "me")
    assert "Setup" not in at_home(ben)


async def test_sent_again_after_it_was_undone(stage: Stage) -> None:
    """What Ben has taken back does not wait to be sent again."""
    await broken_shoutout(stage)
    await stage.actor("ben").types("/kudos undo")

    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer deliveries")

    assert ana.modal is not None
    assert "no failures" in str(ana.modal.blocks)


async def test_sending_again_what_fails_again(stage: Stage) -> None:
    """Ana sees that it failed once more; from the note about it, she gets to the same list."""
    await broken_shoutout(stage)
    ana = stage.actor("ana").goes_to("@Pacer")
    await ana.clicks("Look at deliveries")
    assert ana.modal is not None
    await ana.clicks("Send again")
    await ana.closes()
    await ana.clicks("Look at deliveries")

    assert "1 message* could not be delivered" in str(ana.modal.blocks)
    assert len([m for m in ana.sees() if "could not deliver" in m.text]) == 1


@pytest.mark.parametrize(
    ("posting", "words"),
    [
        ("nobody", "Only some people may post there"),
        ("read_only", "That channel is for reading"),
        ("thread_only", "takes answers in threads only"),
    ],
)
async def test_what_a_channel_never_takes_is_tried_once(stage: Stage, posting: Posting, words: str) -> None:
    """The admin hears at once, in words; nothing is tried again and again."""
    ana, wins = stage.actor("ana").goes_to("#sales"), stage.emulator.world.channel_named("wins")
    await ana.types("/pacer settings")
    await ana.submits(CHANNEL)
    await ana.closes()
    wins.posting = posting
    stage.emulator.world.traffic.clear()

    await stage.actor("ben").goes_to("#sales").types("/kudos @dario secret words of thanks")
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(hours=1))

    refused = [e for e in stage.emulator.world.traffic if e.outcome.startswith("restricted_action")]
    assert len(refused) == 1
    (told,) = [m for m in ana.sees("@Pacer") if "could not deliver" in m.text]
    assert words in newest([told])
    assert "restricted" not in newest([told])
    await opens_tab(ana, "setup")
    await ana.clicks("Messages")
    assert ana.modal is not None
    assert words in str(ana.modal.blocks)
    assert "restricted" not in str(ana.modal.blocks)
