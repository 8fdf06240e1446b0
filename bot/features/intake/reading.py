"""From the rows of a file to records, by a layout that is complete. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES
from bot.common.spans import ONE_DAY
from bot.features.intake.columns import Layout
from bot.features.intake.surveying import cell_of, person_of, text_of
from bot.features.intake.tables import Cell, Row, Table
from bot.features.intake.values import (
    ISO,
    POINT,
    currency_in,
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

_SHARE = re.compile(r"(.+?)\s+([0-9]{1,3}(?:\.[0-9]+)?)\s*%")
_LONGEST_ID = 120
_CONNECTED = frozenset({"connected", "answered", "reached"})
_NOT_HELD = frozenset({"no show", "no-show", "canceled", "cancelled", "rescheduled"})


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
        return text_of(self._row, self._layout, name)

    def person(self) -> PersonRef:
        """Whose it is."""
        found = person_of(self._row, self._layout)
        if found == PersonRef():
            raise BadInput("Nobody is named")
        return found

    def day(self, name: str) -> date | None:
        """The day; None for an empty cell."""
        cell = cell_of(self._row, self._layout, name)
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
