"""Wins that are dated in the future: they count on their day; far ahead, a person has to say so. Pure."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.common.numbers import write_amount
from bot.common.text import listed, plural
from bot.features.imports.rules.columns import KEEP_LATER, OMIT_LATER
from bot.features.imports.rules.detection.formats import FormatQuestion
from bot.features.ledger.rules.deals import is_far_ahead
from bot.features.ledger.rules.records import DealRecord, DealStatus, Record

LATER = "later"


@dataclass
class LaterWins:
    """The wins of a file that are dated after `today`; `far`: of these, over 31 days ahead."""

    today: date
    base: str
    rows: int = 0
    far: int = 0
    days: tuple[date, date] | None = None
    sums: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def see(self, record: Record) -> None:
        """Counts a record that is such a win."""
        if not isinstance(record, DealRecord) or record.status is not DealStatus.WON:
            return
        day = record.closed_on
        if day is None or day <= self.today:
            return
        self.rows += 1
        self.far += is_far_ahead(day, self.today)
        first, last = self.days or (day, day)
        self.days = min(first, day), max(last, day)
        if record.amount is not None:
            self.sums[record.currency or self.base] += record.amount

    def sentence(self) -> str:
        """What there is, such as `1 win is dated later: $90,000 on 20 Dec.`; "" for none."""
        if self.days is None:
            return ""
        first, last = self.days
        on = (
            f"on {self._short(first)}"
            if first == last
            else f"from {self._short(first)} to {self._short(last)}"
        )
        money = listed([write_amount(amount, currency) for currency, amount in self.sums.items()])
        are = "is" if self.rows == 1 else "are"
        return f"{plural(self.rows, 'win')} {are} dated later: {f'{money} ' if money else ''}{on}."

    def _short(self, day: date) -> str:
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {day:%b}{year}"

    def question(self) -> FormatQuestion | None:
        """What a person has to say where a win is more than 31 days ahead; None where there is none."""
        if not self.far:
            return None
        return FormatQuestion(LATER, "", (KEEP_LATER, OMIT_LATER), self.sentence())
