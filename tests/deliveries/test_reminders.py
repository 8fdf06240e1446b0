"""Reminders of one hour are one message: what joins it, what is drawn, what goes out when it is answered."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.db.transaction import Transaction
from bot.deliveries.delivery_log import DeliveryLog
from bot.deliveries.models import Delivery
from bot.deliveries.notices import (
    CANCELLED,
    SENT,
    NoticeKind,
    ReminderRow,
    Reminders,
    Reminding,
    Unsolicited,
    by_kind,
)
from bot.deliveries.outbox import OutgoingNotice
from bot.deliveries.policy import DeliveryHooks, Go, SendDecision, Wait
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.reminder_rows import reminders_message
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND
from bot.emulator.state.world import SlackMessage
from bot.slack.blocks import Message, button, section

from .stage import BEN, MONDAY, Plain, Stage, direct, outgoing, owe, plain, retract, rows

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Nudge(Plain):
    """Reminds of the need that has its words as its key."""

    kind = "nudge"


@dataclass(frozen=True)
class Secret(Plain):
    """Reminds, and nothing may tell whether it was needed."""

    kind = "secret"
    is_confidential = True


@dataclass(frozen=True)
class Summary(Plain):
    """Takes the reminders of its morning as rows."""

    kind = "summary"


@dataclass(frozen=True)
class Asking(Plain):
    """Takes reminders, too, and asks for one thing itself."""

    kind = "asking"


def row(notice: Plain) -> ReminderRow:
    """Its words, and a button."""
    return ReminderRow(notice.text, "Do", "do", notice.text)


def asking(notice: Asking) -> Message:
    """Its words, and a button that does the thing of its last letter."""
    return Message(notice.text, [section("Please.", accessory=button("Do", "do", value=notice.text[-1]))])


REMINDS = Reminding(row, lambda notice: [notice.text[:1]])
KINDS = by_kind(
    NoticeKind(Nudge, plain, Unsolicited("Nudges"), reminds=REMINDS),
    NoticeKind(Secret, plain, Unsolicited("Secrets"), reminds=REMINDS),
    NoticeKind(Summary, plain, Unsolicited("Summaries"), takes_reminders=True),
    NoticeKind(Asking, asking, Unsolicited("Questions"), takes_reminders=True),
    NoticeKind(Reminders, reminders_message, Unsolicited("Reminders")),
)


@dataclass
class World:
    """What waits for people, what comes by the clock, and how often a message was counted."""

    needs: set[str] = field(default_factory=lambda: {"a", "b", "c", "s"})
    coming: list[str] = field(default_factory=list)
    counted: int = 0
    opens: datetime = MONDAY

    async def admit(
        self, _: Transaction, delivery: Delivery, __: object, now: datetime, ___: object
    ) -> SendDecision:
        """From the opening on all goes, and is counted once."""
        if now < self.opens:
            return Wait(self.opens)
        self.counted += delivery.admitted_at is None
        return Go()

    async def give_back(self, *_: object) -> None:
        """Not counted after all."""
        self.counted -= 1

    async def is_needed(self, _: Transaction, delivery: Delivery) -> bool:
        """Whether it is on the list; of others it is not known."""
        if delivery.kind != Secret.kind:
            return True
        return str(delivery.facts.get("text"))[:1] in self.needs

    async def keys(self, *_: object) -> Collection[str]:
        """The list."""
        return self.needs

    async def planned(self, *_: object) -> Sequence[str]:
        """What comes by the clock."""
        return self.coming

    def hooks(self) -> DeliveryHooks:
        """As the sender takes them."""
        return DeliveryHooks(
            self.admit, self.give_back, is_needed=self.is_needed, planned=self.planned, needs=self.keys
        )


@pytest.fixture
def world() -> World:
    """Three things wait for Ben, and a secret one."""
    return World()


Passes = Callable[[datetime], Awaitable[None]]


@pytest.fixture
def until(stage: Stage, world: World) -> Passes:
    """Time passes, and the queue sends what is due on the way."""
    sender = Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock, world.hooks())
    queue = EmbeddedQueue(stage.db, sender, stage.clock)

    async def pass_until(instant: datetime) -> None:
        await queue.drain()
        while (moment := await sender.leases.next_moment()) is not None and moment <= instant:
            stage.clock.move_to(max(moment, stage.clock.now() + timedelta(seconds=1)))
            await queue.drain()
        stage.clock.move_to(instant)

    return pass_until


def nudge(key: str, after: timedelta = timedelta(0), **more: Any) -> OutgoingNotice:
    """A reminder of the need of this name."""
    return outgoing(key, BEN, notice=Nudge, due=MONDAY + after, **more)


async def states(stage: Stage, *keys: str) -> list[str]:
    """What became of these."""
    found = await rows(stage.db)
    return [found[key].state for key in keys]


def newest(stage: Stage) -> SlackMessage:
    """The last thing that Ben was told."""
    team = stage.emulator.world.teams[NORTHWIND]
    return stage.posts(stage.emulator.world.direct_channel(team.bot_user_id, BEN).id)[-1]


async def test_those_of_an_hour_are_one_message(stage: Stage, world: World, until: Passes) -> None:
    """Due within the hour they go together, counted once; what is not needed any more is left out.

    Done after that, a row says so in the message that was sent.
    """
    await owe(stage.db, nudge("a"), nudge("b", 50 * MINUTE), nudge("c", 30 * MINUTE))
    world.needs.discard("c")
    await until(MONDAY + 2 * HOUR)

    assert direct(stage, BEN) == ["2 things wait for you. a. b."]
    assert await states(stage, "a", "b", "c") == [SENT, SENT, CANCELLED]
    assert world.counted == 1

    await retract(stage.db, "b", stage.clock.now())
    await until(MONDAY + 3 * HOUR)
    assert direct(stage, BEN) == ["1 thing waits for you. a."]
    assert "b: done" in str(newest(stage).blocks)
    assert "'text': 'a'" in str(newest(stage).blocks)


async def test_one_alone_goes_as_itself_and_none_not_at_all(
    stage: Stage, world: World, until: Passes
) -> None:
    """As itself it is taken back as itself; where nothing is needed any more, nothing is counted."""
    await owe(stage.db, nudge("a"), nudge("b", DAY))
    world.needs.discard("b")
    await until(MONDAY + HOUR)
    assert direct(stage, BEN) == ["a"]

    await retract(stage.db, "a", stage.clock.now())
    await until(MONDAY + 2 * DAY)
    assert direct(stage, BEN) == []
    assert await states(stage, "b") == [CANCELLED]
    assert world.counted == 1


async def test_one_such_message_a_day(stage: Stage, until: Passes) -> None:
    """Later ones wait for tomorrow's, unless they would be over by then: those go on their own."""
    late, over = nudge("b", 3 * HOUR), nudge("c", 3 * HOUR, expires_after=4 * HOUR)
    await owe(stage.db, nudge("a"), late, over)
    await until(MONDAY + 8 * HOUR)
    assert direct(stage, BEN) == ["a", "c"]

    await owe(stage.db, nudge("s", DAY - HOUR))
    await until(MONDAY + DAY)
    assert direct(stage, BEN)[2:] == ["b"], "tomorrow begins at midnight here"


async def test_they_wait_for_who_is_not_there(stage: Stage, world: World, until: Passes) -> None:
    """Held back, they wait for their own message, and what comes until then joins it."""
    world.opens = MONDAY + 5 * HOUR
    await owe(stage.db, nudge("a"), nudge("b", 4 * HOUR), nudge("c", 5 * HOUR + 30 * MINUTE))
    await until(MONDAY + 6 * HOUR)
    assert direct(stage, BEN) == ["3 things wait for you. a. b. c."]
    assert world.counted == 1


async def test_rows_of_the_summary_of_that_morning(stage: Stage, world: World, until: Passes) -> None:
    """What is due before it waits for it, two hours at most; what is due within the hour after joins."""
    world.coming = [Summary.kind]
    await owe(stage.db, nudge("a"), nudge("b", 80 * MINUTE), nudge("c", DAY))
    summary = outgoing("week", BEN, notice=Summary, due=MONDAY + HOUR)
    await owe(stage.db, summary, now=MONDAY + HOUR)
    await until(MONDAY + 5 * HOUR)
    assert direct(stage, BEN) == ["week"]
    shown = str(newest(stage).blocks)
    assert shown.index("week") < shown.index("'a'") < shown.index("'b'")
    assert await states(stage, "a", "b") == [SENT, SENT]

    await retract(stage.db, "a", stage.clock.now())
    await until(MONDAY + DAY + HOUR)
    assert "a: done" in str(newest(stage).blocks)
    assert direct(stage, BEN) == ["week"], "another summary could still come"
    await until(MONDAY + DAY + 2 * HOUR + MINUTE)
    assert direct(stage, BEN) == ["week", "c"]


@pytest.mark.parametrize("others", [(), ("a",), ("a", "b")])
async def test_rows_and_lists_never_tell_who_answered(
    stage: Stage, world: World, until: Passes, others: tuple[str, ...]
) -> None:
    """Answered or not, the same rows are left, counted alike; only the message itself differs."""
    told = []
    for number, answered in enumerate((False, True)):
        world.needs = {"a", "b"} if answered else {"a", "b", "s"}
        start = MONDAY + number * 7 * DAY
        before, counted = {*await rows(stage.db)}, world.counted
        sent = [outgoing(f"{key}{number}", BEN, notice=Nudge, due=start) for key in others]
        await owe(stage.db, outgoing(f"s{number}", BEN, notice=Secret, due=start), *sent, now=start)
        await until(start + HOUR)
        found = [each for key, each in (await rows(stage.db)).items() if key not in before]
        kept = [
            (each.kind, each.state, each.is_confidential, bool(each.slack_ts), bool(each.admitted_at))
            for each in found
        ]
        async with stage.db.reading(NORTHWIND) as reading:
            counts = await DeliveryLog(reading).counts(start)
            listed = [each.kind for each in await DeliveryLog(reading).newest(SENT, CANCELLED, at_most=1)]
        told.append((kept, world.counted - counted, dict(counts), listed if others else []))
    assert told[0] == told[1]
    assert not [each for each in told[0][0] if each[0] == Secret.kind and each[3]]
    assert len(direct(stage, BEN)) == (2 if others else 1)


async def test_a_row_that_the_summary_has_is_not_said_twice(stage: Stage, until: Passes) -> None:
    """By its button: what does the same thing is there already."""
    await owe(stage.db, nudge("a"), nudge("b"), outgoing("Do a", BEN, notice=Asking, due=MONDAY))
    await until(MONDAY + HOUR)
    shown = str(newest(stage).blocks)
    assert shown.count("'value': 'a'") == 1
    assert shown.count("'value': 'b'") == 1
