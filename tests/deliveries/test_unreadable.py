"""A stored notice that cannot be read fails for good, is told of, and keeps nothing else from going out."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.db.transaction import Database, Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import (
    DIGEST,
    EXPIRED,
    FAILED,
    MERGED,
    SENT,
    WAITING,
    Digest,
    Notice,
    NoticeKind,
    Unsolicited,
    by_kind,
)
from bot.deliveries.outbox import Outbox
from bot.deliveries.policy import DeliveryHooks, Go, Merge, SendDecision
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import SlackTransport
from bot.demo.cast import NORTHWIND
from bot.slack.blocks import Message

from .stage import ANA, MONDAY, SALES, Stage, direct, rows


@dataclass(frozen=True)
class Greeting(Notice):
    """Words for somebody."""

    kind = "tests.greeting"
    words: str


def _draw(notice: Greeting) -> Message:
    return Message(notice.words)


KINDS = by_kind(
    NoticeKind(Greeting, _draw, Unsolicited("Greetings", lambda notice: f"<{notice.words}>")),
    NoticeKind(Digest, lambda notice: Message(" + ".join(notice.lines)), Unsolicited("Digest")),
)


class Hooks:
    """Puts all that is unsolicited into a digest, and keeps what failed."""

    def __init__(self) -> None:
        self.failed: list[tuple[str, str | None]] = []

    async def admit(self, _: Transaction, delivery: Delivery, *__: object) -> SendDecision:
        """Only a digest goes."""
        return Go() if delivery.kind == DIGEST else Merge("digest", MONDAY)

    async def on_failure(self, _: Transaction, delivery: Delivery, *__: object) -> None:
        """What admins would be told."""
        self.failed.append((delivery.dedupe_key, delivery.error))


async def enqueue(db: Database, to: str, *keys: str) -> None:
    """A greeting that says its key, for each key."""
    async with db.transaction(NORTHWIND) as transaction:
        for key in keys:
            await Outbox(transaction).enqueue(Greeting(key), MONDAY, to=Recipient(to), dedupe_key=key)


async def spoil(db: Database, key: str, facts: dict[str, Any], kind: str = Greeting.kind) -> None:
    """The row as another version of Pacer would have left it."""
    async with db.transaction(NORTHWIND) as transaction:
        row = await transaction.session.get_one(Delivery, (await rows(db))[key].id)
        row.facts, row.kind = facts, kind


async def drain(stage: Stage, hooks: Hooks, *, merging: bool = False) -> None:
    """Send all that is due."""
    policy = DeliveryHooks(hooks.admit, on_failure=hooks.on_failure)
    policy = policy if merging else DeliveryHooks(on_failure=hooks.on_failure)
    sender = Sender(stage.db, SlackTransport(stage.slack), KINDS, stage.clock, policy)
    await EmbeddedQueue(stage.db, sender, stage.clock).drain()


@pytest.mark.parametrize("facts", [{}, {"v": 0, "words": "earlier"}, {"v": 1, "words": ["no text"]}])
async def test_it_fails_for_good(stage: Stage, facts: dict[str, Any]) -> None:
    """By one attempt; what waits behind it goes out."""
    await enqueue(stage.db, SALES, "a", "b")
    await spoil(stage.db, "a", facts)
    hooks = Hooks()

    await drain(stage, hooks)

    found = (await rows(stage.db))["a"]
    assert (found.state, found.error, found.attempts) == (FAILED, "unreadable_notice", 1)
    assert hooks.failed == [("a", "unreadable_notice")]
    assert stage.said() == ["b"]


@pytest.mark.parametrize(("spoiled", "said"), [("a", ["<b> + <c>"]), ("abc", []), ("ab", ["c"])])
async def test_in_a_digest(stage: Stage, spoiled: str, said: list[str]) -> None:
    """It fails by itself, the rest of the digest goes out: as it would have without it."""
    await enqueue(stage.db, ANA, *"abc")
    for key in spoiled:
        await spoil(stage.db, key, {"v": 1})
    hooks = Hooks()

    await drain(stage, hooks, merging=True)

    found = await rows(stage.db)
    assert [found[key].state for key in "abc"] == [FAILED if key in spoiled else SENT for key in "abc"]
    assert hooks.failed == [(key, "unreadable_notice") for key in spoiled]
    assert direct(stage, ANA) == said


async def test_an_edit_of_it(stage: Stage) -> None:
    """Whoever edits it is not kept from what they do; that the edit did not arrive is told."""
    await enqueue(stage.db, SALES, "a")
    hooks = Hooks()
    await drain(stage, hooks)
    await spoil(stage.db, "a", {"v": 1})
    async with stage.db.transaction(NORTHWIND) as transaction:
        outbox = Outbox(transaction)
        await outbox.edit("a", Greeting, lambda old: replace(old, words="edited"), "1", MONDAY)

    await drain(stage, hooks)

    assert stage.said() == ["a"]
    assert (await rows(stage.db))["a"].facts == {"v": 1}
    assert hooks.failed == [("amend:1", "unreadable_notice")]


async def test_an_edit_upgrades(stage: Stage) -> None:
    """A row of before becomes one of today when it is edited."""
    await enqueue(stage.db, SALES, "a")
    await spoil(stage.db, "a", {"words": "before", "gone": 1})
    async with stage.db.transaction(NORTHWIND) as transaction:
        change = Outbox(transaction).edit
        await change("a", Greeting, lambda old: replace(old, words=f"{old.words}, edited"), "1", MONDAY)

    await drain(stage, Hooks())

    assert (await rows(stage.db))["a"].facts == {"v": 1, "words": "before, edited"}
    assert stage.said() == ["before, edited"]


@pytest.mark.parametrize("kind", ["tests.greeting", "tests.of_next_year"])
async def test_one_of_a_newer_pacer_is_left_to_it(stage: Stage, kind: str) -> None:
    """Two versions at one outbox: what the older one cannot read waits, and the newer one sends it."""
    await enqueue(stage.db, SALES, "a", "b")
    await spoil(stage.db, "a", {"v": 2, "words": "later"}, kind)
    hooks = Hooks()

    await drain(stage, hooks)
    waiting = (await rows(stage.db))["a"]
    assert (waiting.state, waiting.error) == (WAITING, "newer_notice")
    assert stage.said() == ["b"]
    assert hooks.failed == []

    # Not derived from `Greeting`, of which it would stay a kind for the tests that follow.
    @dataclass(frozen=True)
    class Later(Notice):
        version = 2
        words: str

    Later.kind = kind
    words_of_later = NoticeKind(Later, lambda notice: Message(notice.words))
    stage.clock.move_to(waiting.next_at)
    newer = Sender(stage.db, SlackTransport(stage.slack), by_kind(words_of_later), stage.clock)
    await EmbeddedQueue(stage.db, newer, stage.clock).drain()
    assert stage.said() == ["b", "later"]


async def test_a_digest_with_one_of_a_newer_pacer(stage: Stage) -> None:
    """The whole of it is left to that one: nobody gets half a digest."""
    await enqueue(stage.db, ANA, *"ab")
    await spoil(stage.db, "a", {"v": 2, "words": "later"})
    hooks = Hooks()

    await drain(stage, hooks, merging=True)

    assert {row.state for row in (await rows(stage.db)).values()} == {WAITING, MERGED}
    assert direct(stage, ANA) == []
    assert hooks.failed == []


async def test_a_newer_one_that_nobody_reads(stage: Stage) -> None:
    """No newer Pacer is there: when its time is over, it is told like all that failed."""
    await enqueue(stage.db, SALES, "a")
    await spoil(stage.db, "a", {"v": 2, "words": "later"})
    hooks = Hooks()
    await drain(stage, hooks)
    stage.clock.move_by(timedelta(days=2))

    await drain(stage, hooks)

    assert (await rows(stage.db))["a"].state == EXPIRED
    assert hooks.failed == [("a", "newer_notice")]
