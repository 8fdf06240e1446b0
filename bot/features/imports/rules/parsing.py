"""From rows of a file to records, each with its line, or with the reason why it is rejected. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.common.date_ranges import CALENDAR_YEAR, ONE_DAY, Fiscal
from bot.common.errors import BadInput
from bot.features.imports.rules.cells import Cells, currency_code
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.files.raw_rows import Cell
from bot.features.imports.rules.files.tables import Rows
from bot.features.ledger.rules.identity import is_made
from bot.features.ledger.rules.records import (
    ACTIVITIES,
    ActivityRecord,
    DealRecord,
    DealStatus,
    Gone,
    PersonRef,
    QuotaRecord,
    RateRecord,
    Record,
    SplitRecord,
)

_SHARE = re.compile(r"(.*[^\s:(])[\s:(]+([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%\)?")
_LONGEST_SHOWN = 40
_CONNECTED = frozenset({"connected", "answered", "reached"})
_NOT_HELD = frozenset({"no show", "no-show", "canceled", "cancelled", "rescheduled"})
# The longest name first, because a connected call is a call as well.
_KINDS_OF_ACTIVITY = {known.replace("_", ""): known for known in sorted(ACTIVITIES, key=len, reverse=True)}


@dataclass(frozen=True)
class Rejected:
    """A line that is not taken, and why, in one sentence; `cells` by column, for the list of rejects."""

    line: int
    reason: str
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """A record, and the line of the file that it was read from; `cells` by column."""

    line: int
    record: Record
    cells: Mapping[str, Cell] = field(default_factory=dict)


class SameDeals(BadInput):
    """Rows of a file without ids that cannot be told apart, so that nothing of it is taken."""


def read(
    table: Rows, layout: Layout, zone: ZoneInfo, base: str = "", fiscal: Fiscal = CALENDAR_YEAR
) -> Iterator[Read | Rejected]:
    """Each row in order, as a record or with the reason why it is rejected; memory grows by the ids only.

    `base` is the base currency, which `$` may mean; quarters are those of `fiscal`.

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
            record = reader(Cells(row, layout, zone, base, fiscal))
            _check_first(record, row.line, lines)
        except SameDeals:
            raise
        except BadInput as reason:
            yield Rejected(row.line, f"{reason}.", row.cells)
        else:
            yield Read(row.line, record, row.cells)


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


# Fields of a deal of which a file without their column says nothing.
_BY_COLUMN = ("name", "account", "stage", "amount", "created_on", "probability", "category", "splits")


def _untold(cells: Cells, currency: str, expected_on: date | None) -> frozenset[str]:
    """Fields of which a row says nothing; an empty cell of a column says that there is none."""
    found = {name for name in _BY_COLUMN if not cells.has(name)}
    if not currency and not cells.has("currency"):
        found.add("currency")
    if expected_on is None and not cells.has("expected_on"):
        found.add("expected_on")
    return frozenset(found)


def _deal(cells: Cells) -> DealRecord:
    external_id, status = cells.external_id(), cells.status()
    source_at = cells.instant("source_at")
    if status is DealStatus.GONE:
        # Where it is deleted, the rest may be gone as well.
        return DealRecord(external_id=external_id, status=status, gone_as=Gone.DELETED, source_at=source_at)
    closed_on, expected_on = cells.day("closed_on"), cells.day("expected_on")
    if status is not DealStatus.OPEN and closed_on is None:
        raise BadInput(f"It is {status} without a close date")
    # Systems with one column for both days mean the expected one while a deal is open.
    expected_on = expected_on or (closed_on if status is DealStatus.OPEN else None)
    currency = cells.currency()
    return DealRecord(
        external_id=external_id,
        name=cells.text("name"),
        account=cells.text("account"),
        owner=cells.person(),
        status=status,
        stage=cells.text("stage"),
        amount=cells.amount("amount"),
        currency=currency,
        created_on=cells.day("created_on"),
        closed_on=closed_on if status is not DealStatus.OPEN else None,
        expected_on=expected_on,
        probability=cells.percent("probability"),
        category=cells.text("category"),
        splits=_splits(cells.text("splits")),
        source_at=source_at,
        merged_ids=cells.ids("merged_ids"),
        untold=_untold(cells, currency, expected_on),
    )


def _splits(text: str) -> tuple[SplitRecord, ...]:
    found = []
    for part in filter(str.strip, re.split(r"[;,]", text)):
        match = _SHARE.fullmatch(part.strip())
        if match is None:
            raise BadInput(f"“{part.strip()[:_LONGEST_SHOWN]}” is no share: write Ben 70%, Dana 30%")
        word = match[1].strip()
        who = PersonRef(email=word.lower()) if "@" in word else PersonRef(name=word)
        found.append(SplitRecord(who, Decimal(match[2])))
    if found and sum(split.percent for split in found) != 100:
        raise BadInput("The shares do not add up to 100%")
    return tuple(found)


def _activity(cells: Cells) -> ActivityRecord:
    word, outcome = cells.text("kind"), cells.text("outcome").casefold()
    bare = re.sub(r"[\W_]+", "", word.casefold())
    kind = next((kind for name, kind in _KINDS_OF_ACTIVITY.items() if name in bare), None)
    if kind is None:
        known = ", ".join(each.replace("_", " ") for each in ACTIVITIES)
        raise BadInput(f"“{word[:_LONGEST_SHOWN]}” is no kind of activity: {known} are")
    if kind == "meeting" and outcome in _NOT_HELD:
        raise BadInput("The meeting was not held, so it does not count")
    if kind == "call" and outcome in _CONNECTED:
        kind = "connected_call"
    return ActivityRecord(
        external_id=cells.external_id(),
        kind=kind,
        person=cells.person(),
        happened_on=cells.required_day("happened_on"),
        source_at=cells.instant("source_at"),
    )


def _quota(cells: Cells) -> QuotaRecord:
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


def _rate(cells: Cells) -> RateRecord:
    currency, rate = currency_code(cells.text("currency")), cells.required_amount("rate")
    if not currency:
        raise BadInput("The currency is missing")
    if rate <= 0:
        raise BadInput("The rate has to be more than 0")
    return RateRecord(currency=currency, since=cells.required_day("since"), rate=rate)


_READERS: Mapping[str, Callable[[Cells], Record]] = {
    "deals": _deal,
    "activities": _activity,
    "quotas": _quota,
    "rates": _rate,
}
