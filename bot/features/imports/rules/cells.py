"""The cells of a row, read as the layout of its file says. Pure."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.currencies import currency_called, currency_of
from bot.common.date_ranges import CALENDAR_YEAR, DateRange, Fiscal
from bot.common.errors import BadInput
from bot.features.imports.rules.columns import OF_ONE, Layout
from bot.features.imports.rules.days import ISO, MOMENTS, checked_day, read_day, read_instant
from bot.features.imports.rules.files.months_and_quarters import read_period
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.files.tables import FileRow
from bot.features.imports.rules.values import (
    MOST_DECIMALS,
    checked_amount,
    currency_in,
    read_amount,
    read_percent,
)
from bot.features.ledger.rules.identity import canonical_id, made_id
from bot.features.ledger.rules.records import PersonRef

LONGEST_TEXT, LONGEST_ID = 400, 120
_LONGEST_SHOWN = 40
_BETWEEN_IDS = re.compile(r"[;,\s]+")


class Cells:
    """The cells of one row by field; each method raises BadInput for what it cannot read."""

    def __init__(
        self,
        row: FileRow,
        layout: Layout,
        zone: ZoneInfo,
        base: str = "",
        fiscal: Fiscal = CALENDAR_YEAR,
    ) -> None:
        self._row, self._layout, self._zone, self._base = row, layout, zone, base
        self._fiscal = fiscal

    def cell(self, name: str) -> Cell:
        """Cell of a field, as the file has it; "" without a column."""
        return self._filled(name)[1]

    def _filled(self, name: str) -> tuple[str, Cell]:
        """The first filled one of a field's columns, with its cell; empty ones without any."""
        for column in self._layout.columns.get(name, ()):
            if (cell := self._row.cells.get(column, "")) != "":
                return column, cell
        return "", ""

    def text(self, name: str) -> str:
        """Cell of a field as text; "" for an empty one. BadInput: over 400 characters."""
        found = _text(self.cell(name))
        if len(found) > LONGEST_TEXT:
            raise BadInput(f"Its {name.replace('_', ' ')} has more than {LONGEST_TEXT} characters")
        return found

    def person(self) -> PersonRef:
        """Whose row it is, as the source writes it. BadInput: nobody is named."""
        found = self.whoever()
        if found == PersonRef():
            raise BadInput("Nobody is named")
        return found

    def whoever(self) -> PersonRef:
        """Whose row it is, as the source writes it; an empty reference where nobody is named."""
        return PersonRef(
            id=self.text("owner_id"), email=self.text("owner_email").lower(), name=self.text("owner")
        )

    def day(self, name: str) -> date | None:
        """Day of a field, read in the column's format; None for an empty cell."""
        return self._day(*self._filled(name))

    def days_by_column(self, name: str) -> list[tuple[str, date]]:
        """The days of a field that several columns hold, each with its column; empty cells are none."""
        listed = ((column, self._row.cells.get(column, "")) for column in self._layout.columns.get(name, ()))
        found = ((column, self._day(column, cell)) for column, cell in listed)
        return [(column, day) for column, day in found if day is not None]

    def _day(self, column: str, cell: Cell) -> date | None:
        if isinstance(cell, date):
            return checked_day(cell)
        written, times = _text(cell), self._layout.times.get(column, MOMENTS)
        return read_day(written, self._layout.dates.get(column, ISO), self._zone, times) if written else None

    def required_day(self, name: str) -> date:
        """Day of a field. BadInput: the cell is empty."""
        found = self.day(name)
        if found is None:
            raise BadInput("The day is missing")
        return found

    def period(self) -> DateRange | None:
        """Days of the row's month or quarter; None for an empty cell. BadInput: it is no such name."""
        cell = self.cell("period")
        return read_period(cell, self.text("year")).days(self._fiscal) if cell != "" else None

    def amount(self, name: str, places: int = MOST_DECIMALS) -> Decimal | None:
        """Amount of a field, rounded to so many decimals; None for an empty cell, which is not zero."""
        cell = self.cell(name)
        if isinstance(cell, Decimal):
            return checked_amount(cell, _text(cell)[:_LONGEST_SHOWN], places)
        written = _text(cell)
        return read_amount(written, self._layout.decimal, places) if written else None

    def required_amount(self, name: str, places: int = MOST_DECIMALS) -> Decimal:
        """Amount of a field. BadInput: the cell is empty."""
        found = self.amount(name, places)
        if found is None:
            raise BadInput("The amount is missing")
        return found

    def percent(self, name: str) -> Decimal | None:
        """Percentage of a field, from 0 to 100; None for an empty cell."""
        written = self.text(name)
        return read_percent(written, of_one=self._layout.percent == OF_ONE) if written else None

    def instant(self, name: str) -> datetime | None:
        """Moment of a field; None where the cell is none, or a day alone: it says nothing of the hour."""
        column, cell = self._filled(name)
        return (
            read_instant(cell, self._layout.dates.get(column, ISO), self._zone)
            if isinstance(cell, str) and cell
            else None
        )

    def ids(self, name: str) -> tuple[str, ...]:
        """Several ids of the source in one cell."""
        return tuple(filter(None, map(canonical_id, _BETWEEN_IDS.split(self.text(name)))))

    def has(self, name: str) -> bool:
        """Whether the file has a column of this field."""
        return bool(self._layout.columns.get(name))

    def external_id(self) -> str:
        """The record's id in the source; for a deal of a file without ids a made one.

        BadInput: empty, or over 120 characters.
        """
        if not self.has("external_id"):
            return self._made_id()
        found = canonical_id(self.text("external_id"))
        if not found:
            raise BadInput("The id is missing: without one it would be counted twice")
        if len(found) > LONGEST_ID:
            raise BadInput(f"The id has more than {LONGEST_ID} characters")
        return found

    def _made_id(self) -> str:
        name = self.text("name")
        if not name:
            raise BadInput("It has neither an id nor a name")
        return made_id(name, self.text("account"), self.day("created_on"))

    def currency(self) -> str:
        """ISO code of the row's currency, from its cell or beside the amount; "" for the base currency.

        BadInput: the two name different ones.
        """
        typed = currency_code(self.text("currency"), self._base)
        # A column of currencies says which dollars or crowns the amounts are.
        beside = currency_in(_text(self.cell("amount")), typed or self._base)
        if typed and beside and typed != beside:
            raise BadInput(f"The amount is in {beside}, the currency is {typed}: which one is it")
        return typed or beside


def currency_code(typed: str, base: str = "") -> str:
    """ISO code of a currency written as a code, a sign or its English name; "" for "".

    BadInput: an unknown one, or a sign of several. `base`: what `$` may mean.
    """
    code = (currency_of(typed, base) or currency_called(typed)) if typed else ""
    if code is None:
        raise BadInput(f"“{typed[:_LONGEST_SHOWN]}” is no currency's code that I know, such as EUR")
    return code


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}"
