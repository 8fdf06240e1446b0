"""Requests that were acknowledged and not answered when their process died."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import select

from bot.common.commit_gate import CommitGate
from bot.common.moments import WallClock
from bot.db.idempotency import claim_request, note_late
from bot.db.transaction import Database, Transaction
from bot.deliveries.late_requests import ALONE_AFTER, DONE, NOT_DONE, UNKNOWN, LateRequests
from bot.deliveries.models import Delivery
from bot.emulator.state.clock import MovableClock

from .stage import ANA, MONDAY

TEAM = "T1"
SEAL = MultiFernet([Fernet(Fernet.generate_key())])


def command(number: int) -> dict[str, Any]:
    """A command; its key is by its number."""
    fields = {"command": "/kudos", "text": "@ben secret words", "channel_id": "C1", "user_id": ANA}
    return {**fields, "team_id": TEAM, "trigger_id": str(number)}


def event(number: int) -> dict[str, Any]:
    """A message in a channel."""
    said = {"type": "message", "user": ANA, "channel": "C1", "ts": "1.2", "text": "secret words"}
    return {"type": "event_callback", "event_id": f"Ev{number}", "team_id": TEAM, "event": said}


async def clock_of(_: Transaction, __: str, now: datetime) -> WallClock:
    """Everybody is in Seoul."""
    return WallClock(ZoneInfo("Asia/Seoul"), now)


class Process:
    """One process after another on the same database, and the door through which events come again."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.clock = MovableClock(MONDAY, frozen=True)
        self.late = LateRequests(db, SEAL, self.clock, clock_of)
        self.taken: list[Mapping[str, Any]] = []
        self.is_killed_by_events = False
        self.is_failing = False

    async def dies(self) -> None:
        """Another one follows, minutes later."""
        await self.late.close()
        self.late = LateRequests(self.db, SEAL, self.clock, clock_of)
        self.clock.move_by(ALONE_AFTER)

    async def looks(self) -> list[str]:
        """What is told after a look, in all."""
        await self.late.tell_left(self._take)
        async with self.db.reading(TEAM) as transaction:
            found = await transaction.session.scalars(select(Delivery.facts).order_by(Delivery.id))
            return [str(facts["text"]) for facts in found]

    async def _take(self, payload: Mapping[str, Any]) -> bool:
        self.taken.append(payload)
        if self.is_killed_by_events:
            raise KeyboardInterrupt
        return not self.is_failing


@pytest.fixture
async def process(db: Database) -> AsyncIterator[Process]:
    """The first process."""
    made = Process(db)
    yield made
    await made.late.close()


async def test_what_was_asked_for_is_told_once(db: Database, process: Process) -> None:
    """Whether it was done, as far as is known; nothing of what was written is kept."""
    committed = CommitGate()
    committed.enter()
    await process.late.keep(command(1), CommitGate())
    await process.late.keep(command(2), CommitGate())
    await process.late.keep(command(3), committed)
    await process.late.keep(command(4), CommitGate())
    await process.late.keep(command(5), CommitGate())
    async with db.transaction(TEAM) as transaction:
        await claim_request(transaction, "command:2", MONDAY)
        await note_late(transaction, "command:4", MONDAY)
    await process.late.settle(command(5))
    process.clock.move_by(timedelta(days=1))
    assert await process.looks() == []  # Whoever lives answers, whatever the clock says.

    await process.dies()
    told = await process.looks()

    kinds = [next(words for words in (DONE, NOT_DONE, UNKNOWN) if _is(words, said)) for said in told]
    assert sorted(kinds) == sorted([NOT_DONE, DONE, UNKNOWN, DONE])
    assert all("`/kudos` of Mon 23 Nov " in said for said in told)
    assert "secret" not in str(told)
    assert await process.looks() == told


def _is(words: str, said: str) -> bool:
    before, _, after = words.partition("{what}")
    return said.startswith(before) and said.endswith(after)


async def test_an_answer_that_the_database_could_not_note(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next look notes it: another process tells nothing."""
    await process.late.keep(command(1), CommitGate())
    with monkeypatch.context() as broken:
        broken.setattr(Database, "system", _gone)
        with pytest.raises(ConnectionError):
            await process.late.settle(command(1))
    assert await process.looks() == []
    await process.dies()
    assert await process.looks() == []


def _gone(_: Database) -> None:
    raise ConnectionError


async def test_events_are_taken_again(process: Process) -> None:
    """Slack tells of them once; one that kills each process is dropped after three."""
    await process.late.keep(event(1), CommitGate())
    await process.dies()
    assert await process.looks() == []
    assert process.taken == [event(1)]
    await process.dies()
    await process.looks()
    assert process.taken == [event(1)]

    process.is_killed_by_events = True
    await process.late.keep(event(2), CommitGate())
    for _ in range(3):
        await process.dies()
        with pytest.raises(KeyboardInterrupt):
            await process.looks()
    await process.dies()
    await process.looks()
    assert process.taken == [event(1)] + 3 * [event(2)]


async def test_events_that_fail_are_taken_again(process: Process) -> None:
    """While nobody reaches the database they fail, and are tried again minutes later, three times in all."""
    await process.late.keep(event(1), CommitGate())
    await process.late.leave(event(1))
    await process.looks()
    assert process.taken == []

    for is_failing, tries in ((True, 1), (True, 2), (False, 3), (False, 3)):
        process.is_failing = is_failing
        process.clock.move_by(ALONE_AFTER)
        await process.looks()
        assert process.taken == tries * [event(1)]
