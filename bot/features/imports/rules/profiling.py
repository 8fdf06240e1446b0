"""A profile of a whole file, so that a person can confirm how it is read. Pure."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.features.imports.rules.cells import Cells
from bot.features.imports.rules.columns import OF_HUNDRED, OF_ONE, Layout, guess, missing, unused
from bot.features.imports.rules.days import MOMENTS
from bot.features.imports.rules.detection.day_times import DayTimesDetector
from bot.features.imports.rules.detection.formats import (
    LATER_CHOICES,
    SIGNS,
    AmountFormatDetector,
    DateFormatDetector,
    FormatDetector,
    FormatQuestion,
    PercentFormatDetector,
)
from bot.features.imports.rules.detection.known_headers import fitted
from bot.features.imports.rules.fields import AMOUNT, DAY, INSTANT, PERCENT, Field
from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.files.tables import FileRow, Rows
from bot.features.imports.rules.rows.activity_rows import DONE, done_question
from bot.features.ledger.rules.identity import check_whole
from bot.features.ledger.rules.records import PersonRef
from bot.slack.text import escape

MOST_PEOPLE = 500
_MOST_SUBTOTALS = 10_000
_ROWS_FOR_SAMPLES, _LONGEST_SAMPLE = 100, 40
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class FileProfile:
    """What a file is.

    `people`: how often each one is named; `unused`: columns that nothing is read from; `days`: the first and
    the last day by column. `left_out`: rows that are no records, by what they are; `own_total`: the amount of
    its last total, else of all subtotals, None without any. `samples`: the first value of each column that
    has one among the first rows.
    """

    layout: Layout
    questions: tuple[FormatQuestion, ...]
    missing: tuple[Field, ...]
    rows: int
    people: Mapping[PersonRef, int]
    unused: tuple[str, ...]
    days: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    left_out: Mapping[Role, int] = field(default_factory=dict)
    own_total: Decimal | None = None
    samples: Mapping[str, str] = field(default_factory=dict)


def survey(table: Rows, known: Layout | None = None, kind: str = "", zone: ZoneInfo = _UTC) -> FileProfile:
    """Profile of a file, which is read once; `known` settles what it says, all values decide the rest.

    `kind` "" is guessed by the columns. BadInput: the file cannot be read to its end.
    """
    is_meant = known is not None and kind in ("", known.kind)
    remembered = fitted(known, table.columns) if known is not None and is_meant else None
    work = _Surveyor(remembered or guess(table.columns, kind), zone)
    for row in table.rows():
        work.see(row)
    return work.result(table)


def answered(layout: Layout, question: FormatQuestion, choice: str) -> Layout:
    """The layout with a person's answer to a question about a format."""
    if question.choices == SIGNS:
        return replace(layout, decimal=choice)
    if question.choices[-1] == MOMENTS:
        return replace(layout, times={**layout.times, question.column: choice})
    if question.field == DONE:
        return replace(layout, done=choice)
    if question.choices == LATER_CHOICES:
        return replace(layout, later=choice)
    return replace(layout, dates={**layout.dates, question.column: choice})


def in_words(cell: Cell) -> str:
    """A value as its file shows it, in one line of at most 40 characters."""
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    written = " ".join((cell if isinstance(cell, str) else f"{cell:f}").split())
    return written if len(written) <= _LONGEST_SAMPLE else f"{written[: _LONGEST_SAMPLE - 1]}…"


class _Surveyor:
    """Collects the profile of a file, row by row."""

    def __init__(self, layout: Layout, zone: ZoneInfo) -> None:
        self._layout, self._zone = layout, zone
        self._rows = 0
        self._people: Counter[PersonRef] = Counter()
        self._left_out: Counter[Role] = Counter()
        self._totals: list[FileRow] = []
        self._samples: dict[str, str] = {}
        self._subtotals: list[FileRow] = []
        there = [each for each in layout.fields() if each.name in layout.columns]
        self._dates = {
            column: DateFormatDetector(each.name, column, zone, layout.dates.get(column, ""))
            for each in there
            if each.holds in (DAY, INSTANT)
            for column in layout.columns[each.name]
        }
        self._times = {
            column: DayTimesDetector(each.name, column, zone, layout.times.get(column, ""))
            for each in there
            if each.holds == DAY
            for column in layout.columns[each.name]
        }
        self._amounts = {
            column: AmountFormatDetector(each.name, column, layout.decimal)
            for each in there
            if each.holds == AMOUNT
            for column in layout.columns[each.name]
        }
        self._percents = {
            column: PercentFormatDetector()
            for each in there
            if each.holds == PERCENT
            for column in layout.columns[each.name]
        }
        self._judges: dict[str, FormatDetector] = {**self._dates, **self._amounts, **self._percents}

    def see(self, row: FileRow) -> None:
        """Counts a row; the cells of one with a fault are skipped, as they may be in any column."""
        if row.role:
            self._see_role(row)
            return
        self._rows += 1
        if row.fault:
            return
        if self._rows <= _ROWS_FOR_SAMPLES:
            for column, cell in row.cells.items():
                if cell != "" and column not in self._samples:
                    self._samples[column] = in_words(cell)
        cells = Cells(row, self._layout, self._zone)
        for column, judge in self._judges.items():
            judge.see(row.cells.get(column, ""))
        for column, times in self._times.items():
            times.see(row.cells.get(column, ""))
        self._check_id(cells)
        # What is wrong with a row is said when it is read.
        with suppress(BadInput):
            self._see_who(cells)

    def _check_id(self, cells: Cells) -> None:
        """BadInput for the whole file, with the column, where a spreadsheet has cut its ids."""
        try:
            check_whole(cells.cell("external_id"))
        except BadInput as cut:
            raise BadInput(f"{cut} The column is {escape(self._layout.columns['external_id'][0])}.") from None

    def _see_who(self, cells: Cells) -> None:
        who = cells.whoever()
        if who != PersonRef() and (who in self._people or len(self._people) < MOST_PEOPLE):
            self._people[who] += 1

    def _see_role(self, row: FileRow) -> None:
        self._left_out[row.role] += 1
        if row.role is Role.TOTAL:
            self._totals = [row]
        elif row.role is Role.SUBTOTAL and len(self._subtotals) < _MOST_SUBTOTALS:
            self._subtotals.append(row)

    def _own_total(self, layout: Layout) -> Decimal | None:
        rows = self._totals or self._subtotals
        if not rows or len(rows) == _MOST_SUBTOTALS or "amount" not in layout.columns:
            return None
        try:
            amounts = [Cells(row, layout, self._zone).amount("amount") for row in rows]
        except BadInput:
            return None
        told = [amount for amount in amounts if amount is not None]
        return sum(told, Decimal(0)) if told else None

    def result(self, table: Rows) -> FileProfile:
        """The profile after the last row of `table`."""
        layout = self._complete()
        asked = [
            *(judge.question() for judge in self._dates.values() if judge.field != "source_at"),
            *(judge.question() for judge in self._times.values()),
            *(judge.question() for judge in self._amounts.values()),
            done_question(layout),
        ]
        spans = {name: judge.span() for name, judge in self._dates.items()}
        return FileProfile(
            layout=layout,
            questions=tuple(question for question in asked if question is not None),
            missing=tuple(missing(layout)),
            rows=self._rows,
            people=self._people,
            unused=unused(layout, table.columns),
            days={name: span for name, span in spans.items() if span is not None},
            left_out=dict(self._left_out),
            own_total=self._own_total(layout),
            samples=self._samples,
        )

    def _complete(self) -> Layout:
        """The layout with all formats that the file decides; what is a question stays open."""
        layout = self._layout
        formats = {name: judge.verdict() for name, judge in self._dates.items()}
        signs = [judge.verdict() for judge in self._amounts.values()]
        of_one = [judge.is_of_one() for judge in self._percents.values()]
        return replace(
            layout,
            dates={name: format_ for name, format_ in formats.items() if format_},
            decimal=layout.decimal or next(iter(signs), ""),
            times={column: times for column, judge in self._times.items() if (times := judge.verdict())},
            percent=layout.percent or (OF_ONE if any(of_one) else OF_HUNDRED if of_one else ""),
        )
