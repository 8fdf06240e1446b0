"""Attainment, pace, projection and what is needed, against worked examples."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.quotas import Per, QuotaPlan
from bot.features.metrics.rules import quota as formulas
from bot.features.metrics.rules.figures import MissingReason, Unit, rounded, shown, words
from tests.features.metrics.books import AUGUST, BEN, DANA, Q2, Q3, credit, facts, plan, seller

HIRED = date(2026, 5, 18)
RAMPING = plan(70_000, Per.month, HIRED, ramp=tuple(map(Decimal, (0, 25, 50, 75, 100))), ramp_from=HIRED)


def test_pace_half_way_through_a_quarter_with_two_holidays() -> None:
    seen = facts(
        date(2026, 8, 15), sellers=[seller(plans=[plan(240_000)])], credits=[credit(96_000, Q3.start)]
    )
    assert words(formulas.attainment(seen, Q3), "USD") == "40.0%"
    assert words(formulas.pace(seen, Q3), "USD") == "80.0%"
    picture = formulas.picture(seen, Q3)
    assert (picture.total_days, picture.elapsed_days, picture.left_days) == (64, 32, 32)
    assert words(formulas.required(seen, Q3), "USD") == "$4,500 a day"


def test_a_projection_needs_some_deals_and_some_days() -> None:
    three = [credit(32_000, Q3.start, deal_id=number) for number in range(3)]
    half = facts(date(2026, 8, 15), credits=three)
    assert words(formulas.projected(half, Q3), "USD") == "$192,000"
    assert formulas.projected(facts(date(2026, 7, 9), credits=three), Q3).code is MissingReason.too_early
    assert formulas.projected(facts(date(2026, 8, 15), credits=three[:2]), Q3).code is MissingReason.too_early


def test_a_projection_begins_with_a_fifth_of_the_days() -> None:
    """Two of ten working days are enough."""
    days = DateRange(date(2026, 8, 3), date(2026, 8, 17))
    three = [credit(32_000, days.start, deal_id=number) for number in range(3)]
    assert words(formulas.projected(facts(date(2026, 8, 5), credits=three), days), "USD") == "$480,000"
    assert formulas.projected(facts(date(2026, 8, 4), credits=three), days).code is MissingReason.too_early


@pytest.mark.parametrize(("by_working_days", "expected"), [(False, "63978.49"), (True, "64087.30")])
def test_a_quota_that_changes_in_the_middle_of_a_month(by_working_days: bool, expected: str) -> None:
    amount = Decimal("56666.6667")
    plans = [
        QuotaPlan(1, amount, Per.month, date(2026, 1, 1), date(2026, 8, 16)),
        QuotaPlan(2, amount * Decimal("1.25"), Per.month, date(2026, 8, 16)),
    ]
    seen = facts(AUGUST.start, sellers=[seller(plans=plans)], by_working_days=by_working_days)
    value = formulas.quota(seen, AUGUST).value
    assert value is not None
    assert rounded(value, 2) == Decimal(expected)


def test_whoever_leaves_has_a_quota_until_then_and_what_comes_later_goes_to_the_team() -> None:
    left = seller(plans=[plan(70_000, Per.month)], employed=DateRange(date.min, date(2026, 8, 15)))
    note = credit(-5_000, date(2026, 9, 15))
    own = facts(date(2026, 9, 20), sellers=[left], credits=[note])
    value = formulas.quota(own, AUGUST).value
    assert value is not None
    assert rounded(value, 2) == Decimal("31612.90")
    assert formulas.bookings(own, Q3).value == 0
    team = facts(date(2026, 9, 20), sellers=[left], credits=[note], is_team=True)
    assert formulas.bookings(team, Q3).value == -5_000


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (DateRange(date(2026, 5, 1), date(2026, 6, 1)), Fraction(0)),
        (Q2, Fraction(17_500)),
        (Q3, Fraction(157_500)),
    ],
)
def test_a_ramp_by_months_since_the_month_of_hire(days: DateRange, expected: Fraction) -> None:
    seen = facts(date(2026, 7, 1), sellers=[seller(plans=[RAMPING])])
    assert formulas.quota(seen, days).value == expected


def test_no_number_is_not_zero() -> None:
    may = DateRange(date(2026, 5, 1), date(2026, 6, 1))
    ramping = facts(date(2026, 7, 1), sellers=[seller(plans=[RAMPING])], credits=[credit(10, may.last)])
    assert words(formulas.attainment(ramping, may), "USD") == "n/a (ramping up, no quota yet)"
    without = facts(date(2026, 8, 1), credits=[credit(500, Q3.start)])
    assert formulas.attainment(without, Q3).code is MissingReason.no_quota
    assert formulas.bookings(without, Q3).value == 500
    zero = facts(date(2026, 8, 1), sellers=[seller(plans=[plan(0)])])
    assert formulas.attainment(zero, Q3).code is MissingReason.quota_zero
    today = facts(Q3.start, sellers=[seller(plans=[plan(100)])])
    assert formulas.pace(today, Q3).code is MissingReason.starts_today


def test_more_than_the_whole_and_less_than_nothing_are_figures_too() -> None:
    carrier = [seller(plans=[plan(100)])]
    over = facts(Q3.end, sellers=carrier, credits=[credit(250, Q3.start)])
    assert words(formulas.attainment(over, Q3), "USD") == "250.0%"
    assert formulas.pace(over, Q3).value == formulas.attainment(over, Q3).value
    assert formulas.required(over, Q3).code is MissingReason.quota_met
    below = facts(Q3.end, sellers=carrier, credits=[credit(-30, Q3.start)])
    assert words(formulas.attainment(below, Q3), "USD") == "-30.0%"
    assert formulas.required(below, Q3).code is MissingReason.no_days_left


def test_a_teams_attainment_is_a_ratio_of_sums_of_those_who_carry_a_quota() -> None:
    sellers = [seller(BEN, [plan(100)]), seller(DANA, [plan(10)]), seller("U9")]
    lines = [credit(90, Q3.start), credit(10, Q3.start, DANA), credit(500, Q3.start, "U9")]
    team = facts(Q3.end, sellers=sellers, credits=lines, is_team=True)
    figure = formulas.attainment(team, Q3)
    assert words(figure, "USD") == "90.9%"
    assert {each.label: each.value for each in figure.parts} == {
        "bookings": Fraction(100),
        "bookings of members without quota": Fraction(500),
        "quota for these days": Fraction(110),
    }


def test_an_overlay_counts_for_its_person_and_never_in_the_team() -> None:
    lines = [credit(40_000, Q3.start), credit(8_000, Q3.start, DANA, is_overlay=True)]
    dana = facts(Q3.end, sellers=[seller(DANA)], credits=lines)
    assert formulas.bookings(dana, Q3).value == 8_000
    team = facts(Q3.end, sellers=[seller(), seller(DANA)], credits=lines, is_team=True)
    assert formulas.bookings(team, Q3).value == 40_000


def test_kinds_of_quota_are_kept_apart() -> None:
    sellers = [seller(plans=[plan(100), plan(50, category="Renewal")])]
    lines = [credit(80, Q3.start), credit(25, Q3.start, category="renewal", deal_id=7)]
    seen = facts(Q3.end, sellers=sellers, credits=lines)
    assert words(formulas.attainment(seen, Q3, "renewal"), "USD") == "50.0%"
    assert words(formulas.attainment(seen, Q3), "USD") == "105.0%"


def test_leave_slows_nobody_down() -> None:
    """Half of the days that are one's own is half of the quota, whatever leave lies before."""
    july = frozenset(day for day in DateRange(date(2026, 7, 1), date(2026, 8, 1)))
    away = seller(plans=[plan(240_000)], leave=july)
    seen = facts(date(2026, 8, 3), sellers=[away], credits=[credit(1, Q3.start)])
    assert formulas.pace(seen, Q3).code is MissingReason.starts_today


amounts = st.decimals(min_value=-10_000, max_value=10_000, places=2)
quotas = st.decimals(min_value=1, max_value=10_000, places=2)


@given(st.lists(st.tuples(amounts, quotas), min_size=1, max_size=6), st.integers(min_value=1, max_value=1000))
def test_money_times_anything_ranks_alike_and_teams_are_sums(
    rows: list[tuple[Decimal, Decimal]], factor: int
) -> None:
    def book(k: int, is_team: bool) -> tuple[list[Fraction | None], Fraction | None]:
        sellers = [seller(f"U{n}", [plan(str(quota * k))]) for n, (_, quota) in enumerate(rows)]
        lines = [credit(str(amount * k), Q3.start, f"U{n}") for n, (amount, _) in enumerate(rows)]
        own = [
            formulas.attainment(facts(Q3.end, sellers=[each], credits=lines), Q3).value for each in sellers
        ]
        return own, formulas.bookings(
            facts(Q3.end, sellers=sellers, credits=lines, is_team=is_team), Q3
        ).value

    own, total = book(1, True)
    scaled, scaled_total = book(factor, True)
    assert own == scaled
    assert total == sum(amount for amount, _ in rows)
    assert total is not None
    assert scaled_total == total * factor


@given(st.permutations([credit(n * 7, Q3.start, deal_id=n) for n in range(1, 6)]))
def test_the_order_of_lines_is_irrelevant(lines: list[object]) -> None:
    seen = facts(date(2026, 8, 15), sellers=[seller(plans=[plan(100)])], credits=lines)  # type: ignore[arg-type]
    assert formulas.picture(seen, Q3).bookings == 105


def test_figures_are_rounded_once_and_half_up() -> None:
    assert shown(Fraction(625, 10_000), Unit.percent, "USD") == "6.3%"
    assert shown(Fraction(5, 2), Unit.money, "USD") == "$3"
    assert shown(Fraction(-5, 2), Unit.money, "EUR") == "-€3"
    assert shown(None, Unit.money, "USD", MissingReason.none_won) == "n/a (nothing was won)"
