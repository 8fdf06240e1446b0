"""From rows of a file to records, each with its line, or with the reason why it is rejected. Pure."""

from collections.abc import Callable, Iterator, Mapping
from zoneinfo import ZoneInfo

from bot.common.currencies import RATE_PLACES
from bot.common.date_ranges import ONE_DAY
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
    ActivityRecord,
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
    lines: dict[str, int] = {}
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
            _check_first(record, row.line, lines)
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


def _check_first(record: Record, line: int, lines: dict[str, int]) -> None:
    if isinstance(record, DealRecord | ActivityRecord):
        first = lines.setdefault(record.external_id, line)
        if first != line and is_made(record.external_id):
            raise SameDeals(
                f"Lines {first:,} and {line:,} have the same name, account and creation day: "
                "add the id column to the report."
            )
        # Of several versions of one the newest counts, where each tells its time.
        if first != line and record.source_at is None:
            what = "deal" if isinstance(record, DealRecord) else "activity"
            raise BadInput(f"It is the same {what} as on line {first:,}")


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
