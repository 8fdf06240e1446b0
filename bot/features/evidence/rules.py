"""Evidence: its sources, its order, and how it is spread over the months. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal
from bot.framework.pager import Page, paginate
from bot.slack.text import pieces, plain

_LINE = 120
_RECENT = timedelta(days=30)
# The menu of an item, the choice in it that opens the item, and what opens one without a card of its own.
ROW, OPEN, SHOW = "evidence.row", "open", "evidence.show"


class Source(StrEnum):
    """Where an item comes from; the value is its label, and the order that of one day."""

    goal = "Goals"
    result = "Results"
    credit = "Deals"
    checkin = "Check-ins"
    kudos = "Kudos"
    feedback = "Feedback"
    note = "Notes"
    review = "Reviews"
    talk = "1:1s"
    action = "Actions"
    levels = "Skills"


# What one of each is called, and several.
_COUNTED = {
    Source.goal: ("goal", "goals"),
    Source.result: ("result", "results"),
    Source.credit: ("deal line", "deal lines"),
    Source.checkin: ("check-in", "check-ins"),
    Source.kudos: ("thanks", "thanks"),
    Source.feedback: ("feedback", "feedback"),
    Source.note: ("note", "notes"),
    Source.review: ("review", "reviews"),
    Source.talk: ("1:1", "1:1s"),
    Source.action: ("action", "actions"),
    Source.levels: ("round of skills", "rounds of skills"),
}


class Leaning(StrEnum):
    """Under which question of a review an item belongs: went well, could be better, comes next."""

    well = "well"
    better = "better"
    next = "next"


@dataclass(frozen=True)
class DealLine:
    """A booked line of a deal: what is taken back is below zero. `name` is in Slack's escaped form."""

    deal_id: int
    name: str
    amount: Decimal
    currency: str

    @property
    def plain_name(self) -> str:
        """The name without mrkdwn, for a text field."""
        return plain(self.name, {})


@dataclass(frozen=True)
class EvidenceItem:
    """One thing that was written down; `line` and `whole` (label and text) are harmless mrkdwn.

    `ref` is its number where it comes from. `link`: permalink of a message, "" without one. `opener`:
    action_id and value of the button that shows it, None where it has no card of its own. `deal`: of a deal's
    line, so that several can be netted.
    """

    source: Source
    ref: int
    day: date
    line: str
    whole: tuple[tuple[str, str], ...] = ()
    link: str = ""
    leaning: Leaning = Leaning.well
    opener: tuple[str, str] | None = None
    deal: DealLine | None = None

    @property
    def plain(self) -> str:
        """`line` without mrkdwn, for a text field."""
        return plain(self.line, {})

    @property
    def plain_parts(self) -> dict[str, str]:
        """`whole` without mrkdwn, by label, for a file; {} where the line is all there is."""
        return {label: plain(text, {}) for label, text in self.whole}

    @property
    def key(self) -> str:
        """Identifier such as `goal:12`, equal each time it is collected; drafts refer to it."""
        return f"{self.source.name}:{self.ref}"


@dataclass(frozen=True)
class EvidenceTimeline:
    """Evidence about a person in some days, the oldest first, as one viewer may see it."""

    person_id: str
    name: str
    days: DateRange
    items: tuple[EvidenceItem, ...]

    def item(self, key: str) -> EvidenceItem | None:
        """The item of this key; None where these days have none."""
        return next((each for each in self.items if each.key == key), None)

    def place_of(self, item: EvidenceItem) -> str:
        """Where an item is, as a value that fits into a choice of a menu."""
        return f"{self.person_id} {self.days.start} {self.days.end} - {item.key}"

    def opened_by(self, item: EvidenceItem) -> str:
        """The value of the choice in a menu of `ROW` that opens an item."""
        action_id, value = item.opener or (SHOW, self.place_of(item))
        return f"{OPEN} {action_id} {value}"


def page_of(stream: EvidenceTimeline, number: int, size: int) -> Page[EvidenceItem]:
    """The page of this number with `size` items, the newest first."""
    return paginate(stream.items[::-1], number, size)


def in_short(calm: str) -> str:
    """Harmless text of any length as one line of at most 120 characters; "…" marks a cut."""
    line = " ".join(calm.split())
    cut = pieces(line, _LINE)[0] if line else ""
    return cut if cut == line else f"{cut}…"


def ordered(items: Sequence[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """Items by day; those of one day by source and number, so that the order is stable."""
    return tuple(sorted(items, key=lambda item: (item.day, list(Source).index(item.source), item.ref)))


def months_in(days: DateRange, fiscal: Fiscal) -> list[DateRange]:
    """Months that these days touch, in order; the first and last are cut to the days."""
    found, day = [], days.start
    while day < days.end:
        month = fiscal.month_of(day)
        found.append(month.within(days))
        day = month.end
    return found


def coverage(items: Sequence[EvidenceItem], months: Sequence[DateRange]) -> list[tuple[DateRange, int]]:
    """How many items each of these months has."""
    return [(month, sum(item.day in month for item in items)) for month in months]


def counts_in_words(items: Sequence[EvidenceItem]) -> str:
    """How many items there are of each source, the most first: `9 thanks, 6 deals`; "" without any."""
    counted = Counter(item.source for item in items)
    return ", ".join(f"{count:,} {_COUNTED[source][count != 1]}" for source, count in counted.most_common())


def is_recent_only(items: Sequence[EvidenceItem], days: DateRange, today: date) -> bool:
    """Whether all items are from the last 30 days of a longer time (recency bias); False without items."""
    recent = min(days.end, today + ONE_DAY) - _RECENT
    return bool(items) and days.start < recent and all(item.day >= recent for item in items)
