"""Quotas as people keep them, a column for each month or quarter: read as a row for each. Pure."""

from collections.abc import Iterator

from bot.features.imports.rules.columns import guess
from bot.features.imports.rules.fields import QUOTAS
from bot.features.imports.rules.files.months_and_quarters import named_period
from bot.features.imports.rules.files.outlines import Role
from bot.features.imports.rules.files.tables import FileRow, Rows

PERIOD, QUOTA = "Period", "Quota"
_FEWEST = 2
# Months without a year are told by a column with the year.
_ANY_YEAR = "2026"


class QuotaMatrix:
    """A table with a row for each period's cell; empty cells are no quota."""

    def __init__(self, table: Rows, periods: tuple[str, ...]) -> None:
        self._table, self._periods = table, periods
        self._others = tuple(column for column in table.columns if column and column not in periods)
        self.columns: tuple[str, ...] = (*self._others, PERIOD, QUOTA)

    def rows(self) -> Iterator[FileRow]:
        """The rows in the file's order, each with the line it stands on. BadInput: the table breaks off."""
        for row in self._table.rows():
            others = {column: row.cells.get(column, "") for column in self._others}
            filled = [each for each in self._periods if row.cells.get(each, "") != ""]
            if row.fault or not filled:
                yield FileRow(row.line, others | {PERIOD: "", QUOTA: ""}, row.fault, row.role or Role.EMPTY)
                continue
            for column in filled:
                cells = others | {PERIOD: column, QUOTA: row.cells[column]}
                yield FileRow(row.line, cells, role=row.role)


def as_list(table: Rows) -> Rows:
    """The table, with a row for each quota where it is a matrix of quotas."""
    year = _ANY_YEAR if any(column.casefold() == "year" for column in table.columns) else ""
    periods = tuple(column for column in table.columns if column and named_period(column, year) is not None)
    others = [column for column in table.columns if column and column not in periods]
    if len(periods) < _FEWEST or {PERIOD, QUOTA} & set(others):
        return table
    named = guess(others, QUOTAS).columns
    is_owned = any(field.startswith("owner") for field in named)
    # Deals have a stage and a day: columns like months would be somebody's own there.
    is_of_deals = {"stage", "status", "external_id"} & set(guess(others, "deals").columns)
    return QuotaMatrix(table, periods) if is_owned and not is_of_deals else table
