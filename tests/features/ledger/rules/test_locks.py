"""Days cut by locks, pure."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import CALENDAR_YEAR, DateRange
from bot.features.ledger.rules.facts import parts_between
from bot.features.ledger.rules.locking.locks import BookLock, known_at, lock_refusal, locked_anew, slices

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 2)
_DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
_INSTANTS = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
_LOCKS = st.lists(st.builds(BookLock, _DAYS, _INSTANTS), max_size=5)


@given(_LOCKS, _DAYS, st.integers(1, 300), _INSTANTS)
def test_slices_follow_each_other_and_know_what_their_days_know(
    locks: list[BookLock], start: date, length: int, as_of: datetime
) -> None:
    """Every day is in one slice, which is as of the earliest lock of the day; neighbours differ."""
    days = DateRange(start, start + timedelta(days=length))
    found = slices(locks, days, as_of)
    assert [day for each in found for day in each.days] == list(days)
    for each in found:
        assert {known_at(locks, day, as_of) for day in each.days} == {each.known_at}
    assert all(one.known_at < other.known_at for one, other in pairwise(found))


@given(_LOCKS, _DAYS, _INSTANTS, _DAYS)
def test_a_new_lock_changes_no_day_that_stays_locked(
    locks: list[BookLock], before: date, at: datetime, day: date
) -> None:
    """Days before it are locked from then on, or since before; later ones are open."""
    after = locked_anew(locks, before, at)
    late = FIRST + timedelta(days=9999)
    known = known_at(locks, day, late)
    assert known_at(after, day, late) == (min(at, known) if day < before else late)
    assert locked_anew(after, None, at) == ()


def test_a_refusal_names_the_period_that_is_locked() -> None:
    """A quarter that is all of it locked, else the days; with the year where it is another."""
    locks = [BookLock(date(2026, 10, 1), datetime(2026, 10, 5, 9, tzinfo=UTC))]
    said = {}
    for day in (date(2026, 8, 1), date(2025, 8, 1), date(2026, 10, 1)):
        said[day] = lock_refusal(
            locks, day, "let the quota begin on", CALENDAR_YEAR, TODAY, ZoneInfo("America/New_York")
        )
    rest = "is locked since 5 Oct: let the quota begin on 1 Oct, or unlock it."
    assert list(said.values()) == [f"Q3 {rest}", f"Q3 2025 {rest}", None]
    part = [BookLock(date(2026, 9, 1), datetime(2026, 10, 5, 9, tzinfo=UTC))]
    found = lock_refusal(part, date(2026, 8, 1), "let it begin on", CALENDAR_YEAR, TODAY, ZoneInfo("UTC"))
    assert found == "What lies before 1 Sep is locked since 5 Oct: let it begin on 1 Sep, or unlock it."


def test_gaps_cut_days() -> None:
    """Those of an employment whose end was another when a period was locked."""
    year, gap = DateRange(date(2026, 1, 1), date(2027, 1, 1)), DateRange(date(2026, 9, 1), date(2026, 10, 1))
    assert parts_between(year, [gap]) == [
        DateRange(date(2026, 1, 1), date(2026, 9, 1)),
        DateRange(date(2026, 10, 1), date(2027, 1, 1)),
    ]
    assert parts_between(DateRange(gap.start, gap.end), [gap]) == []
