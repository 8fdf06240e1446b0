"""Fiscal years by the calendar and in weeks, with each choice that an admin has."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from bot.common.date_ranges import Fiscal, Pattern, YearName, YearStart, week_of

SUNDAY, SATURDAY = 6, 5
# The retail federation's: the Sunday nearest to 1 February, named by the year in which it begins.
RETAIL = Fiscal(2, Pattern.weeks_454, week_start=SUNDAY, year_name=YearName.begins)
IN_WEEKS = some.builds(
    Fiscal,
    some.integers(1, 12),
    some.sampled_from([Pattern.weeks_445, Pattern.weeks_454, Pattern.weeks_544]),
    some.integers(1, 31),
    some.sampled_from(YearStart),
    some.integers(0, 6),
    some.integers(1, 12),
    some.sampled_from(YearName),
)
BY_CALENDAR = some.builds(
    Fiscal, some.integers(1, 12), week_start=some.integers(0, 6), year_name=some.sampled_from(YearName)
)
ANY = some.one_of(IN_WEEKS, BY_CALENDAR)
YEARS = some.integers(1901, 2198)
DAYS = some.dates(date(1901, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("number", "begins", "weeks"),
    [
        (2017, date(2017, 1, 29), 53),
        (2018, date(2018, 2, 4), 52),
        (2022, date(2022, 1, 30), 52),
        (2023, date(2023, 1, 29), 53),
        (2024, date(2024, 2, 4), 52),
        (2025, date(2025, 2, 2), 52),
        (2026, date(2026, 2, 1), 52),
    ],
)
def test_the_retail_federations_years(number: int, begins: date, weeks: int) -> None:
    """The years that it publishes, and which of them have 53 weeks."""
    year = RETAIL.year(number)
    assert (year.start, year.length, year.label) == (begins, weeks * 7, f"FY{number}")


def test_the_retail_federations_months() -> None:
    """January has the 53rd week; a day is of the month of that name."""
    months = [(each.label, each.length // 7) for each in RETAIL.months(2023)]
    assert months[:3] == [("Feb 2023", 4), ("Mar 2023", 5), ("Apr 2023", 4)]
    assert months[-3:] == [("Nov 2023", 4), ("Dec 2023", 5), ("Jan 2024", 5)]
    assert RETAIL.quarter_of(date(2024, 2, 3)).label == "Q4 FY2023"
    assert RETAIL.quarter_of(date(2024, 2, 4)).label == "Q1 FY2024"
    assert RETAIL.month_named(2024, 1).last == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("fiscal", "number", "begins", "last"),
    [
        # Ends on the last Saturday of August.
        (Fiscal(9, Pattern.weeks_445, 1, YearStart.last, SUNDAY), 2026, date(2025, 8, 31), date(2026, 8, 29)),
        # Ends on the last Friday of January: begins on the last Saturday up to 1 February.
        (
            Fiscal(2, Pattern.weeks_454, 1, YearStart.last, SATURDAY),
            2026,
            date(2025, 2, 1),
            date(2026, 1, 30),
        ),
        # Begins on the first Monday from 31 January, which is named by the year in which it ends.
        (Fiscal(1, Pattern.weeks_544, 31, YearStart.first), 2026, date(2025, 2, 3), date(2026, 2, 1)),
        # Begins on the Sunday nearest to 1 January; the name holds when that is in December.
        (
            Fiscal(1, Pattern.weeks_445, 1, YearStart.nearest, SUNDAY, 12, YearName.begins),
            2024,
            date(2023, 12, 31),
            date(2024, 12, 28),
        ),
    ],
)
def test_years_begin_by_their_day(fiscal: Fiscal, number: int, begins: date, last: date) -> None:
    """The nearest week start to it, the last up to it, the first from it."""
    year = fiscal.year(number)
    assert (year.start, year.last) == (begins, last)


@given(ANY, YEARS)
def test_years_have_no_gap_and_no_overlap(fiscal: Fiscal, number: int) -> None:
    """A year ends where the next begins, so do its quarters and months; all of it is in them."""
    year = fiscal.year(number)
    assert year.end == fiscal.year(number + 1).start
    for parts, count in ((fiscal.quarters(number), 4), (fiscal.months(number), 12)):
        assert len(parts) == count
        assert [each.end for each in parts] == [*(each.start for each in parts[1:]), year.end]
        assert parts[0].start == year.start
    assert len({each.label for each in fiscal.months(number) + fiscal.months(number + 1)}) == 24


@given(IN_WEEKS, YEARS)
def test_a_year_in_weeks(fiscal: Fiscal, number: int) -> None:
    """52 weeks or 53, the 53rd in the month that was chosen; it begins on a week start by its day."""
    year, months = fiscal.year(number), fiscal.months(number)
    usual = [int(each) * 7 for each in fiscal.pattern.split("-")] * 4
    more = {index: month.length - usual[index] for index, month in enumerate(months)}
    longer = {index: days for index, days in more.items() if days}
    assert longer in ({}, {fiscal.long_month - 1: 7})
    assert year.length == (53 * 7 if longer else 52 * 7)
    assert {each.length for each in fiscal.quarters(number)} <= {13 * 7, 14 * 7}
    assert year.start.weekday() == fiscal.week_start
    nominals = [
        date(each, fiscal.first_month, min(fiscal.first_day, monthrange(each, fiscal.first_month)[1]))
        for each in (number - 1, number)
    ]
    window = {
        YearStart.nearest: range(-3, 4),
        YearStart.last: range(-6, 1),
        YearStart.first: range(7),
    }[fiscal.year_start]
    assert any((year.start - each).days in window for each in nominals)


@given(IN_WEEKS, some.integers(1901, 2160))
def test_a_53rd_week_comes_every_five_or_six_years(fiscal: Fiscal, number: int) -> None:
    """28 years have five of them, whatever was chosen, but where a century has no leap day."""
    long_years = [fiscal.year(each).length == 53 * 7 for each in range(number, number + 29)]
    assert 4 <= sum(long_years) <= 6


@given(ANY, DAYS)
def test_each_day_is_in_one_year_quarter_month_and_week(fiscal: Fiscal, day: date) -> None:
    """And what it is in can be found by its name."""
    year, quarter, month, week = (
        fiscal.year_of(day),
        fiscal.quarter_of(day),
        fiscal.month_of(day),
        fiscal.week_of(day),
    )
    assert all(day in each for each in (year, quarter, month, week))
    assert fiscal.year(int(year.label.removeprefix("FY"))) == year
    assert quarter.start >= year.start
    assert quarter.end <= year.end
    named = [each for each in range(1, 13) if fiscal.month_named(int(month.label[-4:]), each) == month]
    assert len(named) == 1
    assert week.start.weekday() == fiscal.week_start
    if fiscal.is_in_weeks:
        assert month.start <= week.start
        assert week.end <= month.end


@given(DAYS, some.integers(0, 6))
def test_a_week_has_seven_days(day: date, week_start: int) -> None:
    week = week_of(day, week_start)
    assert week.length == 7
    assert week_of(week.end, week_start).start == week.start + timedelta(weeks=1)


@pytest.mark.parametrize("pattern", Pattern)
def test_what_was_stored_before_reads_as_it_did(pattern: Pattern) -> None:
    """Rows of before have a month and a pattern: a Monday nearest to the first, named by its end."""
    stored = {"first_month": 4, "pattern": pattern.value}
    fiscal = TypeAdapter(Fiscal).validate_python(stored)
    assert fiscal == Fiscal(4, pattern)
    begins = date(2026, 4, 1) if pattern is Pattern.calendar else date(2026, 3, 30)
    assert fiscal.year(2027).start == begins


@given(ANY, DAYS, some.integers(1, 12))
def test_a_month_without_its_year_is_the_newest_that_has_begun(fiscal: Fiscal, day: date, month: int) -> None:
    """In weeks a month may begin some days before or after the one of the calendar."""
    year = fiscal.newest_year(month, day)
    assert fiscal.month_named(year, month).start <= day < fiscal.month_named(year + 1, month).start
