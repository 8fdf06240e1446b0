"""A request between its arrival and its acknowledgement, as the door and the router share it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.common.commit_gate import CommitGate, GivenUp
from bot.common.timers import Timer

# Slack waits three seconds; the rest is for the way there and back.
ACK_SECONDS = 2.2
# What is not committed by then is given up.
LONGEST_SECONDS = 60.0
# The acknowledgement is with Slack before what follows it.
SETTLE_SECONDS = 0.5
# Key in Bolt's context of a request.
PENDING = "pacer_pending"


class PendingRequest:
    """One request. Its answer goes into the acknowledgement, or follows it: whichever is decided first.

    Everything here happens in the event loop, so that nothing comes between a question and its answer.
    `telling`: the answer on its way, where it follows.
    """

    def __init__(self, timer: Timer) -> None:
        self.timer = timer
        self.gate = CommitGate()
        self.is_late = False
        self.telling: asyncio.Task[None] | None = None
        self._began = timer.time()
        self._late_since = 0.0
        self._is_answered = False
        self._when_late: Callable[[], None] | None = None
        self._when_lost: Callable[[], None] | None = None

    @property
    def arrival(self) -> float:
        """When it arrived, in seconds of a clock that is never set back."""
        return self._began

    def age(self) -> float:
        """Seconds since it arrived."""
        return self.timer.time() - self._began

    def when_late(self, call: Callable[[], None]) -> None:
        """Calls when it is acknowledged without its answer; at once where it was already."""
        if self.is_late:
            call()
        self._when_late = call

    def when_lost(self, call: Callable[[], None]) -> None:
        """Calls when the acknowledgement that had the answer did not reach Slack."""
        self._when_lost = call

    def answer(self) -> bool:
        """The answer is there. Whether it goes into the acknowledgement; otherwise it has to follow."""
        self._is_answered = True
        return not self.is_late

    def pass_deadline(self) -> bool:
        """The time is over. Whether to acknowledge without an answer; False where it is there."""
        if self._is_answered or self.is_late:
            return False
        self.is_late, self._late_since = True, self.timer.time()
        self.gate.is_late = True
        if self._when_late is not None:
            self._when_late()
        return True

    def give_up(self, work: asyncio.Task[object]) -> None:
        """Ends the work where nothing of it is committed; otherwise it goes on, and its outcome is told."""
        if not self._is_answered and self.gate.close():
            work.cancel()

    def lose(self) -> None:
        """The acknowledgement did not reach Slack: what it said is said in another way, once."""
        call, self._when_lost = self._when_lost, None
        if call is not None:
            call()

    @contextmanager
    def ended(self) -> Iterator[None]:
        """GivenUp instead of the cancellation by which this request was given up."""
        try:
            yield
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or not self.gate.is_closed:
                raise
            task.uncancel()
            raise GivenUp() from None

    async def settled(self) -> None:
        """Returns when a late acknowledgement has had the time to reach Slack."""
        left = self._late_since + SETTLE_SECONDS - self.timer.time()
        if self.is_late and left > 0:
            over = asyncio.Event()
            self.timer.call_later(left, over.set)
            await over.wait()
