"""What admins are told of schedules."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class MissedRuns(Notice):
    """Runs that were not sent in time: (title, number) of each schedule.

    From when to when they were missed, in seconds since 1970; `zone`: the reader's.
    """

    kind = "schedules.missed"
    missed: tuple[tuple[str, int], ...]
    since: int
    noticed: int
    zone: str = "UTC"
