"""Quotas and bookings under any fiscal calendar, against a calculation day by day by another calendar."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.common.date_ranges import DateRange, Fiscal, Pattern, YearName, YearStart
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.quotas import Per, QuotaPlan
from bot.features.metrics.rules import quota as formulas
from tests.features.metrics.books import BEN, credit, facts, seller, us_off

FISCALS = some.builds(
    Fiscal,
    some.integers(1, 12),
    some.sampled_from([Pattern.weeks_445, Pattern.weeks_454, Pattern.weeks_544, Pattern.calendar]),
    some.integers(1, 31),
    some.sampled_from(YearStart),
    some.integers(0, 6),
    some.integers(1, 12),
    some.sampled_from(YearName),
)
FIRST, LAST = date(2022, 6, 1), date(2026, 12, 31)
DAYS = some.dates(FIRST, LAST)
PLANS = some.builds(
    QuotaPlan,
    some.just(1),
    some.integers(1, 10**6).map(Decimal),
    some.sampled_from([Per.month, Per.quarter, Per.year]),
    DAYS,
    some.none() | some.dates(date(2023, 6, 1), date(2027, 6, 1)),
    ramp=some.sampled_from([(), (Decimal(0), Decimal(50)), (Decimal(25), Decimal(50), Decimal(75))]),
    relief=some.sampled_from([Decimal(0), Decimal(20)]),
)
CREDITS = some.lists(some.tuples(some.integers(-1000, 5000), DAYS), max_size=12)


def begins(fiscal: Fiscal, year: int) -> date:
    """The first day of the fiscal year that begins by its day in this calendar year."""
    if fiscal.pattern is Pattern.calendar:
        return date(year, fiscal.first_month, 1)
    last = monthrange(year, fiscal.first_month)[1]
    named = date(year, fiscal.first_month, min(fiscal.first_day, last))
    near = [named + timedelta(days=days) for days in range(-6, 7)]
    starts = [each for each in near if each.weekday() == fiscal.week_start]
    if fiscal.year_start is YearStart.last:
        return max(each for each in starts if each <= named)
    if fiscal.year_start is YearStart.first:
        return min(each for each in starts if each >= named)
    return min(starts, key=lambda each: abs(each - named))


@cache
def months_of(fiscal: Fiscal, day: date) -> list[tuple[date, date]]:
    """First day and end of each of the twelve months of the fiscal year with this day in it."""
    start = max(each for year in range(day.year - 1, day.year + 2) if (each := begins(fiscal, year)) <= day)
    if fiscal.pattern is Pattern.calendar:
        numbers = [start.year * 12 + start.month - 1 + number for number in range(13)]
        firsts = [date(number // 12, number % 12 + 1, 1) for number in numbers]
        return list(pairwise(firsts))
    end = min(each for year in range(day.year, day.year + 3) if (each := begins(fiscal, year)) > day)
    weeks = [int(each) for each in fiscal.pattern.value.split("-")] * 4
    weeks[fiscal.long_month - 1] += (end - start).days // 7 - 52
    found = []
    for count in weeks:
        found.append((start, start + timedelta(weeks=count)))
        start = found[-1][1]
    return found


@cache
def unit_of(fiscal: Fiscal, per: Per, day: date) -> tuple[date, date]:
    """First day and end of the month, quarter or year with this day in it."""
    months = months_of(fiscal, day)
    if per is Per.year:
        return months[0][0], months[-1][1]
    number = next(number for number, (_, end) in enumerate(months) if day < end)
    if per is Per.month:
        return months[number]
    return months[number // 3 * 3][0], months[number // 3 * 3 + 2][1]


def quota_by_day(plan: QuotaPlan, fiscal: Fiscal, days: DateRange, *, by_working_days: bool) -> Fraction:
    """What is due on each of these days, added up."""
    due = Fraction(0)
    lengths: dict[tuple[date, date], int] = {}
    for day in days:
        if (
            day < plan.starts_on
            or (plan.ends_on and day >= plan.ends_on)
            or (by_working_days and us_off(day))
        ):
            continue
        unit = unit_of(fiscal, plan.per, day)
        if unit not in lengths:
            lengths[unit] = sum(not (by_working_days and us_off(each)) for each in DateRange(*unit))
        month = (day.year - plan.starts_on.year) * 12 + day.month - plan.starts_on.month
        ramp = Fraction(plan.ramp[month]) / 100 if month < len(plan.ramp) else 1
        due += Fraction(plan.amount) / lengths[unit] * ramp * (1 - Fraction(plan.relief) / 100)
    return due


def books(fiscal: Fiscal, plan: QuotaPlan, booked: list[tuple[int, date]], *, by_working_days: bool) -> Facts:
    """One rep's, under this calendar."""
    lines = [credit(amount, day, BEN, deal_id=number) for number, (amount, day) in enumerate(booked)]
    known = facts(LAST, sellers=[seller(plans=[plan])], credits=lines, by_working_days=by_working_days)
    return replace(known, rules=replace(known.rules, fiscal=fiscal))


@settings(max_examples=12)
@given(FISCALS, PLANS, CREDITS, DAYS, some.booleans())
def test_quotas_and_bookings_of_a_year(
    fiscal: Fiscal, plan: QuotaPlan, booked: list[tuple[int, date]], day: date, by_working_days: bool
) -> None:
    """Of its quarters and months as of itself, however the calendar is changed over the same books."""
    known = books(fiscal, plan, booked, by_working_days=by_working_days)
    year = fiscal.year_of(day)
    number = fiscal.number_of(day)
    assert (year.start, year.end) == unit_of(fiscal, Per.year, day)
    for parts in ((year,), fiscal.quarters(number), fiscal.months(number)):
        quotas = [formulas.picture(known, each).quota or Fraction(0) for each in parts]
        assert quotas == [quota_by_day(plan, fiscal, each, by_working_days=by_working_days) for each in parts]
        bookings = [formulas.picture(known, each).bookings for each in parts]
        assert bookings == [sum(amount for amount, on in booked if on in each) for each in parts]
