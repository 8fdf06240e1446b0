"""The only file that knows APScheduler: it ticks; what is due is data, computed from our own clock."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Tick = Callable[[], Awaitable[None]]


class Ticker:
    """Calls functions every so often, in this process. A tick that comes late still comes, once."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, interval: timedelta, tick: Tick, *, name: str) -> None:
        """Call `tick` each `interval`, first after one interval."""
        self._scheduler.add_job(tick, "interval", seconds=interval.total_seconds(), id=name, name=name)

    def start(self) -> None:
        """Begin to tick in the running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
