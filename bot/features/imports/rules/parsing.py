"""From rows of a file to records, each with its line, or with the reason why it is rejected. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.common.currencies import RATE_PLACES
from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import BadInput
from bot.features.imports.rules.cells import Cells, currency_code
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.files.tables import Rows
from bot.features.imports.rules.rows.activity_rows import read_activity
from bot.features.imports.rules.rows.deal_rows import read_deal
from bot.features.imports.rules.rows.outcomes import Omitted, Read, ReadingTerms, Rejected
from bot.features.imports.rules.stages.deal_states import DealState, LeftOut, UnknownStage
from bot.features.ledger.rules.identity import is_made
from bot.features.ledger.rules.records import (
    DealRecord,
    QuotaRecord,
    RateRecord,
    Record,
)

_LONGEST_SHOWN = 40


class SameDeals(BadInput):
    """Rows of a file without ids that cannot be told apart, so that nothing of it is taken."""


def read(
    table: Rows, layout: Layout, zone: ZoneInfo, terms: ReadingTerms
) -> Iterator[Read | Rejected | Omitted]:
    """Each row in order, as a record or with the reason why it is not taken; memory grows by the ids only.

    BadInput: the table breaks off, or two rows of a file without ids are the same deal.
    """
    lines = _Lines()
    reader = _READERS[layout.kind]
    for row in table.rows():
        if row.role:
            continue
        if row.fault:
            yield Rejected(row.line, f"The line cannot be read: {row.fault}.", row.cells)
            continue
        try:
            found = reader(Cells(row, layout, zone, terms.base, terms.fiscal), layout, terms)
            record, state = found if isinstance(found, tuple) else (found, None)
            lines.check(record, row.line)
        except SameDeals:
            raise
        except LeftOut as why:
            yield Omitted(row.line, str(why))
        except UnknownStage as unknown:
            yield Rejected(row.line, f"{unknown}.", row.cells, unknown)
        except BadInput as reason:
            yield Rejected(row.line, _sentence(str(reason)), row.cells)
        else:
            yield Read(row.line, record, row.cells, state)


def _sentence(reason: str) -> str:
    return reason if reason.endswith("?") else f"{reason}."


@dataclass
class _Lines:
    """The lines that told each deal, activity and rate first, and the days of each person's quotas."""

    first: dict[str, int] = field(default_factory=dict)
    quotas: dict[tuple[str, ...], list[tuple[DateRange, int]]] = field(default_factory=dict)

    def check(self, record: Record, line: int) -> None:
        """BadInput: a line before told the same. SameDeals: no line of the file can tell which it is."""
        if isinstance(record, QuotaRecord):
            self._check_quota(record, line)
            return
        is_rate = isinstance(record, RateRecord)
        key = f"{record.currency} {record.since}" if isinstance(record, RateRecord) else record.external_id
        first = self.first.setdefault(key, line)
        if first == line:
            return
        if not is_rate and is_made(key):
            raise SameDeals(
                f"Lines {first:,} and {line:,} have the same name, account and creation day: "
                "add the id column to the report."
            )
        # Of several versions of one the newest counts, where each tells its time.
        if isinstance(record, RateRecord) or record.source_at is None:
            what = "deal" if isinstance(record, DealRecord) else "rate" if is_rate else "activity"
            raise BadInput(f"It is the same {what} as on line {first:,}")

    def _check_quota(self, record: QuotaRecord, line: int) -> None:
        person = record.person
        key = (person.id, person.email.casefold(), person.name.casefold(), record.category.casefold())
        days = DateRange(record.starts_on, record.ends_on)
        told = self.quotas.setdefault(key, [])
        for other, first in told:
            if days.within(other).length:
                raise BadInput(f"Line {first:,} tells a quota of the same days: which one is it?")
        told.append((days, line))


def _quota(cells: Cells, _: Layout, __: ReadingTerms) -> QuotaRecord:
    named = cells.period()
    starts_on = named.start if named else cells.required_day("starts_on")
    last_day = named.last if named else cells.required_day("ends_on")
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


def _rate(cells: Cells, _: Layout, __: ReadingTerms) -> RateRecord:
    currency, rate = currency_code(cells.text("currency")), cells.required_amount("rate", RATE_PLACES)
    if not currency:
        raise BadInput("The currency is missing")
    if rate <= 0:
        raise BadInput("The rate has to be more than 0")
    return RateRecord(currency=currency, since=cells.required_day("since"), rate=rate)


_Reader = Callable[[Cells, Layout, ReadingTerms], Record | tuple[Record, DealState]]
_READERS: Mapping[str, _Reader] = {
    "deals": read_deal,
    "activities": read_activity,
    "quotas": _quota,
    "rates": _rate,
}
