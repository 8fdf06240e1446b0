"""A row behind a figure, marked with what it counts as, or why it does not; pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import (
    ActivityFact,
    ClosedFact,
    CreditFact,
    Facts,
    HeldFact,
    OpenFact,
    StageFact,
)
from bot.features.metrics.rules.quota import QuotaLine

Fact = CreditFact | HeldFact | ClosedFact | OpenFact | StageFact | ActivityFact | QuotaLine


@dataclass(frozen=True)
class MarkedRow:
    """A row behind a figure. `mark`: what it counts as; where `counts` is False, why it does not."""

    fact: Fact
    mark: str
    counts: bool = True


Rows = tuple[MarkedRow, ...]
RowsOf = Callable[[Facts, DateRange], Rows]


def _day(fact: Fact) -> date:
    match fact:
        case CreditFact() | HeldFact():
            return fact.credit_date
        case ClosedFact():
            return fact.closed_on
        case OpenFact():
            return fact.expected_on or date.min
        case StageFact():
            return fact.entered_on
        case ActivityFact():
            return fact.happened_on
    return date.max


def newest(facts: Iterable[Fact], mark: str) -> list[MarkedRow]:
    """These facts as rows that count, the newest first."""
    return [MarkedRow(fact, mark) for fact in sorted(facts, key=_day, reverse=True)]


def left_out(facts: Iterable[Fact], why: str) -> list[MarkedRow]:
    """These facts as rows that do not count, the newest first."""
    return [MarkedRow(fact, why, counts=False) for fact in sorted(facts, key=_day, reverse=True)]


def joined(*found: Iterable[MarkedRow]) -> Rows:
    """All these rows, each deal once with all that it counts as; those that do not count at the end."""
    rows: dict[tuple[type, object], MarkedRow] = {}
    for row in sorted((row for each in found for row in each), key=lambda row: not row.counts):
        before = rows.get(key := _key(row.fact))
        if before is None:
            rows[key] = row
        elif row.counts:
            marks = dict.fromkeys([*before.mark.split(", "), *row.mark.split(", ")])
            rows[key] = replace(before, mark=", ".join(marks))
    return tuple(rows.values())


def _key(fact: Fact) -> tuple[type, object]:
    # A deal that was created in some days and is open has two facts.
    return type(fact), fact.deal_id if isinstance(fact, ClosedFact | OpenFact) else fact


def person_of(fact: Fact) -> str | None:
    """The member whose fact it is: of a deal its owner."""
    return fact.owner_id if isinstance(fact, ClosedFact | OpenFact | StageFact) else fact.member_id
