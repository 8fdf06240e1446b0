"""Slack fails for half an hour: what was said meanwhile comes when it is back, and Ana hears of it once."""

from datetime import timedelta

from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.state.world import SlackMessage
from bot.features.celebrations.notices import CelebrationPost
from bot.features.celebrations.rules.selection import CelebrationTone
from bot.features.operations import service

from .people import newest

DOWN, UP = {"internal_error_every": 1}, {"internal_error_every": 0}


async def passes(stage: Stage, length: timedelta, step: timedelta) -> None:
    """Time passes, and Pacer does what is due."""
    until = stage.emulator.clock.now() + length
    while stage.emulator.clock.now() < until:
        stage.emulator.clock.move_by(step)
        await stage.settler.settle()


def about_slack(stage: Stage, name: str = "ana") -> list[SlackMessage]:
    """What somebody was told of Slack itself."""
    return [m for m in stage.actor(name).sees("@Pacer") if "Slack" in m.text and "took no" in m.text]


def told_down(stage: Stage) -> list[SlackMessage]:
    """What Ana was told while it was down."""
    return [m for m in stage.actor("ana").sees("@Pacer") if "takes no messages" in m.text]


async def thank(stage: Stage) -> None:
    """Four thanks that are shouted out, three of which find out that Slack is down."""
    for name in ("ben", "emeka", "grace", "jamal"):
        await stage.actor(name).goes_to("#sales").types(f"/kudos @dario thanks from {name}")


async def test_half_an_hour(stage: Stage) -> None:
    """Ana hears from when to when; nothing that says "down" comes after it is back."""
    stage.emulator.faults.change(DOWN)
    await thank(stage)
    await passes(stage, timedelta(minutes=30), timedelta(minutes=1))
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        seen = await service.overview(reading, stage.actor("ana").user.id, stage.emulator.clock.now())
    assert seen.down_since is not None

    stage.emulator.faults.change(UP)
    await passes(stage, timedelta(minutes=1), timedelta(seconds=10))

    assert "thanks from jamal" in newest(stage.actor("dario").sees("#sales"))
    assert told_down(stage) == []
    (told,) = about_slack(stage)
    assert "It does again: " in told.text
    assert about_slack(stage, "ben") == []
    heard = [m.text for m in stage.actor("dario").sees("@Pacer") if "thanks from" in f"{m.text}{m.blocks}"]
    assert len(heard) == 4


async def test_admins_who_can_be_reached(stage: Stage) -> None:
    """For a moment Slack takes a direct message: Ana hears of it, and later that it is back."""
    stage.emulator.faults.change(DOWN)
    await thank(stage)
    await passes(stage, timedelta(seconds=50), timedelta(seconds=10))
    stage.emulator.faults.change({"internal_error_every": 0, "internal_error_next": 1})
    await passes(stage, timedelta(seconds=20), timedelta(seconds=20))
    assert len(told_down(stage)) == 1
    assert "thanks from jamal" not in newest(stage.actor("dario").sees("#sales"))

    stage.emulator.faults.change(DOWN)
    await passes(stage, timedelta(minutes=10), timedelta(minutes=1))
    stage.emulator.faults.change(UP)
    await passes(stage, timedelta(minutes=1), timedelta(seconds=10))

    assert (len(told_down(stage)), len(about_slack(stage))) == (1, 1)
    assert "thanks from jamal" in newest(stage.actor("dario").sees("#sales"))


async def test_what_came_too_late(stage: Stage) -> None:
    """The message that it is back says what was not worth sending any more; each outage has one."""
    for _ in range(2):
        stage.emulator.faults.change(DOWN)
        await thank(stage)
        async with stage.pacer.db.transaction(NORTHWIND) as transaction:
            now = stage.emulator.clock.now()
            await Outbox(transaction).enqueue(
                CelebrationPost(CelebrationTone.plain, (), ()),
                now,
                to=Recipient("C0WINS3NWD"),
                dedupe_key=f"late {now}",
                expires_after=timedelta(minutes=5),
            )
        await passes(stage, timedelta(minutes=10), timedelta(minutes=1))
        stage.emulator.faults.change(UP)
        await passes(stage, timedelta(minutes=30), timedelta(minutes=1))

    told = about_slack(stage)
    assert len(told) == 2
    assert "Too late to be worth sending:\n• a celebration (1)" in told[-1].text
