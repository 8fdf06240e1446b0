"""From the rows of a file to records: surveyed first, so that a person can confirm how, then read. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES
from bot.common.spans import ONE_DAY
from bot.features.intake.columns import Field, Layout, guess, missing
from bot.features.intake.tables import Cell, Row, Table
from bot.features.intake.values import (
    FORMATS,
    ISO,
    POINT,
    currency_in,
    date_formats,
    decimal_signs,
    read_amount,
    read_day,
    read_percent,
    status_of,
)
from bot.features.ledger.records import (
    ACTIVITIES,
    ActivityRecord,
    DealRecord,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
    SplitRecord,
    Status,
)

MOST_PEOPLE = 500
_SHARE = re.compile(r"(.+?)\s+([0-9]{1,3}(?:\.[0-9]+)?)\s*%")
_LONGEST_ID = 120
_UTC = ZoneInfo("UTC")
_CONNECTED = frozenset({"connected", "answered", "reached"})
_NOT_HELD = frozenset({"no show", "no-show", "canceled", "cancelled", "rescheduled"})


@dataclass(frozen=True)
class Question:
    """What only a person can decide: how the values of a column are to be read. `field` names it."""

    field: str
    column: str
    choices: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class Rejected:
    """A line that cannot be taken, and why, in one sentence."""

    line: int
    reason: str
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """A record, and the line that it stands on."""

    line: int
    record: Record
    cells: Mapping[str, Cell] = field(default_factory=dict)


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
            judge.see(_cell(row, layout, judge.field))
        who = _person(row, layout)
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


def _cell(row: Row, layout: Layout, name: str) -> Cell:
    column = layout.columns.get(name)
    return row.cells.get(column, "") if column else ""


def _text(row: Row, layout: Layout, name: str) -> str:
    cell = _cell(row, layout, name)
    return cell if isinstance(cell, str) else cell.isoformat()


def _person(row: Row, layout: Layout) -> PersonRef:
    return PersonRef(
        id=_text(row, layout, "owner_id"),
        email=_text(row, layout, "owner_email").lower(),
        name=_text(row, layout, "owner"),
    )


def read(table: Table, layout: Layout, zone: ZoneInfo) -> Iterator[Read | Rejected]:
    """Every row, as a record or with the reason why it cannot be taken; bounded memory but for the ids."""
    lines: dict[str, int] = {}
    reader = _READERS[layout.kind]
    for row in table.rows():
        if row.fault:
            yield Rejected(row.line, f"The line cannot be read: {row.fault}.", row.cells)
            continue
        try:
            record = reader(_Cells(row, layout, zone))
            external_id = getattr(record, "external_id", None)
            if external_id is not None and lines.setdefault(external_id, row.line) != row.line:
                raise BadInput(f"The same id stands on line {lines[external_id]}")
        except BadInput as reason:
            yield Rejected(row.line, f"{reason}.", row.cells)
        else:
            yield Read(row.line, record, row.cells)


class _Cells:
    """The cells of a row, read by the layout."""

    def __init__(self, row: Row, layout: Layout, zone: ZoneInfo) -> None:
        self._row, self._layout, self._zone = row, layout, zone

    def text(self, name: str) -> str:
        """The words; "" without any."""
        return _text(self._row, self._layout, name)

    def person(self) -> PersonRef:
        """Whose it is."""
        found = _person(self._row, self._layout)
        if found == PersonRef():
            raise BadInput("Nobody is named")
        return found

    def day(self, name: str) -> date | None:
        """The day; None for an empty cell."""
        cell = _cell(self._row, self._layout, name)
        if isinstance(cell, date):
            return cell
        return read_day(cell, self._layout.dates.get(name, ISO), self._zone) if cell else None

    def required_day(self, name: str) -> date:
        """The same where it must be there."""
        found = self.day(name)
        if found is None:
            raise BadInput("The day is missing")
        return found

    def amount(self, name: str) -> Decimal | None:
        """The amount; None for an empty cell."""
        text = self.text(name)
        return read_amount(text, self._layout.decimal or POINT) if text else None

    def required_amount(self, name: str) -> Decimal:
        """The same where it must be there."""
        found = self.amount(name)
        if found is None:
            raise BadInput("The amount is missing")
        return found

    def external_id(self) -> str:
        """The id in the source."""
        found = self.text("external_id")
        if not found:
            raise BadInput("The id is missing: without one it would be counted twice")
        if len(found) > _LONGEST_ID:
            raise BadInput(f"The id has more than {_LONGEST_ID} characters")
        return found

    def currency(self) -> str:
        """The currency that the row names; "" for the base currency."""
        typed = self.text("currency").upper()
        if typed and typed not in CURRENCIES:
            raise BadInput(f"“{typed[:10]}” is no currency's code that I know")
        return typed or currency_in(self.text("amount"))

    def status(self) -> Status:
        """Won, lost or open, by the status or the stage."""
        for word in (self.text("status"), self.text("stage")):
            known = self._layout.stages.get(word) or status_of(word)
            if known != Status.OPEN:
                return Status(known)
        return Status.OPEN


def _deal(cells: _Cells) -> DealRecord:
    status = cells.status()
    closed_on, expected_on = cells.day("closed_on"), cells.day("expected_on")
    if status is not Status.OPEN and closed_on is None:
        raise BadInput(f"It is {status} without a close date")
    probability = cells.text("probability")
    return DealRecord(
        external_id=cells.external_id(),
        name=cells.text("name"),
        account=cells.text("account"),
        owner=cells.person(),
        status=status,
        stage=cells.text("stage"),
        amount=cells.amount("amount"),
        currency=cells.currency(),
        created_on=cells.day("created_on"),
        closed_on=closed_on if status is not Status.OPEN else None,
        # Systems with one column for both mean the day on which an open deal should close.
        expected_on=expected_on or (closed_on if status is Status.OPEN else None),
        probability=read_percent(probability) if probability else None,
        category=cells.text("category"),
        splits=_splits(cells.text("splits")),
    )


def _splits(text: str) -> tuple[SplitRecord, ...]:
    found = []
    for part in filter(str.strip, re.split(r"[;,]", text)):
        match = _SHARE.fullmatch(part.strip())
        if match is None:
            raise BadInput(f"“{part.strip()[:40]}” is no share: write Ben 70%, Dana 30%")
        word = match[1].strip()
        who = PersonRef(email=word.lower()) if "@" in word else PersonRef(name=word)
        found.append(SplitRecord(who, Decimal(match[2])))
    if found and sum(split.percent for split in found) != 100:
        raise BadInput("The shares do not add up to 100%")
    return tuple(found)


def _activity(cells: _Cells) -> ActivityRecord:
    word, outcome = cells.text("kind").casefold(), cells.text("outcome").casefold()
    kind = next((known for known in ACTIVITIES if known.replace("_", " ") in word or known in word), None)
    if kind is None:
        raise BadInput(f"“{word[:40]}” is no kind of activity: {', '.join(ACTIVITIES)} are")
    if kind == "meeting" and outcome in _NOT_HELD:
        raise BadInput("The meeting was not held, so it does not count")
    if kind == "call" and outcome in _CONNECTED:
        kind = "connected_call"
    return ActivityRecord(
        external_id=cells.external_id(),
        kind=kind,
        person=cells.person(),
        happened_on=cells.required_day("happened_on"),
    )


def _quota(cells: _Cells) -> QuotaRecord:
    starts_on, last_day = cells.required_day("starts_on"), cells.required_day("ends_on")
    if last_day < starts_on:
        raise BadInput("It ends before it begins")
    return QuotaRecord(
        person=cells.person(),
        amount=cells.required_amount("amount"),
        currency=cells.currency(),
        starts_on=starts_on,
        ends_on=last_day + ONE_DAY,
        category=cells.text("category"),
    )


def _rate(cells: _Cells) -> RateRecord:
    currency = cells.text("currency").upper()
    if currency not in CURRENCIES:
        raise BadInput(f"“{currency[:10]}” is no currency's code that I know")
    return RateRecord(
        currency=currency, since=cells.required_day("since"), rate=cells.required_amount("rate")
    )


_READERS: Mapping[str, Callable[[_Cells], Record]] = {
    "deals": _deal,
    "activities": _activity,
    "quotas": _quota,
    "rates": _rate,
}
