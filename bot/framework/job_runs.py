"""Runs jobs in many workspaces: a slow one keeps no other waiting, and no job runs twice at once in one."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Sequence

from bot.framework.jobs import Job

# Of one job; each may hold a connection to the database.
WORKSPACES_AT_ONCE = 3


class JobRuns:
    """The runs under way. `run(job, workspace_id)` does the work, and raises nothing."""

    def __init__(self, run: Callable[[Job, str], Awaitable[object]]) -> None:
        self._run = run
        self._running: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._slots: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(WORKSPACES_AT_ONCE))

    def begin(self, job: Job, workspace_ids: Collection[str]) -> None:
        """Begins this job in each workspace where it is not still running; waits for none."""
        for workspace_id in workspace_ids:
            self._task(job, workspace_id)

    async def all(self, jobs: Sequence[Job], workspace_ids: Collection[str]) -> None:
        """Runs these jobs in every workspace, in their order in each; ends when all have."""
        await asyncio.gather(*(self._one_by_one(jobs, workspace_id) for workspace_id in workspace_ids))

    async def stop(self) -> None:
        """Cancels what is running, and waits until it has ended."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _one_by_one(self, jobs: Sequence[Job], workspace_id: str) -> None:
        for job in jobs:
            await asyncio.wait([self._task(job, workspace_id)])

    def _task(self, job: Job, workspace_id: str) -> asyncio.Task[None]:
        key = (job.name, workspace_id)
        if key not in self._running:
            task = asyncio.create_task(self._in_turn(job, workspace_id))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key))
        return self._running[key]

    async def _in_turn(self, job: Job, workspace_id: str) -> None:
        async with self._slots[job.name]:
            await self._run(job, workspace_id)
