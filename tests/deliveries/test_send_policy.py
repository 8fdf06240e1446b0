"""What stands between an unasked message and a person: go, wait, drop, or join a digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.db.transaction import Transaction
from bot.deliveries.delivery_log import DeliveryLog, forget_old
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notices import (
    CANCELLED,
    DIGEST,
    EXPIRED,
    FAILED,
    MERGED,
    SENT,
    WAITING,
    Digest,
    NoticeKind,
    Unsolicited,
    by_kind,
)
from bot.deliveries.outbox import Outbox
from bot.deliveries.policy import DeliveryHooks, Drop, Go, Merge, SendDecision, Wait
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.send_policy import DIGEST_LIVES
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.slack.blocks import Message, option, overflow

from .stage import ANA, BEN, MONDAY, SALES, Plain, Stage, direct, outgoing, owe, plain, retract, rows

LESS = [option("Less", "less")]
NOON = MONDAY + timedelta(hours=2, minutes=30)


def digest(notice: Digest) -> Message:
    """All lines in one."""
    return Message(" + ".join(notice.lines))


@dataclass(frozen=True)
class Note(Plain):
    """May be merged into a digest."""

    kind = "note"


@dataclass(frozen=True)
class Prompt(Plain):
    """Waits on its own."""

    kind = "prompt"


KINDS = by_kind(
    NoticeKind(Plain, plain),
    NoticeKind(Note, plain, Unsolicited("Notes", lambda notice: f"<{notice.text}>")),
    NoticeKind(Prompt, plain, Unsolicited("Prompts")),
    NoticeKind(Digest, digest, Unsolicited("Digest")),
)


class Rules:
    """A policy that answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.verdict: SendDecision = Go()
        self.asked: list[str] = []
        self.given_back: list[str] = []
        self.failed: list[tuple[str, str | None]] = []

    async def admit(
        self, _: Transaction, delivery: Delivery, unasked: Unsolicited[Any], *__: object
    ) -> SendDecision:
        """The verdict; a digest always goes."""
        self.asked.append(f"{delivery.dedupe_key}: {unasked.title}")
        return Go() if delivery.kind == DIGEST else self.verdict

    async def give_back(self, _: Transaction, delivery: Delivery, now: datetime) -> None:
        """Remember."""
        self.given_back.append(delivery.dedupe_key)

    async def on_failure(self, _: Transaction, delivery: Delivery, now: datetime) -> None:
        """Remember."""
        self.failed.append((delivery.dedupe_key, delivery.error))

    def policy(self) -> DeliveryHooks:
        """As the sender takes it."""
        return DeliveryHooks(
            self.admit, self.give_back, self.on_failure, lambda kind, _: overflow(f"less {kind}", LESS)
        )


@pytest.fixture
def rules() -> Rules:
    """What people want."""
    return Rules()


@pytest.fixture
def queue(stage: Stage, rules: Rules) -> EmbeddedQueue:
    """A queue whose sender asks these rules."""
    sender = Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock, rules.policy())
    return EmbeddedQueue(stage.db, sender, stage.clock)


async def test_only_unasked_direct_messages_are_judged(
    stage: Stage, queue: EmbeddedQueue, rules: Rules
) -> None:
    """Not a channel's, not an ephemeral one's, not an answer; and only they say how to have less of them."""
    await owe(
        stage.db,
        outgoing("note", BEN, notice=Note),
        outgoing("asked", BEN),
        outgoing("channel", SALES, notice=Note),
    )

    assert await queue.drain() == 3

    assert rules.asked == ["note: Notes"]
    assert (await rows(stage.db))["note"].admitted_at == MONDAY
    team = stage.emulator.world.teams["T0NORTHWND"]
    shown = {m.text: m.blocks for m in stage.emulator.world.direct_channel(team.bot_user_id, BEN).messages}
    (note,) = shown["note"]
    assert (note["type"], note["accessory"]["action_id"]) == ("section", "less note")
    assert shown["asked"] == []


async def test_waiting_does_not_age_it(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """It lives as long from when it may go as it did from when it was due."""
    rules.verdict = Wait(NOON)
    await owe(stage.db, outgoing("a", BEN, notice=Prompt, expires_after=timedelta(minutes=10)))
    assert await queue.drain() == 0
    row = (await rows(stage.db))["a"]
    assert (row.state, row.due_at, row.next_at) == (WAITING, NOON, NOON)
    assert row.expires_at == NOON + timedelta(minutes=10)

    rules.verdict = Go()
    stage.clock.move_to(NOON)
    assert await queue.drain() == 1


async def test_a_gate_that_answers_with_the_past(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """It is asked again in a minute, not for ever."""
    rules.verdict = Wait(MONDAY - timedelta(hours=1))
    await owe(stage.db, outgoing("a", BEN, notice=Prompt))

    assert await queue.drain() == 0
    assert rules.asked == ["a: Prompts"]
    assert (await rows(stage.db))["a"].next_at == MONDAY + timedelta(minutes=1)


async def test_not_wanted(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """Dropped, with the reason."""
    rules.verdict = Drop("switched off")
    await owe(stage.db, outgoing("a", BEN, notice=Note))

    assert await queue.drain() == 0
    row = (await rows(stage.db))["a"]
    assert (row.state, row.error) == (CANCELLED, "switched off")


async def test_a_digest(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """Several join into one message at its time; it is counted once, and all are told as sent."""
    rules.verdict = Merge("digest:ben", NOON)
    await owe(stage.db, *(outgoing(key, BEN, notice=Note) for key in "abc"))
    assert await queue.drain() == 0
    assert {row.state for row in (await rows(stage.db)).values()} == {MERGED, WAITING}

    stage.clock.move_to(NOON)
    assert await queue.drain() == 1

    assert direct(stage, BEN) == ["<a> + <b> + <c>"]
    found = await rows(stage.db)
    assert {row.state for row in found.values()} == {SENT}
    assert {found[key].slack_ts for key in "abc"} == {None}
    assert found["a"].sent_at == NOON


async def test_a_digest_of_one(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """It is the message itself, and can be taken back as such."""
    rules.verdict = Merge("digest:ben", NOON)
    await owe(stage.db, outgoing("a", BEN, notice=Note), outgoing("b", BEN, notice=Note))
    await queue.drain()
    await retract(stage.db, "b")
    stage.clock.move_to(NOON)
    await queue.drain()
    assert direct(stage, BEN) == ["a"]

    await retract(stage.db, "a", NOON)
    await queue.drain()
    assert direct(stage, BEN) == []


async def test_a_digest_of_nothing(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """Everything in it was taken back: nobody hears of it, and it costs nothing."""
    rules.verdict = Merge("digest:ben", NOON)
    await owe(stage.db, outgoing("a", BEN, notice=Note))
    await queue.drain()
    await retract(stage.db, "a")
    stage.clock.move_to(NOON)

    assert await queue.drain() == 0
    assert direct(stage, BEN) == []
    assert {row.state for row in (await rows(stage.db)).values()} == {CANCELLED}
    assert rules.given_back == ["digest:ben:120000"]


async def test_one_in_doubt_that_joins_a_digest(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """It was looked for and is not there: there is no doubt any more, and it can be taken back."""
    await owe(stage.db, outgoing("a", BEN, notice=Note))
    async with stage.db.system() as session:
        await session.execute(update(Delivery).values(in_doubt=True))
    rules.verdict = Merge("digest:ben", NOON)
    await queue.drain()
    assert (await rows(stage.db))["a"].state == MERGED
    await retract(stage.db, "a")
    assert (await rows(stage.db))["a"].state == CANCELLED


async def test_too_late_for_the_digest(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """The digest of that time is gone: it waits by itself, and is not lost."""
    rules.verdict = Merge("digest:ben", NOON)
    await owe(stage.db, outgoing("a", BEN, notice=Note))
    await queue.drain()
    stage.clock.move_to(NOON)
    await queue.drain()
    await owe(stage.db, outgoing("late", BEN, notice=Note), now=NOON)
    await queue.drain()
    assert (await rows(stage.db))["late"].state == WAITING

    rules.verdict = Go()
    stage.clock.move_by(timedelta(minutes=1))
    await queue.drain()
    assert direct(stage, BEN) == ["a", "late"]


async def test_a_digest_that_fails(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """So does all that was in it; what it cost comes back."""
    rules.verdict = Merge("digest:x", NOON)
    await owe(stage.db, *(outgoing(key, "U0NOBODY00", notice=Note) for key in "ab"))
    await queue.drain()
    stage.clock.move_to(NOON)
    await queue.drain()

    found = await rows(stage.db)
    assert {row.state for row in found.values()} == {FAILED}
    assert {row.error for row in found.values()} == {"channel_not_found"}
    assert rules.given_back == ["digest:x:120000"]
    assert rules.failed == [("digest:x:120000", "channel_not_found")]


async def test_too_late(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """What has expired asks for nobody's attention."""
    await owe(stage.db, outgoing("a", ANA, notice=Note, expires_after=timedelta(minutes=1)))
    stage.clock.move_by(timedelta(minutes=1))
    await queue.drain()

    assert rules.asked == []
    assert (await rows(stage.db))["a"].state == EXPIRED


async def test_what_is_worth_nothing_after(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """Held back past its end it is left out without a word: no failure, nothing for admins to look at."""
    rules.verdict = Wait(NOON)
    await owe(stage.db, outgoing("a", BEN, notice=Prompt, expires_after=timedelta(days=9), not_after=NOON))
    assert await queue.drain() == 0
    assert (await rows(stage.db))["a"].state == WAITING

    rules.verdict = Go()
    stage.clock.move_to(NOON)
    assert await queue.drain() == 0
    assert (await rows(stage.db))["a"].state == CANCELLED
    assert rules.failed == []


async def test_what_is_worth_nothing_by_the_time_of_the_digest(
    stage: Stage, queue: EmbeddedQueue, rules: Rules
) -> None:
    """It is left out of it; of a digest with nothing else in it nothing is sent."""
    for who, others in ((BEN, [outgoing("b", BEN, notice=Note)]), (ANA, [])):
        rules.verdict = Merge(f"digest:{who}", NOON)
        await owe(stage.db, outgoing(f"over {who}", who, notice=Note, not_after=NOON), *others)
        await queue.drain()
    stage.clock.move_to(NOON)
    await queue.drain()
    found = await rows(stage.db)
    states = [found[key].state for key in (f"over {BEN}", "b", f"over {ANA}")]
    assert states == [CANCELLED, SENT, CANCELLED]
    assert direct(stage, BEN) == ["b"]
    assert direct(stage, ANA) == []


async def test_a_file_waits_for_who_is_away(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """It is kept as long as a message still needs it, and no longer."""
    async with stage.db.transaction("T0NORTHWND") as transaction:
        outbox = Outbox(transaction)
        files = [await outbox.attach(f"{key}.html", b"words", MONDAY) for key in "ab"]
        held = outgoing("a", BEN, notice=Prompt, attachment=files[0], expires_after=timedelta(days=30))
        await outbox.enqueue_all([held], MONDAY)

    async def kept() -> list[int]:
        async with stage.db.system() as session:
            await forget_old(session, KINDS, MONDAY + timedelta(days=8))
            return list(await session.scalars(select(Attachment.id).order_by(Attachment.id)))

    assert await kept() == files[:1]
    async with stage.db.transaction("T0NORTHWND") as transaction:
        await Outbox(transaction).cancel("a")
    assert await kept() == []


async def test_a_digest_that_is_too_late(stage: Stage, queue: EmbeddedQueue, rules: Rules) -> None:
    """Nobody was there for days: what was in it is too late as well, and can be sent again by hand."""
    rules.verdict = Merge("digest:ben", NOON)
    await owe(stage.db, *(outgoing(key, BEN, notice=Note) for key in "abc"))
    await queue.drain()
    await retract(stage.db, "c")
    stage.clock.move_to(NOON + DIGEST_LIVES)
    await queue.drain()
    found = await rows(stage.db)
    assert {found[key].state for key in "ab"} == {EXPIRED}
    async with stage.db.transaction("T0NORTHWND") as transaction:
        await DeliveryLog(transaction).send_again(found["a"].merged_into or 0, stage.clock.now())
    await queue.drain()
    assert direct(stage, BEN) == ["<a> + <b>"]
