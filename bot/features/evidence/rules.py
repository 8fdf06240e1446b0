"""Evidence: its kinds, how it is ordered, what its spread over the months tells. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal
from bot.slack.text import pieces, plain

_WIDTH = 10
_LINE = 120
_RECENT = timedelta(days=30)


class Source(StrEnum):
    """Where an item comes from."""

    goal = "Goals"
    result = "Results"
    credit = "Deals"
    checkin = "Check-ins"
    kudos = "Kudos"
    feedback = "Feedback"
    note = "Notes"
    review = "Reviews"


class Leaning(StrEnum):
    """What an item speaks of."""

    well = "well"
    better = "better"
    next = "next"


@dataclass(frozen=True)
class EvidenceItem:
    """One thing that was written down. `line` and `whole` are harmless already.

    `key` names it for good, `ref` is its number where it comes from. `link`: Slack's address, "" without one.
    `opener`: the action and value of the button that shows it whole, where it has a card of its own.
    """

    source: Source
    ref: int
    day: date
    line: str
    whole: tuple[tuple[str, str], ...] = ()
    link: str = ""
    leaning: Leaning = Leaning.well
    opener: tuple[str, str] | None = None

    @property
    def plain(self) -> str:
        """The line as it stands in a text field."""
        return plain(self.line, {})

    @property
    def plain_parts(self) -> dict[str, str]:
        """All of it by its labels, as it stands in a file; nothing where the line is all there is."""
        return {label: plain(text, {}) for label, text in self.whole}

    @property
    def key(self) -> str:
        """Its name, the same whenever it is collected."""
        return f"{self.source.name}:{self.ref}"


@dataclass(frozen=True)
class EvidenceTimeline:
    """The evidence about a person in some days, the oldest first, as one viewer may see it."""

    person_id: str
    name: str
    days: DateRange
    items: tuple[EvidenceItem, ...]

    def item(self, key: str) -> EvidenceItem | None:
        """The item of this name."""
        return next((each for each in self.items if each.key == key), None)


@dataclass(frozen=True)
class EvidencePage:
    """A page of a stream, the newest first."""

    items: tuple[EvidenceItem, ...]
    page: int
    pages: int


def page_of(stream: EvidenceTimeline, page: int, size: int) -> EvidencePage:
    """The page, or the one that is nearest to it."""
    pages = max(1, -(-len(stream.items) // size))
    page = min(max(1, page), pages)
    return EvidencePage(stream.items[::-1][(page - 1) * size : page * size], page, pages)


def in_short(calm: str) -> str:
    """Harmless words of any length as one line."""
    line = " ".join(calm.split())
    cut = pieces(line, _LINE)[0] if line else ""
    return cut if cut == line else f"{cut}…"


def ordered(items: Sequence[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """By day; those of one day always in the same order."""
    return tuple(sorted(items, key=lambda item: (item.day, list(Source).index(item.source), item.ref)))


def months_in(days: DateRange, fiscal: Fiscal) -> list[DateRange]:
    """The months of these days, cut at their ends."""
    found, day = [], days.start
    while day < days.end:
        month = fiscal.month_of(day)
        found.append(month.within(days))
        day = month.end
    return found


def coverage(items: Sequence[EvidenceItem], months: Sequence[DateRange]) -> list[tuple[DateRange, int]]:
    """How many items each month has."""
    return [(month, sum(item.day in month for item in items)) for month in months]


def bar(count: int, most: int) -> str:
    """`████░░░░░░`: full for the month that has the most; anything at all shows."""
    filled = 0 if count == 0 or most == 0 else max(1, round(_WIDTH * count / most))
    return "█" * filled + "░" * (_WIDTH - filled)


def is_recent_only(items: Sequence[EvidenceItem], days: DateRange, today: date) -> bool:
    """Whether everything is from the last month of a longer time: what came before is not remembered."""
    recent = min(days.end, today + ONE_DAY) - _RECENT
    return bool(items) and days.start < recent and all(item.day >= recent for item in items)
