"""Deals won lately, for celebrations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.repository.wins import WinRepository
from bot.features.ledger.rules.deals import HAND, SAME_WITHIN, is_same_deal
from bot.features.ledger.service.locking.contracts import newest_employments

FEWEST_DEALS = 10
# Ids of the newest credit and of the newest version of a deal; 0 without any.
Position = tuple[int, int]


@dataclass(frozen=True)
class Win:
    """A won deal and the members who share it. Text is in Slack's escaped form.

    `by_hand`: a rep entered it. `shared_by` are member ids, each once.
    """

    deal_id: int
    name: str
    account: str
    category: str
    owner_id: str | None
    amount: Decimal | None
    currency: str
    amount_base: Decimal | None
    closed_on: date
    by_hand: bool
    shared_by: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which wins: dated on these days, recorded since then, and that began to count `after`.

    Those known before come too, whose day is `due_from` or later: they were dated in the future then.
    """

    after: Position
    recorded_from: datetime
    days: DateRange
    due_from: date


async def newest(transaction: Transaction, now: datetime) -> Position:
    """How far the books go, without a file that is being read in."""
    return await WinRepository(transaction).newest(now)


def is_further(newest: Position, read: Position) -> bool:
    """Whether the books go further than they were read."""
    return newest[0] > read[0] or newest[1] > read[1]


async def wins_since(transaction: Transaction, wanted: Wanted, now: datetime) -> list[Win]:
    """Won deals that count by now, as `wanted`; oldest first."""
    found: dict[int, Win] = {}
    rows = await WinRepository(transaction).won_since(
        wanted.after, wanted.recorded_from, wanted.days, wanted.due_from, now
    )
    for row in rows:
        before = found[row.deal_id].shared_by if row.deal_id in found else ()
        shared = dict.fromkeys((*before, *([row.member_id] if row.member_id else [])))
        found[row.deal_id] = Win(
            row.deal_id,
            row.name,
            row.account,
            row.category,
            row.owner_id,
            row.amount,
            row.currency,
            row.amount_base,
            row.credit_date,
            row.source == HAND,
            tuple(shared),
        )
    return list(found.values())


async def touched_since(transaction: Transaction, after: Position) -> frozenset[str]:
    """Ids of the members who have credits of deals that have changed since."""
    return frozenset(await WinRepository(transaction).touched_since(after))


async def standings(transaction: Transaction, deal_ids: Collection[int]) -> dict[int, str]:
    """How these deals stand, by id: a `DealStatus`, or of one that is gone the `Gone`; no book has others."""
    if not deal_ids:
        return {}
    rows = await WinRepository(transaction).standings(deal_ids)
    return {deal_id: gone_as or status for deal_id, status, gone_as in rows}


def is_taken_over(win: Win, owner_id: str | None, name: str, closed_on: date) -> bool:
    """Whether this win is a deal that somebody entered by hand before."""
    own = {"owner_id": owner_id, "name": name, "closed_on": closed_on}
    said = {"owner_id": win.owner_id, "name": win.name, "account": win.account, "closed_on": win.closed_on}
    return abs(closed_on - win.closed_on) <= SAME_WITHIN and is_same_deal(own, said)


async def sizes(transaction: Transaction, days: DateRange) -> tuple[Decimal | None, Decimal | None]:
    """Median and 90th percentile (base currency) of the deals won on these days; None twice below ten.

    Nearest rank: the amounts at offsets n/2 and 9n/10 of the ascending list.
    """
    repository = WinRepository(transaction)
    count = int(await repository.won_amounts(days, None) or 0)
    if count < FEWEST_DEALS:
        return None, None
    return await repository.won_amounts(days, count // 2), await repository.won_amounts(days, count * 9 // 10)


async def started(transaction: Transaction, ids: Collection[str], as_of: datetime) -> dict[str, date]:
    """First day of employment of those of these people for whom it is known and who have not left."""
    spans = await newest_employments(transaction, tuple(ids), as_of)
    return {who: span.start for who, span in spans.items() if span.start > date.min and span.end == date.max}
