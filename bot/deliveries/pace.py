"""How fast a channel may be posted to: about one message a second, with a short burst allowed."""

from collections.abc import Callable

BURST = 5.0
PER_SECOND = 1.0


class Pace:
    """A bucket of tokens per channel, filled at `PER_SECOND` up to `BURST`; `seconds` tells the time."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, channel: str) -> float:
        """Take the right to post now and answer 0, or answer the seconds to wait for it."""
        now = self._seconds()
        left, at = self._buckets.get(channel, (BURST, now))
        left = min(BURST, left + (now - at) * PER_SECOND)
        if left < 1.0:
            self._buckets[channel] = (left, now)
            return (1.0 - left) / PER_SECOND
        self._buckets[channel] = (left - 1.0, now)
        return 0.0
