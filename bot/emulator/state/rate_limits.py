"""Rate limits: about one message a second in a channel, and calls a minute by the method's tier."""

import math
from collections.abc import Callable

from bot.emulator.state.errors import RateLimited

# Slack promises at least these per minute; a short burst above them passes.
PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
BURST = 3
POST_BURST = 10


class Limits:
    """Buckets by channel, and by method and workspace; `seconds` gives the emulator's time.

    `burst`: how many minutes' worth of calls may come at once; with 1 nothing passes but what Slack promises.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self.enabled = True
        self.burst = BURST
        self._seconds = seconds
        self._buckets: dict[str, tuple[float, float]] = {}

    def post(self, channel_id: str) -> None:
        """Count one message; RateLimited when the channel has had too many."""
        self._take(f"post/{channel_id}", per_second=1.0, burst=POST_BURST)

    def call(self, team_id: str, method: str, tier: int) -> None:
        """Count one call; RateLimited when there were too many."""
        at_once = PER_MINUTE[tier] * self.burst
        self._take(f"{team_id}/{method}", per_second=at_once / 60, burst=at_once)

    def _take(self, key: str, *, per_second: float, burst: float) -> None:
        if not self.enabled:
            return
        now = self._seconds()
        left, at = self._buckets.get(key, (burst, now))
        left = min(burst, left + max(0.0, now - at) * per_second)
        if left < 1:
            raise RateLimited(math.ceil((1 - left) / per_second))
        self._buckets[key] = (left - 1, now)
