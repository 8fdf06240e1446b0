"""What later features deliver about somebody's own week in numbers; pure."""

from dataclasses import dataclass, field

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class WeekTold:
    """A rep's week in words, for that rep alone: a sentence, and the lines below it.

    `restated`: what the week before was told differently, "" where it holds. `heard`: of when the numbers
    are, "" where they are of that day. `amended`: what was corrected after it was sent, "" until then.
    """

    week: str
    said: str
    lines: tuple[str, ...] = ()
    restated: str = ""
    heard: str = ""
    amended: str = ""


@dataclass(frozen=True)
class OwnWeekNotice(Notice):
    """A notice that may tell its receiver of their own week; None where another one does."""

    numbers: WeekTold | None = field(default=None, kw_only=True)
