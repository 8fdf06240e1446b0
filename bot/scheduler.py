"""The only file that uses APScheduler: it only ticks; what is due is data, by Pacer's own clock."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.common.clock import Clock, StepDetector, SystemClock

Tick = Callable[[], Awaitable[None]]

log = structlog.stdlib.get_logger(__name__)

LOOK_EVERY = timedelta(seconds=5)


class _Every(BaseTrigger):  # type: ignore[misc] # APScheduler 3 has no types
    """An interval after each call, whatever time it is then.

    APScheduler's own walks through all that a clock was set ahead by: years of it take minutes.
    """

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """One interval from now."""
        return now + self._interval


class Ticker:
    """Calls functions at intervals in this process. A late tick still runs, once; ticks never overlap.

    APScheduler plans by the wall clock (`clock`: the machine's). Every `look_every`, by the monotonic one, it
    is looked at: where it was set back, what is planned moves back with it, or nothing would tick until then.
    """

    def __init__(self, clock: Clock | None = None, look_every: timedelta = LOOK_EVERY) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._clock = clock or SystemClock()
        self._steps = StepDetector(self._clock)
        self._look_every = look_every
        self._intervals: dict[str, timedelta] = {}
        self._looking: asyncio.TimerHandle | None = None

    def every(self, interval: timedelta, tick: Tick, *, name: str) -> None:
        """Calls `tick` every `interval`, the first time after one interval."""
        self._intervals[name] = interval
        self._scheduler.add_job(tick, _Every(interval), id=name, name=name)

    def start(self) -> None:
        """Starts ticking in the running event loop."""
        self._steps.find()
        self._scheduler.start()
        self._look_later()

    def stop(self) -> None:
        """Stops ticking; ticks that run are not waited for."""
        if self._looking is not None:
            self._looking.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _look_later(self) -> None:
        loop = asyncio.get_running_loop()
        self._looking = loop.call_later(self._look_every.total_seconds(), self._look)

    def _look(self) -> None:
        step = self._steps.find()
        if step is not None:
            log.warning("clock.was_set", seconds=round(step.length.total_seconds(), 1))
        # Set ahead, what is planned comes sooner or at once: that is in time as well.
        set_back = min(step.length, timedelta()) if step else timedelta()
        now = self._clock.now()
        for job in self._scheduler.get_jobs():
            # Ahead and back between two looks is no step, but what was planned meanwhile is out of reach.
            at = min(job.next_run_time + set_back, now + self._intervals[job.id])
            if at < job.next_run_time:
                job.modify(next_run_time=at)
        self._look_later()
