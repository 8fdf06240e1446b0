"""A clock that runs at the machine's pace and can be moved."""

import time
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Runs on from `start` at the machine's pace (or stands still when `frozen`), and can be moved or set.

    To move it forward is to let time pass; to set it, either way, is what a time server does.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._frozen = frozen
        self._at = start or datetime.now(UTC)
        self._since = time.monotonic()
        # Seconds that have passed up to `_since`.
        self._passed = 0.0

    def now(self) -> datetime:
        """The emulator's present instant, aware and in UTC."""
        return self._at + timedelta(seconds=self._run())

    def monotonic(self) -> float:
        """Seconds that have passed since the clock was made, which setting it does not change."""
        return self._passed + self._run()

    def move_to(self, instant: datetime) -> None:
        """Jump to `instant` (aware); the clock runs on, or stands, from there. Backwards it is set."""
        if instant.tzinfo is None:
            raise ValueError("the clock needs an aware instant")
        self._jump(instant, passes=max(timedelta(), instant - self.now()))

    def move_by(self, step: timedelta) -> None:
        """Jump forward (or back) by `step`."""
        self.move_to(self.now() + step)

    def set_by(self, step: timedelta) -> None:
        """Show a time that is later (or earlier) by `step`, without any time having passed."""
        self._jump(self.now() + step, passes=timedelta())

    def _jump(self, instant: datetime, passes: timedelta) -> None:
        self._passed = self.monotonic() + passes.total_seconds()
        self._at, self._since = instant.astimezone(UTC), time.monotonic()

    def _run(self) -> float:
        return 0.0 if self._frozen else time.monotonic() - self._since
