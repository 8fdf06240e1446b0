"""How the values of a column are to be read: decided by all of them, or asked; never guessed. Pure."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.amounts import COMMA, POINT
from bot.common.errors import BadInput
from bot.features.imports.rules.columns import KEEP_LATER, OMIT_LATER
from bot.features.imports.rules.days import (
    DAY_FIRST,
    ISO,
    MONTH_FIRST,
    SERIAL,
    date_formats,
    is_serial,
    read_day,
)
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.values import decimal_signs, is_told_by_its_sign, share_in

SIGNS = (POINT, COMMA)
# The question which sheet of a spreadsheet counts stands among those about formats.
SHEET = "sheet"
LATER_CHOICES = (KEEP_LATER, OMIT_LATER)
_NUMBERED = (DAY_FIRST, MONTH_FIRST)
# One wrong value is rejected with its row; more than one in so many makes the format a question.
_SLIPS = 20


@dataclass(frozen=True)
class FormatQuestion:
    """A question that only a person can answer: which of `choices` is the format of a column.

    `field` is the field's name; `example` a value that shows what is unclear.
    """

    field: str
    column: str
    choices: tuple[str, ...]
    example: str


class _Votes:
    """Counts for which of two readings the values of a column speak."""

    def __init__(self, choices: tuple[str, str]) -> None:
        self._choices = choices
        self._counts: Counter[str] = Counter()
        self._against = dict.fromkeys(choices, "")
        self._example = ""

    def for_one(self, choice: str, text: str) -> None:
        """Counts a value that can be read in this way only."""
        self._counts[choice] += 1
        self._against[choice] = self._against[choice] or text

    def for_both(self, text: str) -> None:
        """Notes a value that has another meaning with each reading; the first is the example."""
        self._example = self._example or text

    def winner(self) -> str:
        """The reading with the most values; "" where none tells."""
        return max(self._choices, key=lambda choice: self._counts[choice]) if self._counts else ""

    def doubt(self) -> str:
        """A value that shows what is unclear; "" where there is nothing to ask."""
        if not self._counts:
            return self._example
        fewest = min(self._choices, key=lambda choice: self._counts[choice])
        few, many = self._counts[fewest], max(self._counts.values())
        return self._against[fewest] if few > 1 and few * _SLIPS > many else ""


class DateFormatDetector:
    """Detects the format of a column's days, and their range. `known`: decided before, "" if not."""

    def __init__(self, field: str, column: str, zone: ZoneInfo, known: str = "") -> None:
        self.field, self._column, self._zone, self._known = field, column, zone, known
        self._votes = _Votes(_NUMBERED)
        self._has_numbers = False
        self._count = self._serials = 0
        self._spans: dict[str, tuple[date, date]] = {}

    def see(self, cell: Cell) -> None:
        """Counts which day formats can read `cell`; an empty cell counts for none. Call once per row."""
        self._count += cell != ""
        if isinstance(cell, date):
            self._stretch(cell, _NUMBERED)
            return
        text = cell if isinstance(cell, str) else f"{cell:f}"
        self._serials += is_serial(text)
        if text:
            self._see(text)

    def _see(self, text: str) -> None:
        days = self._readings(text)
        for format_, day in days.items():
            self._stretch(day, (format_,))
        if not days or ISO in date_formats(text):
            return
        self._has_numbers = True
        if len(days) == 1:
            self._votes.for_one(next(iter(days)), text)
        elif len(set(days.values())) > 1:
            self._votes.for_both(text)

    def _readings(self, text: str) -> dict[str, date]:
        found = {}
        for each in _NUMBERED:
            # What cannot be read at all is rejected with its row, later.
            with suppress(BadInput):
                found[each] = read_day(text, each, self._zone)
        return found

    def _stretch(self, day: date, formats: tuple[str, ...]) -> None:
        for each in formats:
            first, last = self._spans.get(each, (day, day))
            self._spans[each] = min(first, day), max(last, day)

    def verdict(self) -> str:
        """The format; ISO where days begin with the year, or there are none; "" while it is a question."""
        if self._known or self.question():
            return self._known
        if self._count and self._count == self._serials:
            return SERIAL
        return self._votes.winner() or (DAY_FIRST if self._has_numbers else ISO)

    def span(self) -> tuple[date, date] | None:
        """First and last day in the detected format; None without any, or while it is a question."""
        verdict = self.verdict()
        return self._spans.get(DAY_FIRST if verdict == ISO else verdict)

    def question(self) -> FormatQuestion | None:
        """The question, where every value can be read in two ways or values contradict; else None."""
        doubt = "" if self._known else self._votes.doubt()
        return FormatQuestion(self.field, self._column, _NUMBERED, doubt) if doubt else None


class AmountFormatDetector:
    """Detects whether a point or a comma stands before the cents of a column."""

    def __init__(self, field: str, column: str, known: str = "") -> None:
        self._field, self._column, self._known = field, column, known
        self._votes = _Votes(SIGNS)

    def see(self, cell: Cell) -> None:
        """Counts which signs can read `cell`; a spreadsheet's number counts for none. Call once per row."""
        if not isinstance(cell, str) or not cell:
            return
        signs = decimal_signs(cell)
        if len(signs) == 1:
            self._votes.for_one(next(iter(signs)), cell)
        elif is_told_by_its_sign(cell):
            self._votes.for_both(cell)

    def verdict(self) -> str:
        """The sign; a point where nothing depends on it; "" while it is a question."""
        return self._known or ("" if self.question() else self._votes.winner() or POINT)

    def question(self) -> FormatQuestion | None:
        """The question, where only values like `1,234` are there or values contradict; else None."""
        doubt = "" if self._known else self._votes.doubt()
        return FormatQuestion(self._field, self._column, SIGNS, doubt) if doubt else None


class PercentFormatDetector:
    """Detects whether a column writes 0.6 for sixty percent: no value without `%` is above 1."""

    def __init__(self) -> None:
        self._most = Decimal(0)

    def see(self, cell: Cell) -> None:
        """Notes the largest value without `%`; any other text counts for none. Call once per row."""
        share = share_in(cell) if isinstance(cell, str) else None
        if isinstance(cell, Decimal):
            share = cell, False
        if share is not None and not share[1]:
            self._most = max(self._most, share[0])

    def is_of_one(self) -> bool:
        """Whether 1 stands for 100%; True for a column without values."""
        return self._most <= 1


FormatDetector = DateFormatDetector | AmountFormatDetector | PercentFormatDetector
