"""Forms that come too late, and buttons that are pressed twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.protocol.grants import TRIGGER_LIVES, Interactions
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.world import SlackMessage
from bot.slack.acknowledge import TOO_LATE, TOO_MANY
from bot.slack.recent_presses import RECENT
from bot.slack.router import DONE
from tests.features.goals.office import NOW

from .people import newest, received


class LateTriggers(Interactions):
    """Slack's, where each trigger is too old by the time the app uses it."""

    def __init__(self) -> None:
        self.clock = MovableClock(NOW, frozen=True)
        super().__init__(self.clock)

    def new_trigger(self, user_id: str, *, view_id: str | None = None) -> str:
        """A trigger after which more than three seconds pass."""
        found = super().new_trigger(user_id, view_id=view_id)
        self.clock.move_by(TRIGGER_LIVES + timedelta(milliseconds=1))
        return found


def is_told_late(actor: Actor, message: SlackMessage) -> bool:
    """Whether this says so, to nobody but the actor."""
    direct = message in actor.sees("@Pacer")
    return message.text == TOO_LATE and (direct or message.ephemeral_to == actor.user.id)


@pytest.mark.parametrize("asks", ["command", "button", "message shortcut", "global shortcut", "home"])
async def test_a_form_that_is_too_late_is_told(stage: Stage, asks: str) -> None:
    """Where it was asked for; a line on top of Home; directly where there is no such place."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos help")
    await ana.opens_home()
    ana.goes_to("#sales")
    of_ben = next(m for m in ana.sees() if m.user_id == stage.actor("ben").user.id)
    stage.emulator.interactions = LateTriggers()

    if asks == "command":
        await ana.types("/kudos")
    elif asks == "button":
        await ana.types("/goal list")
        await ana.clicks("New goal")
    elif asks == "message shortcut":
        await ana.uses_shortcut("kudos.message", on=of_ben)
    elif asks == "global shortcut":
        await ana.uses_shortcut("kudos.shortcut")
    else:
        await ana.opens_home()
        await ana.clicks("Give kudos")

    assert ana.modal is None
    if asks == "home":
        assert ana.home is not None
        assert ana.home.blocks[0]["text"]["text"] == TOO_LATE
        assert "Today" in str(ana.home.blocks)
        return
    place = "#sales" if asks in ("command", "button", "message shortcut") else "@Pacer"
    assert is_told_late(ana, ana.sees(place)[-1])
    assert len([m for m in ana.sees(place) if m.text == TOO_LATE]) == 1


async def test_slack_does_not_answer_in_time(stage: Stage) -> None:
    """Once more is tried, nothing is told twice."""
    ana = stage.actor("ana").goes_to("#sales")
    stage.emulator.faults.change({"server_error_next": 2})

    await ana.types("/kudos")

    assert is_told_late(ana, ana.sees()[-1])
    assert len([m for m in ana.sees() if m.text == TOO_LATE]) == 1


async def test_slack_opens_no_more_windows(stage: Stage) -> None:
    """Too many at once: that is told, and not that it took too long."""
    ana = stage.actor("ana").goes_to("#sales")
    stage.emulator.faults.change({"rate_limit_next": 1})

    await ana.types("/kudos")

    assert ana.modal is None
    assert ana.sees()[-1].text == TOO_MANY
    assert ana.sees()[-1].ephemeral_to == ana.user.id


async def test_undo_pressed_twice(stage: Stage) -> None:
    """The points are back, the answer is in place; nobody is scolded. Much later it is told what is."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos @ben closed Acme in a day")
    stage.emulator.settle = stage.pacer.tasks.drain
    answer = next(m for m in reversed(ana.sees()) if "Undo" in str(m.blocks))
    shown = answer.blocks
    await ana.clicks("Undo", within=answer)
    before = len(ana.sees())
    answer.blocks = shown

    await ana.clicks("Undo", within=answer)

    assert await received(stage, "ben") == 0
    assert "undone already" not in str([m.text for m in ana.sees()])
    assert len(ana.sees()) == before
    stage.emulator.clock.move_by(RECENT)
    answer.blocks = shown
    await ana.clicks("Undo", within=answer)
    assert "undone already" in newest(ana.sees())


async def test_two_presses_at_once(stage: Stage) -> None:
    """The second comes before the first is answered."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos @ben closed Acme in a day")
    answer = next(m for m in reversed(ana.sees()) if "Undo" in str(m.blocks))

    await asyncio.gather(*(ana.clicks("Undo", within=answer) for _ in range(2)))

    assert await received(stage, "ben") == 0
    assert "undone already" not in str([m.text for m in ana.sees()])


async def test_a_form_sent_twice_lets_go(stage: Stage) -> None:
    """The first acknowledgement was lost: the form says that it went through, and counts once."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/kudos")
    ben = stage.emulator.world.named("ben", NORTHWIND)
    await ana.fills({"Who?": [ben.name], "What for?": "closed Acme in a day"})
    stage.emulator.faults.change({"drop_acks": 1})
    await ana.submits()
    assert ana.modal is not None

    await ana.submits()

    assert ana.modal is not None
    assert DONE in str(ana.modal.blocks)
    assert await received(stage, "ben") == 1
