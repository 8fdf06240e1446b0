"""What a file is: how its columns have to be read, judged by all of its rows. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.features.intake.columns import Field, Layout, guess, missing
from bot.features.intake.tables import Cell, Row, Table
from bot.features.intake.values import (
    FORMATS,
    ISO,
    POINT,
    date_formats,
    decimal_signs,
    read_amount,
    read_day,
)
from bot.features.ledger.records import PersonRef

MOST_PEOPLE = 500
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Question:
    """What only a person can decide: how the values of a column are to be read. `field` names it."""

    field: str
    column: str
    choices: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class Survey:
    """What a file is. `people`: how often each one is named; `unused`: columns that nothing is read from."""

    layout: Layout
    questions: tuple[Question, ...]
    missing: tuple[Field, ...]
    rows: int
    people: Mapping[PersonRef, int]
    unused: tuple[str, ...]


def survey(table: Table, known: Layout | None = None, kind: str = "") -> Survey:
    """Look at the whole file once. What `known` says counts; what it leaves open is judged by all values."""
    layout = known if known and _fits(known, table) else guess(table.columns, kind)
    judges = _judges(layout)
    people: Counter[PersonRef] = Counter()
    rows = 0
    for row in table.rows():
        rows += 1
        for judge in judges:
            judge.see(cell_of(row, layout, judge.field))
        who = person_of(row, layout)
        if who != PersonRef() and (who in people or len(people) < MOST_PEOPLE):
            people[who] += 1
    questions = tuple(question for judge in judges if (question := judge.question()) is not None)
    dates = {judge.field: judge.verdict() for judge in judges if isinstance(judge, DateJudge)}
    signs = [judge.verdict() for judge in judges if isinstance(judge, AmountJudge)]
    complete = replace(
        layout,
        dates={**dates, **layout.dates},
        decimal=layout.decimal or next((sign for sign in signs if sign), POINT),
    )
    used = set(layout.columns.values())
    unused = tuple(column for column in table.columns if column and column not in used)
    return Survey(complete, questions, tuple(missing(layout)), rows, people, unused)


def _fits(layout: Layout, table: Table) -> bool:
    return set(layout.columns.values()) <= set(table.columns)


def _judges(layout: Layout) -> list["DateJudge | AmountJudge"]:
    found: list[DateJudge | AmountJudge] = []
    for each in layout.fields():
        column = layout.columns.get(each.name)
        if column and each.holds == "date" and each.name not in layout.dates:
            found.append(DateJudge(each.name, column))
        elif column and each.holds == "amount" and not layout.decimal:
            found.append(AmountJudge(each.name, column))
    return found


class DateJudge:
    """Which format the days of a column have: the one that reads the most of them."""

    def __init__(self, field: str, column: str) -> None:
        self.field = field
        self.column = column
        self._fitting: Counter[str] = Counter()
        self._example = ""

    def see(self, cell: Cell) -> None:
        """One more value."""
        if isinstance(cell, str) and cell:
            self._fitting.update(date_formats(cell))
            self._example = self._example or cell

    def _best(self) -> list[str]:
        most = max(self._fitting.values(), default=0)
        return [each for each in FORMATS if most and self._fitting[each] == most]

    def verdict(self) -> str:
        """The format; ISO where there is nothing to judge by."""
        return next(iter(self._best()), ISO)

    def question(self) -> Question | None:
        """What has to be asked when every value can be read in two ways."""
        best = self._best()
        is_same = len(best) < 2 or all(
            read_day(self._example, each, _UTC) == self._read(best[0]) for each in best
        )
        return None if is_same else Question(self.field, self.column, tuple(best), self._example)

    def _read(self, format_: str) -> date:
        return read_day(self._example, format_, _UTC)


class AmountJudge:
    """Whether a point or a comma stands before the cents of a column: what most of its values say."""

    def __init__(self, field: str, column: str) -> None:
        self.field = field
        self.column = column
        self._only: Counter[str] = Counter()
        self._example = ""

    def see(self, cell: Cell) -> None:
        """One more value."""
        if not isinstance(cell, str) or not cell:
            return
        signs = decimal_signs(cell)
        if len(signs) == 1:
            self._only.update(signs)
        elif signs and read_amount(cell, ".") != read_amount(cell, ","):
            self._example = self._example or cell

    def verdict(self) -> str:
        """The sign; "" where nothing tells."""
        return max(self._only, key=lambda sign: self._only[sign]) if self._only else ""

    def question(self) -> Question | None:
        """What has to be asked when every value that has a sign can be read in two ways."""
        if self._only or not self._example:
            return None
        return Question(self.field, self.column, (".", ","), self._example)


def answered(layout: Layout, question: Question, choice: str) -> Layout:
    """The layout with what a person has decided."""
    if question.field in layout.columns and question.choices == (".", ","):
        return replace(layout, decimal=choice)
    return replace(layout, dates={**layout.dates, question.field: choice})


def cell_of(row: Row, layout: Layout, name: str) -> Cell:
    """The cell of this field; "" where it has no column."""
    column = layout.columns.get(name)
    return row.cells.get(column, "") if column else ""


def text_of(row: Row, layout: Layout, name: str) -> str:
    """The same as words."""
    cell = cell_of(row, layout, name)
    return cell if isinstance(cell, str) else cell.isoformat()


def person_of(row: Row, layout: Layout) -> PersonRef:
    """Whose row it is."""
    return PersonRef(
        id=text_of(row, layout, "owner_id"),
        email=text_of(row, layout, "owner_email").lower(),
        name=text_of(row, layout, "owner"),
    )
