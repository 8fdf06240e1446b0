"""The only file that uses APScheduler: it only ticks; what is due is data, by Pacer's own clock."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Tick = Callable[[], Awaitable[None]]


class Ticker:
    """Calls functions at intervals in this process. A late tick still runs, once; ticks never overlap."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, interval: timedelta, tick: Tick, *, name: str) -> None:
        """Calls `tick` every `interval`, the first time after one interval."""
        self._scheduler.add_job(tick, "interval", seconds=interval.total_seconds(), id=name, name=name)

    def start(self) -> None:
        """Starts ticking in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stops ticking; ticks that run are not waited for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
