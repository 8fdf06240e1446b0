"""A database so slow that no answer is there in time: acknowledged all the same, and told once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.demo.stage import Stage, open_stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import Exchange
from bot.emulator.transport.delivery import ACK_LIMIT_S, Transport
from bot.features.ask.listeners.answering import LONGEST_WAIT
from bot.slack.acknowledge import TOO_LATE
from bot.slack.late import GIVEN_UP, NOT_SENT, WAIT
from bot.slack.pending import ACK_SECONDS, LONGEST_SECONDS, SETTLE_SECONDS
from tests.slow_database import MovableTimer, SlowDatabase
from tests.stages import PATIENT_ACK_S, box_at
from tests.started import MONDAY

from .people import newest, received

# The first statement of each request: who acts.
GATE = "FROM members"
DEADLINE = PATIENT_ACK_S - ACK_LIMIT_S + ACK_SECONDS


@dataclass
class Slow:
    """The bot in the emulator, a timer that stands still, and a database that can be held."""

    stage: Stage
    timer: MovableTimer
    database: SlowDatabase

    def actor(self, name: str = "ana", place: str = "#sales") -> Actor:
        """Somebody in a channel."""
        return self.stage.actor(name).goes_to(place)

    async def begins(
        self, act: Coroutine[Any, Any, Any], shown: Callable[[], object] = lambda: True, *, hold: str = GATE
    ) -> asyncio.Task[Any]:
        """An act that the database holds, until it is acknowledged without an answer and `shown` is seen."""
        traffic = self.stage.emulator.world.traffic
        before = _acknowledged(traffic)
        self.database.hold(hold)
        acting = asyncio.create_task(act)
        await self.database.reached()
        self.timer.move_by(DEADLINE)
        await self.stage.actor("ana").waits_until(
            lambda: (_acknowledged(traffic) > before and shown()) or None, within_s=PATIENT_ACK_S
        )
        self.timer.move_by(SETTLE_SECONDS)
        return acting

    async def ends(self, acting: asyncio.Task[Any]) -> Any:
        """The database goes on, and all that follows is done."""
        self.database.let_go()
        return await acting

    async def loses_patience(self, acting: asyncio.Task[Any]) -> Any:
        """A minute passes while the database still stands."""
        self.timer.move_by(LONGEST_SECONDS)
        return await acting


@pytest.fixture
async def slow(mode: Transport, database_url: str) -> AsyncIterator[Slow]:
    """A Monday morning."""
    timer = MovableTimer()
    async with open_stage(box_at(MONDAY, mode), database_url, migrated=True, timer=timer) as stage:
        yield Slow(stage, timer, SlowDatabase(stage.pacer.db.engine))


def _acknowledged(traffic: Iterable[Exchange]) -> int:
    return sum(each.direction == "to app" and each.ok for each in traffic)


def times(actor: Actor, words: str, place: str | None = None) -> int:
    """How many messages that somebody sees say this."""
    return sum(words in f"{message.text} {message.blocks}" for message in actor.sees(place))


@pytest.mark.all_pairs
async def test_a_late_kudos_is_told_once(slow: Slow) -> None:
    """A calm line in time, then the outcome beside it; the points moved once."""
    ana = slow.actor()

    kudos = await slow.begins(ana.types("/kudos @ben closed Acme"), lambda: times(ana, WAIT))
    assert times(ana, "left to give") == 0
    outcome = await slow.ends(kudos)

    assert outcome.ok
    assert times(ana, WAIT) == 1
    assert times(ana, "left to give") == 1
    assert await received(slow.stage, "ben") == 1


@pytest.mark.all_pairs
async def test_what_is_not_committed_is_given_up(slow: Slow) -> None:
    """After a minute nothing is written any more, and that is told; the next one goes through."""
    ana = slow.actor()

    kudos = await slow.begins(
        ana.types("/kudos @ben closed Acme"), lambda: times(ana, WAIT), hold="INSERT INTO kudos"
    )
    await slow.loses_patience(kudos)
    slow.database.let_go()

    assert times(ana, GIVEN_UP) == 1
    assert times(ana, "left to give") == 0
    assert await received(slow.stage, "ben") == 0
    await ana.types("/kudos @ben closed Acme")
    assert await received(slow.stage, "ben") == 1


@pytest.mark.all_pairs
async def test_what_is_being_committed_is_not_given_up(slow: Slow) -> None:
    """However long it takes: its outcome is the only one."""
    ana = slow.actor()

    kudos = await slow.begins(
        ana.types("/kudos @ben closed Acme"), lambda: times(ana, WAIT), hold="INSERT INTO kudos"
    )
    slow.database.hold("COMMIT (?!INSERT INTO late_requests)")
    await slow.database.reached()
    slow.timer.move_by(LONGEST_SECONDS)
    await slow.ends(kudos)

    assert times(ana, GIVEN_UP) == 0
    assert times(ana, "left to give") == 1
    assert await received(slow.stage, "ben") == 1


async def test_plain_words_that_take_too_long(slow: Slow) -> None:
    """Who asks is told after 1.5 s which command to type, and hears nothing else later."""
    ana = slow.actor()
    asks = [
        ("/pacer how is @ana doing?", "#sales", "FROM source_syncs", "Try `/metrics @Ana Silva`."),
        ("how am I doing?", "@Pacer", "FROM source_syncs", "Try `/metrics me`."),
        ("how am I doing?", "@Pacer", "FROM ask_threads", "Try `/pacer help`."),
    ]
    for asked, place, statement, said in asks:
        before = len(ana.goes_to(place).sees())
        slow.database.hold(statement)
        asking = asyncio.create_task(ana.types(asked))
        await slow.database.reached()
        slow.timer.move_by(LONGEST_WAIT)
        await asking
        slow.database.let_go()
        await slow.stage.settler.settle()
        fresh = ana.sees()[before:]
        threads = [each for mine in fresh for each in ana.sees(thread_ts=mine.ts)[1:]]
        told = [each.text for each in (*fresh, *threads) if each.bot_id]
        assert told == [f"That took too long. {said}"], asked


async def test_a_late_click(slow: Slow) -> None:
    """A calm line beside the message, and the message changes when it is done."""
    ana = slow.actor()
    await ana.types("/kudos @ben closed Acme")

    undo = await slow.begins(ana.clicks("Undo"), lambda: times(ana, WAIT))
    await slow.ends(undo)

    assert times(ana, WAIT) == 1
    assert await received(slow.stage, "ben") == 0
    assert times(ana, "is taken back") == 1


async def test_a_second_press_meanwhile(slow: Slow) -> None:
    """It does nothing twice, and nobody is scolded."""
    ana = slow.actor()
    await ana.types("/kudos @ben closed Acme")
    answer = next(message for message in reversed(ana.sees()) if "Undo" in str(message.blocks))

    first = await slow.begins(ana.clicks("Undo", within=answer), lambda: times(ana, WAIT))
    second = asyncio.create_task(ana.clicks("Undo", within=answer))
    await slow.ends(first)
    await second

    assert await received(slow.stage, "ben") == 0
    assert times(ana, "undone already") == 0


async def _opens_kudos_form(ana: Actor, **values: Any) -> None:
    await ana.types("/kudos")
    await ana.fills({"Who?": ["ben"], "What for?": "closed Acme in a day", **values})


@pytest.mark.all_pairs
async def test_a_late_form(slow: Slow) -> None:
    """It waits in place of the form, and then says what came of it."""
    ana = slow.actor()
    await _opens_kudos_form(ana)

    sending = await slow.begins(ana.submits(), lambda: ana.modal and WAIT in str(ana.modal.blocks))
    await slow.ends(sending)

    assert ana.modal is not None
    assert "left to give" in str(ana.modal.blocks)
    assert await received(slow.stage, "ben") == 1


async def test_a_late_form_with_an_error(slow: Slow) -> None:
    """The form comes back with what was typed and what is wrong, and can be sent again."""
    ana = slow.actor()
    await _opens_kudos_form(ana, **{"Who?": ["ana"]})

    sending = await slow.begins(ana.submits(), lambda: ana.modal and WAIT in str(ana.modal.blocks))
    await slow.ends(sending)

    assert ana.modal is not None
    assert ":warning:" in str(ana.modal.blocks)
    assert "closed Acme in a day" in str(ana.modal.blocks)
    assert (await ana.submits({"Who?": ["ben"]})).ok
    assert await received(slow.stage, "ben") == 1


async def test_a_late_form_that_is_closed_meanwhile(slow: Slow) -> None:
    """The outcome comes as a message."""
    ana = slow.actor()
    await _opens_kudos_form(ana)

    sending = await slow.begins(ana.submits(), lambda: ana.modal and WAIT in str(ana.modal.blocks))
    slow.stage.emulator.world.modals[ana.user.id].clear()
    await slow.ends(sending)

    assert times(ana, "left to give", "@Pacer") == 1
    assert await received(slow.stage, "ben") == 1


async def test_an_error_in_a_late_form_that_is_closed_meanwhile(slow: Slow) -> None:
    """The message says what was wrong, and opens the form as it was."""
    ana = slow.actor()
    await _opens_kudos_form(ana, **{"Who?": ["ana"]})

    sending = await slow.begins(ana.submits(), lambda: ana.modal and WAIT in str(ana.modal.blocks))
    slow.stage.emulator.world.modals[ana.user.id].clear()
    await slow.ends(sending)

    assert NOT_SENT in newest(ana.sees("@Pacer"))
    ana.goes_to("@Pacer")
    await ana.clicks("Open it")
    assert ana.modal is not None
    assert "closed Acme in a day" in str(ana.modal.blocks)


@pytest.mark.parametrize("asks", ["command", "shortcut"])
async def test_a_form_that_is_asked_for_opens_by_a_button(slow: Slow, asks: str) -> None:
    """Its trigger is dead by then: the button brings a new one, and asks no slow database to draw it."""
    ana = slow.actor()
    place = "#sales" if asks == "command" else "@Pacer"
    act = ana.types("/kudos") if asks == "command" else ana.uses_shortcut("kudos.shortcut")
    await slow.ends(await slow.begins(act))

    assert ana.modal is None
    assert times(ana, TOO_LATE, place) == 1
    ana.goes_to(place)
    await ana.clicks("Open it")
    await ana.submits({"Who?": ["ben"], "What for?": "closed Acme in a day"})
    assert await received(slow.stage, "ben") == 1


async def test_a_late_home(slow: Slow) -> None:
    """Slack hears in time, and the Home is drawn when it is there."""
    ana = slow.actor()
    opening = await slow.begins(ana.opens_home())
    assert ana.home is None
    await slow.ends(opening)

    assert ana.home is not None


async def test_an_event_that_fails_after_its_acknowledgement(slow: Slow) -> None:
    """Slack does not send it again, so it is tried again here: the thanks are not lost, and not doubled."""
    ana = slow.actor()
    thanking = await slow.begins(ana.types("@Pacer @ben closed Acme in a day"), hold="INSERT INTO kudos")
    slow.database.fail_held(OSError("the disk is gone"))
    await thanking

    assert await received(slow.stage, "ben") == 1
