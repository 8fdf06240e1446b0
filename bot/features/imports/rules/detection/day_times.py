"""Whether a column of moments holds days: a day written as midnight somewhere is no moment. Pure."""

from datetime import UTC, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.features.imports.rules.days import MOMENTS, NEAREST, WRITTEN, day_of, read_moment
from bot.features.imports.rules.detection.formats import FormatQuestion
from bot.features.imports.rules.files.raw_rows import Cell

# Of so many midnights in a hundred the others may be slips.
_NEARLY_ALL = 95
_MOST_TIMES = 2


class DayTimesDetector:
    """Detects whether the moments of a column are days. `known`: what a person has said, "" if nothing."""

    def __init__(self, field: str, column: str, zone: ZoneInfo, known: str = "") -> None:
        self._field, self._column, self._zone, self._known = field, column, zone, known
        self._count = self._midnights = self._midnights_here = 0
        self._times: set[time] = set()
        # By how days would be read: a value that would be on another day than as a moment.
        self._differs = {WRITTEN: "", NEAREST: ""}

    def see(self, cell: Cell) -> None:
        """Counts a moment that names its zone; anything else counts for none. Call once per row."""
        text = f"{cell:f}" if isinstance(cell, Decimal) else cell if isinstance(cell, str) else ""
        moment = read_moment(text) if text else None
        if moment is None:
            return
        self._count += 1
        self._midnights += moment.time() == time()
        self._midnights_here += moment.astimezone(self._zone).time() == time()
        if len(self._times) <= _MOST_TIMES:
            self._times.add(moment.astimezone(UTC).time())
        for reading, before in self._differs.items():
            if not before and day_of(moment, reading, self._zone) != day_of(moment, MOMENTS, self._zone):
                self._differs[reading] = text

    def verdict(self) -> str:
        """WRITTEN where all are midnights; what a person said where that is a question; else ""."""
        if self._count and self._count == self._midnights:
            return WRITTEN
        return self._known if self._as_days() else ""

    def question(self) -> FormatQuestion | None:
        """The question, where most look like days and a value would be on another day; else None."""
        as_days = "" if self._known else self._as_days()
        if not as_days or self._count == self._midnights:
            return None
        return FormatQuestion(self._field, self._column, (as_days, MOMENTS), self._differs[as_days])

    def _as_days(self) -> str:
        """How they would be read as days; "" where they look like none, or it makes no difference."""
        reading = ""
        if self._midnights * 100 >= self._count * _NEARLY_ALL:
            reading = WRITTEN
        elif self._midnights_here < self._count and self._are_one_hour_apart():
            reading = NEAREST
        return reading if reading and self._differs[reading] else ""

    def _are_one_hour_apart(self) -> bool:
        """Whether all are at one time of the day, or two: midnight elsewhere, in summer and in winter."""
        times = sorted(self._times)
        if not 0 < len(times) <= _MOST_TIMES or any(each.minute % 30 or each.second for each in times):
            return False
        first, last = (each.hour * 60 + each.minute for each in (times[0], times[-1]))
        return last - first in (0, 60, 23 * 60)
