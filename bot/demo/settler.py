"""Runs pending work of the bot after each action in the emulator, skipping what cannot have any."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.app import TICKS, Pacer
from bot.demo.table_usage import TableUsage
from bot.framework.jobs import Job
from bot.registry import METADATA

# Gives how much was done; it is run again until that is 0.
Work = Callable[[], Awaitable[int]]


@dataclass(frozen=True)
class _Run:
    at: datetime
    version: int
    tables: frozenset[str]


class Settler:
    """Gives the emulator `settle`, to await after each action.

    Jobs and sender depend on the time and on the tables that they read: where both are unchanged since the
    last run, they are skipped.
    """

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._usage = TableUsage(pacer.db.engine, METADATA)
        self._runs: dict[str, _Run] = {}

    async def settle(self) -> None:
        """Returns when nothing is left to do now: no pending call to Slack, nothing due, nothing to send."""
        await self._pacer.tasks.drain()
        for name, work in await self._works():
            while await self._where_touched(name, work):
                await self._pacer.tasks.drain()

    async def settle_anew(self) -> int:
        """Runs all jobs again, skipping none; the number of statements that wrote, 0 when at rest."""
        before = self._usage.version
        for _, work in await self._works():
            await work()
        return self._usage.version - before

    async def _works(self) -> list[tuple[str, Work]]:
        pacer = self._pacer
        workspace_ids = await pacer.workspaces.ids()
        jobs = [
            (f"{job.name} {workspace_id}", partial(self._run_job, job, workspace_id))
            for job in TICKS
            for workspace_id in workspace_ids
        ]
        return [*jobs, ("recover", self._recover), ("drain", pacer.embedded.drain)]

    async def _run_job(self, job: Job, workspace_id: str) -> int:
        await self._pacer.run_job(job, workspace_id)
        return 0

    async def _recover(self) -> int:
        await self._pacer.sender.recover()
        return 0

    async def _where_touched(self, name: str, work: Work) -> int:
        """The result of `work`; 0 when it is skipped."""
        now, version, last = self._pacer.clock.now(), self._usage.version, self._runs.get(name)
        if last is not None and last.at == now and not self._usage.is_touched(last.tables, last.version):
            return 0
        with self._usage.observed() as tables:
            done = await work()
        self._runs[name] = _Run(now, version, frozenset(tables))
        return done
