"""Runs pending work of the bot after each action in the emulator, skipping what cannot have any."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from bot.app import TICKS, Pacer
from bot.demo.table_usage import TableUsage
from bot.framework.feature import NextMoment
from bot.framework.jobs import Job
from bot.registry import CATALOG, METADATA

T = TypeVar("T")
Moment = Callable[[], Awaitable[datetime | None]]


@dataclass(frozen=True)
class _Work:
    """`run` gives how much was done; it is run again until that is 0. `next_due`, `daily`: as of `Job`."""

    name: str
    run: Callable[[], Awaitable[int]]
    next_due: Moment | None = None
    daily: bool = False


@dataclass(frozen=True)
class _Seen(Generic[T]):
    """What a piece of work found: when, by which tables, at which version of them, beside its own writes."""

    by: str
    result: T
    at: datetime
    version: int
    tables: frozenset[str]


# What each job found when it ran last, with nothing left to do.
AtRest = Mapping[str, _Seen[int]]


class Settler:
    """Gives the emulator `settle`, to await after each action, and `next_moment`, to which its clock walks.

    Jobs and sender depend on the time and on the tables that they read: where these are unchanged since the
    last run, and the time has not come at which there is work again, they are skipped. What a job has written
    itself is no reason to run it again: it has done what there was. `at_rest`: what the settler of an earlier
    bot came to on this database, which nobody has written since.
    """

    def __init__(self, pacer: Pacer, at_rest: AtRest | None = None) -> None:
        self._pacer = pacer
        self._usage = TableUsage(pacer.db.engine, METADATA)
        self._runs = dict(at_rest or {})
        self._unfinished: set[str] = set()
        self._moments: dict[tuple[object, str], _Seen[datetime | None]] = {}
        self._deliveries = self._remembered((pacer.sender, ""), pacer.sender.leases.next_moment)

    async def settle(self) -> None:
        """Returns when nothing is left to do now: no pending call to Slack, nothing due, nothing to send."""
        await self._pacer.tasks.drain()
        for work in await self._works():
            while await self._where_needed(work):
                await self._pacer.tasks.drain()

    def at_rest(self) -> AtRest:
        """What each job found when it ran last, for the settler of a later bot on this database."""
        assert not self._unfinished, f"not at rest: {sorted(self._unfinished)}"
        return {name: replace(seen, version=0) for name, seen in self._runs.items()}

    async def settle_anew(self) -> int:
        """Runs all jobs again, skipping none; the number of statements that wrote, 0 when at rest."""
        before = self._usage.version
        for work in await self._works():
            await work.run()
        return self._usage.version - before

    async def next_moment(self) -> datetime | None:
        """When something is next due without anybody acting; None when nothing is."""
        workspace_ids = await self._pacer.workspaces.ids()
        moments = [self._of(each, where) for where in workspace_ids for each in CATALOG.next_moments]
        asked = [await moment() for moment in (self._deliveries, *moments)]
        return min(filter(None, asked), default=None)

    async def _works(self) -> list[_Work]:
        pacer = self._pacer
        workspace_ids = await pacer.workspaces.ids()
        jobs = [
            _Work(
                f"{job.name} {workspace_id}",
                partial(self._run_job, job, workspace_id),
                self._of(job.next_due, workspace_id) if job.next_due else None,
                job.daily,
            )
            for job in TICKS
            for workspace_id in workspace_ids
        ]
        sending = (("recover", self._recover), ("drain", pacer.embedded.drain))
        return [*jobs, *(_Work(name, run, self._deliveries) for name, run in sending)]

    def _of(self, moment: NextMoment, workspace_id: str) -> Moment:
        async def read() -> datetime | None:
            async with self._pacer.db.reading(workspace_id) as transaction:
                return await moment(transaction)

        return self._remembered((moment, workspace_id), read)

    def _remembered(self, key: tuple[object, str], read: Moment) -> Moment:
        """`read`, but what was read before where nothing of it has been written since."""

        async def moment() -> datetime | None:
            known = self._moments.get(key)
            if known is None or self._is_touched(known):
                known = self._moments[key] = await self._seen("", read)
            return known.result

        return moment

    async def _run_job(self, job: Job, workspace_id: str) -> int:
        name = f"{job.name} {workspace_id}"
        self._unfinished.discard(name)
        if not await self._pacer.run_job(job, workspace_id):
            self._unfinished.add(name)
        return 0

    async def _recover(self) -> int:
        await self._pacer.sender.recover()
        return 0

    async def _where_needed(self, work: _Work) -> int:
        """How much was done; 0 when it is skipped."""
        last = self._runs.get(work.name)
        if last is not None and not self._is_touched(last) and not await self._is_due(work, last.at):
            return 0
        seen = self._runs[work.name] = await self._seen(work.name, work.run)
        return seen.result

    async def _is_due(self, work: _Work, last: datetime) -> bool:
        now = self._pacer.clock.now()
        if last == now:
            return False
        if work.next_due is None or work.name in self._unfinished:
            return True
        if work.daily and last.date() != now.date():
            return True
        due = await work.next_due()
        return due is not None and due <= now

    async def _seen(self, by: str, work: Callable[[], Awaitable[T]]) -> _Seen[T]:
        now, version = self._pacer.clock.now(), self._usage.version
        with self._usage.observed(by) as tables:
            result = await work()
        return _Seen(by, result, now, version, frozenset(tables))

    def _is_touched(self, seen: _Seen[T]) -> bool:
        return self._usage.is_touched(seen.tables, seen.version, seen.by)
