"""Requests that were acknowledged before they were answered, remembered should their process die.

Before its answer a late request has a row; with the answer the row goes. Rows that stay were left behind by a
process that died: who asked then hears whether it was done, and events, of which Slack tells once, are taken
again; so are events that failed, as a database does for a while that nobody can reach. SQLite lets one write
at a time, which may be the very request that is late: its rows are in a file of their own, beside the
database.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.clock import Clock
from bot.common.commit_gate import CommitGate
from bot.common.moments import WallClock
from bot.db.engine import make_engine
from bot.db.idempotency import is_handled
from bot.db.transaction import Database, Transaction
from bot.deliveries.models import LateRequest
from bot.deliveries.notices import EphemeralNotice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.slack.requests import CommandRequest, EventRequest, Request, SubmissionRequest, request_of
from bot.slack.text import escape

log = structlog.stdlib.get_logger(__name__)

DONE = "I was stopped before I could answer {what}. It is done: you need not do it again."
NOT_DONE = "I was stopped before I could answer {what}. Nothing was changed by it: please try again."
UNKNOWN = (
    "I was stopped while I was at {what}, and cannot say how far I came: please look before you try again."
)
# Longer than any request lives (`gateway.py`), and its answer after it.
ALONE_AFTER = timedelta(minutes=4)
_MOST_TRIES = 3
_SUFFIX = "-late"
# Stands for when it was: whoever hears of it has a zone that is looked up then.
_AT = "{at}"

# Whether the event was taken care of.
TakeAgain = Callable[[Mapping[str, Any]], Awaitable[bool]]
# The clock by which a person reads, at an instant.
ClockOf = Callable[[Transaction, str, datetime], Awaitable[WallClock]]


@dataclass(frozen=True)
class _Left:
    """A late request that its process has left behind."""

    workspace_id: str
    key: str
    actor_id: str
    said: str
    may_be_done: bool
    sealed: str | None
    tries: int
    due_at: datetime


class LateRequests:
    """The late requests of all workspaces. `seal`: the cipher in which an event is kept."""

    def __init__(self, db: Database, seal: MultiFernet, clock: Clock, clock_of: ClockOf) -> None:
        self._db = db
        self._seal = seal
        self._clock = clock
        self._clock_of = clock_of
        self._beside = _file_beside(db.engine)
        self._is_made = self._beside is None
        self._alive: set[tuple[str, str]] = set()
        self._answered: set[tuple[str, str]] = set()

    @property
    def _rows(self) -> Database:
        return self._beside or self._db

    async def keep(self, payload: Mapping[str, Any], gate: CommitGate) -> None:
        """Writes down that this payload is acknowledged, and its answer still to come."""
        request = request_of(payload, self._clock.now())
        if request is None:
            return
        self._alive.add((request.workspace_id, request.key))
        is_event = isinstance(request, EventRequest)
        sealed = self._seal.encrypt(json.dumps(payload).encode()).decode() if is_event else None
        row = {
            "workspace_id": request.workspace_id,
            "key": request.key,
            "actor_id": request.actor_id,
            "said": _named(request),
            "may_be_done": gate.has_committed,
            "sealed": sealed,
            "tries": 0,
            "due_at": request.now + ALONE_AFTER,
        }
        await self._make_table()
        async with self._rows.transaction(request.workspace_id) as transaction:
            added = transaction.insert(LateRequest).values(row).on_conflict_do_nothing()
            await transaction.session.execute(added)

    async def settle(self, payload: Mapping[str, Any]) -> None:
        """Forgets this payload: it is answered."""
        request = request_of(payload, self._clock.now())
        if request is not None:
            self._answered.add((request.workspace_id, request.key))
            await self._forget_answered()

    async def leave(self, payload: Mapping[str, Any]) -> None:
        """Lets go of an event that failed: it is taken again when its time comes."""
        request = request_of(payload, self._clock.now())
        if request is not None:
            self._alive.discard((request.workspace_id, request.key))

    async def tell_left(self, take_again: TakeAgain) -> None:
        """Tells what became of requests that a dead process has left behind, and takes events again."""
        await self._forget_answered()
        for left in await self._left():
            if left.sealed is not None:
                await self._again(left, take_again)
                continue
            async with self._db.transaction(left.workspace_id, urgent=False) as transaction:
                is_done = await is_handled(transaction, left.key)
                words = DONE if is_done else UNKNOWN if left.may_be_done else NOT_DONE
                log.warning("request.left_behind", workspace_id=left.workspace_id, is_done=is_done)
                notice = EphemeralNotice(words.format(what=await self._told(transaction, left)), [])
                to, key = Recipient(left.actor_id), f"late:{left.key}"
                await Outbox(transaction).enqueue(notice, self._clock.now(), to=to, dedupe_key=key)
            await self._forget(left.workspace_id, left.key)

    async def _told(self, transaction: Transaction, left: _Left) -> str:
        clock = await self._clock_of(transaction, left.actor_id, self._clock.now())
        return left.said.replace(_AT, clock.write(left.due_at - ALONE_AFTER))

    async def close(self) -> None:
        """Closes the file beside the database."""
        if self._beside is not None:
            await self._beside.close()

    async def _left(self) -> list[_Left]:
        if self._beside is not None and self._beside.file.fault():
            return []  # Nothing was ever late here.
        await self._make_table()
        names = ("workspace_id", "key", "actor_id", "said", "may_be_done", "sealed", "tries", "due_at")
        columns = [getattr(LateRequest, name) for name in names]
        due = select(*columns).where(LateRequest.due_at <= self._clock.now()).order_by(LateRequest.due_at)
        async with self._rows.system() as session:
            found = [_Left(*row) for row in (await session.execute(due))]
        return [left for left in found if (left.workspace_id, left.key) not in self._alive]

    async def _again(self, left: _Left, take_again: TakeAgain) -> None:
        """Hands an event to the door as Slack would; one by which processes die is dropped in the end."""
        if left.tries >= _MOST_TRIES:
            log.error("request.lost", workspace_id=left.workspace_id)
        else:
            async with self._rows.system() as session:
                later = self._clock.now() + ALONE_AFTER
                counted = update(LateRequest).where(*_this(left.workspace_id, left.key))
                await session.execute(counted.values(tries=left.tries + 1, due_at=later))
            try:
                payload = json.loads(self._seal.decrypt(str(left.sealed).encode()))
            except InvalidToken:
                log.error("request.lost", workspace_id=left.workspace_id)
            else:
                if not await take_again(payload):
                    return
        await self._forget(left.workspace_id, left.key)

    async def _forget_answered(self) -> None:
        """A database that fails at this is asked again at the next look."""
        for each in tuple(self._answered):
            await self._forget(*each)
            self._answered.discard(each)
            self._alive.discard(each)

    async def _forget(self, workspace_id: str, key: str) -> None:
        async with self._rows.system() as session:
            await session.execute(delete(LateRequest).where(*_this(workspace_id, key)))

    async def _make_table(self) -> None:
        if not self._is_made and self._beside is not None:
            table = cast(Table, LateRequest.__table__)
            async with self._beside.engine.begin() as connection:
                await connection.run_sync(lambda sync: table.create(sync, checkfirst=True))
            self._is_made = True


def _this(workspace_id: str, key: str) -> tuple[Any, ...]:
    return (LateRequest.workspace_id == workspace_id, LateRequest.key == key)


def _file_beside(engine: AsyncEngine) -> Database | None:
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Database(make_engine(f"sqlite:///{name}{_SUFFIX}", pool_size=2))


def _named(request: Request) -> str:
    """What somebody asked for, as a message names it; nothing of what they wrote. `_AT`: when."""
    if isinstance(request, CommandRequest):
        return f"`{request.command}` of {_AT}"
    if isinstance(request, SubmissionRequest):
        title = str((request.view.get("title") or {}).get("text") or "")
        return f"your form *{escape(title)}* of {_AT}" if title else f"your form of {_AT}"
    return f"what you clicked at {_AT}"
