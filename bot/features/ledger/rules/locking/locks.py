"""Locked periods: days that stay as they were known when they were locked; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange, Fiscal, short_day
from bot.common.periods import local_day


@dataclass(frozen=True)
class BookLock:
    """All days before `before` are locked since `locked_at`."""

    before: date
    locked_at: datetime


@dataclass(frozen=True)
class Slice:
    """Days of which everything is read as it was known at one instant."""

    days: DateRange
    known_at: datetime


@dataclass(frozen=True)
class CountedVersion:
    """A version of a deal that counts on a day; it stood from `recorded_at` until `replaced_at`."""

    deal_id: int
    status: str
    counted_on: date
    recorded_at: datetime
    replaced_at: datetime | None


def known_at(locks: Iterable[BookLock], day: date, as_of: datetime) -> datetime:
    """The instant as of which this day is read: the earliest at which it was locked, `as_of` at most."""
    return min([as_of, *(lock.locked_at for lock in locks if day < lock.before)])


def slices(locks: Collection[BookLock], days: DateRange, as_of: datetime) -> tuple[Slice, ...]:
    """These days, cut where the instant as of which they are read changes; earliest first, at least one."""
    cuts = sorted({lock.before for lock in locks if days.start < lock.before < days.end})
    found: list[Slice] = []
    for start, end in pairwise([days.start, *cuts, days.end]):
        at = known_at(locks, start, as_of)
        begins = found.pop().days.start if found and found[-1].known_at == at else start
        found.append(Slice(DateRange(begins, end), at))
    return tuple(found)


def counts_already(
    versions: Iterable[CountedVersion], status: str, locks: Collection[BookLock]
) -> date | None:
    """The locked day on which one of these versions of a deal counts with this status; None without one.

    It stood when that day was locked, so it counts there for good.
    """
    for version in versions:
        found = [lock.locked_at for lock in locks if version.counted_on < lock.before]
        if found and version.status == status and _stood(version, min(found)):
            return version.counted_on
    return None


def _stood(version: CountedVersion, at: datetime) -> bool:
    return version.recorded_at <= at and (version.replaced_at is None or version.replaced_at > at)


def locked_anew(locks: Iterable[BookLock], before: date | None, at: datetime) -> tuple[BookLock, ...]:
    """The locks after all days before this one are locked at that instant; None: after nothing is.

    Days that stay locked keep the instant at which they were; later days are open again.
    """
    if before is None:
        return ()
    found = {before: at}
    for lock in locks:
        day = min(lock.before, before)
        found[day] = min(lock.locked_at, found.get(day, lock.locked_at))
    return tuple(BookLock(day, locked_at) for day, locked_at in sorted(found.items()))


def lock_refusal(
    locks: Collection[BookLock], day: date, wish: str, fiscal: Fiscal, today: date, zone: ZoneInfo
) -> str | None:
    """Why nothing can begin or end on a day, in words; None where the day is not locked.

    “Q3 is locked since 5 Oct: let the quota begin on 1 Oct, or unlock it.” `wish`: “let the quota begin on”.
    """
    covering = [lock.locked_at for lock in locks if day < lock.before]
    if not covering:
        return None
    opens = max(lock.before for lock in locks)
    quarter = fiscal.quarter_of(day)
    begins, since = _short(opens, today), _short(local_day(min(covering), zone), today)
    whole = quarter.label.removesuffix(f" {today.year}")
    period = whole if quarter.end <= opens else f"What lies before {begins}"
    return f"{period} is locked since {since}: {wish} {begins}, or unlock it."


def _short(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else f"{short_day(day)} {day.year}"
