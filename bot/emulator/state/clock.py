"""A clock that runs at the machine's pace and can be moved."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """Runs on from `start` at the machine's pace (or stands still when `frozen`), and can be moved."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        real = datetime.now(UTC)
        self._frozen = frozen
        self._at = start or real
        self._since = real

    def now(self) -> datetime:
        """The emulator's present instant, aware and in UTC."""
        return self._at if self._frozen else self._at + (datetime.now(UTC) - self._since)

    def move_to(self, instant: datetime) -> None:
        """Jump to `instant` (aware); the clock runs on, or stands, from there."""
        if instant.tzinfo is None:
            raise ValueError("the clock needs an aware instant")
        self._at = instant.astimezone(UTC)
        self._since = datetime.now(UTC)

    def move_by(self, step: timedelta) -> None:
        """Jump forward (or back) by `step`."""
        self.move_to(self.now() + step)
