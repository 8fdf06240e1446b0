"""Takes back the quotas that one file brought: what was in force before is in force again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.models.quotas import QuotaRow
from bot.features.ledger.repository.origins import STRUCK, OriginRepository
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.rules.quotas import kind_key
from bot.features.ledger.service.quotas import piece_of


async def take_back(transaction: Transaction, origin: str, now: datetime) -> int:
    """Takes back what is in force of this origin's quotas; how many there were.

    On their days what was in force before comes back. What somebody has set since stays, and what was taken
    back before never comes back. Locked periods keep what was known at their lock.
    """
    origins = OriginRepository(transaction)
    current = await origins.quotas_of(origin)
    known = await origins.quotas_before(sorted({row.member_id for row in current}))
    anew: list[dict[str, Any]] = []
    for row in current:
        own = [each for each in known if _is_alike(each, row)]
        anew += [piece_of(old, _days(old), part, now) for old, part in _before(row, own, origin)]
        row.replaced_at = now
    await transaction.session.flush()
    await LedgerRepository(transaction).write_quotas(anew)
    await origins.strike_quotas(origin)
    return len(current)


def _is_alike(one: QuotaRow, other: QuotaRow) -> bool:
    return one.member_id == other.member_id and kind_key(one.category) == kind_key(other.category)


def _before(row: QuotaRow, known: Sequence[QuotaRow], origin: str) -> Iterator[tuple[QuotaRow, DateRange]]:
    """What was in force on the days of this row before it, and is not taken back, each with its days."""
    times = _times(row, known, origin)
    left = [_days(row)]
    # Of several that a day had, the newest was the last one in force.
    for old in sorted(known, key=lambda each: -each.id):
        if old.replaced_at not in times or _is_taken_back(old, origin):
            continue
        for part in tuple(left):
            common = part.within(_days(old))
            if common.length:
                yield old, common
                left.remove(part)
                left += [DateRange(part.start, common.start), DateRange(common.end, part.end)]


def _times(row: QuotaRow, known: Sequence[QuotaRow], origin: str) -> set[datetime]:
    """When this row, or one before it that is taken back as well, took the place of others."""
    times, more = set[datetime](), {row.recorded_at}
    while more:
        times |= more
        taken = (each for each in known if each.replaced_at in more and _is_taken_back(each, origin))
        more = {each.recorded_at for each in taken} - times
    return times


def _is_taken_back(row: QuotaRow, origin: str) -> bool:
    return row.origin == origin or row.origin.startswith(STRUCK)


def _days(row: QuotaRow) -> DateRange:
    return DateRange(row.starts_on, row.ends_on or date.max)
