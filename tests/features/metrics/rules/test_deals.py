"""Conversion, size, cycle, velocity and effort, against worked examples."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.features.ledger.rules.facts import ActivityFact, OpenFact
from bot.features.metrics.rules import deals as formulas
from bot.features.metrics.rules import productivity as effort
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.facts import data_notes
from bot.features.metrics.rules.figures import MissingReason, Unit, words
from tests.features.metrics.books import BEN, Q2, Q3, closed, credit, facts, plan, seller

DAY = date(2026, 7, 15)


def test_win_rate_counts_a_deal_once_by_its_last_state() -> None:
    seen = facts(
        Q3.end, closed=[closed(True, DAY, deal_id=1), closed(False, DAY, deal_id=2), closed(False, DAY)]
    )
    assert words(formulas.win_rate(seen, Q3), "USD") == "33.3%"
    assert formulas.win_rate(seen, Q3).n == 3
    assert formulas.win_rate(seen, Q2).code is MissingReason.none_closed


def test_ninety_days_end_yesterday() -> None:
    """Today is not over; what is past keeps its own end."""
    assert formulas.trailing(facts(date(2026, 8, 1)), Q3).last == date(2026, 7, 31)
    assert formulas.trailing(facts(date(2026, 12, 1)), Q3).last == Q3.last
    assert formulas.trailing(facts(date(2026, 8, 1)), Q3).length == 90


def test_old_open_deals_are_told_beside_the_rate() -> None:
    won = [closed(True, DAY, created=DAY - timedelta(days=10))]
    old = OpenFact(9, BEN, Decimal(1), None, None, date(2026, 1, 1))
    seen = facts(date(2026, 8, 1), closed=won, open=[old])
    assert formulas.win_rate(seen, Q3).notes == ("1 open deal older than twice the median cycle",)


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        ([1000], "50.0%"),
        ([250, 250, 250, 250, None], "50.0%"),  # a fifth without a value
        ([0], "n/a (lost deals have no values)"),
        ([None], "n/a (lost deals have no values)"),
    ],
)
def test_by_value_needs_the_values_of_lost_deals(lost: list[int | None], expected: str) -> None:
    decided = [closed(True, DAY, 1000), *(closed(False, DAY, value) for value in lost)]
    assert words(formulas.win_rate_by_value(facts(Q3.end, closed=decided), Q3), "USD") == expected


def test_a_cohort_is_judged_when_it_had_its_time() -> None:
    won = closed(True, DAY, created=date(2026, 6, 1), deal_id=1)
    still = OpenFact(2, BEN, None, None, None, date(2026, 6, 20))
    early = facts(date(2026, 7, 20), closed=[won], created=[won, still])
    assert formulas.created_win_rate(early, Q2).code is MissingReason.maturing
    late = facts(date(2026, 9, 20), closed=[won], created=[won, still])
    assert formulas.created_win_rate(late, Q2).value == Fraction(1, 2)


def test_a_cohort_without_a_known_cycle_matures_for_90_days() -> None:
    """Nothing was won lately, so nobody knows how long a deal takes."""
    still = OpenFact(2, BEN, None, None, None, date(2026, 6, 20))
    for age, code in ((89, MissingReason.maturing), (90, None)):
        known = facts(Q2.end + timedelta(days=age), created=[still])
        assert formulas.created_win_rate(known, Q2).code is code


def test_before_the_data_there_is_no_figure_but_of_the_quota() -> None:
    """A period that ends on the first day with data, or before; one that the data begin in is told."""
    seen = facts(date(2026, 9, 20), sellers=[seller(plans=[plan(100_000)])])
    for begins, booked in ((Q2.end, "n/a (no data before 1 Jul 2026)"), (date(2026, 6, 30), "$0")):
        known = replace(seen, recorded_from=begins)
        assert words(BY_KEY["bookings"].figure(known, Q2), "USD") == booked
        assert words(BY_KEY["quota"].figure(known, Q2), "USD") == "$100,000"
        assert any("the data begin on" in each for each in data_notes(known, Q2, is_in_charge=False)) is (
            begins < Q2.end
        )


def test_deal_size_leaves_out_what_has_no_value() -> None:
    won = [closed(True, DAY, 100), closed(True, DAY, 300), closed(True, DAY, None), closed(False, DAY, 0)]
    figure = formulas.deal_size(facts(Q3.end, closed=won), Q3)
    assert (figure.value, figure.n, figure.notes) == (Fraction(200), 2, ("1 won without amount",))
    assert formulas.deal_size(facts(Q3.end), Q3).code is MissingReason.none_won
    assert formulas.deal_size(facts(Q3.end, closed=won[2:3]), Q3).code is MissingReason.no_amounts


def test_a_cycle_without_days_of_creation_says_so() -> None:
    """Not that nothing was won."""
    won = closed(True, DAY, 100)._replace(created_on=None)
    assert formulas.cycle(facts(Q3.end, closed=[won]), Q3).code is MissingReason.no_creation
    assert formulas.cycle(facts(Q3.end), Q3).code is MissingReason.none_won


def test_the_cycle_is_a_median_and_never_negative() -> None:
    lengths = (10, 20, 60)
    won = [closed(True, DAY, created=DAY - timedelta(days=days)) for days in lengths]
    broken = closed(True, DAY, created=DAY + timedelta(days=3))
    figure = formulas.cycle(facts(Q3.end, closed=[*won, broken]), Q3)
    assert (figure.value, figure.parts[0].value) == (Fraction(20), Fraction(30))
    assert figure.notes == ("1 deal closed before created, left out",)


def test_velocity_is_a_product_of_four() -> None:
    won = [closed(True, DAY, 1000, created=DAY - timedelta(days=20)), closed(False, DAY, 1000)]
    open_deals = [OpenFact(n, BEN, Decimal(1), None, None, None) for n in range(4)]
    assert formulas.velocity(facts(date(2026, 8, 1), closed=won, open=open_deals), Q3).value == 100
    assert formulas.velocity(facts(date(2026, 8, 1), closed=won), Q3).value == 0
    same_day = [closed(True, DAY, 1000, created=DAY)]
    stuck = facts(date(2026, 8, 1), closed=same_day, open=open_deals)
    assert formulas.velocity(stuck, Q3).code is MissingReason.no_cycle
    assert formulas.velocity(facts(date(2026, 8, 1), open=open_deals), Q3).code is MissingReason.none_closed


def test_productivity_counts_the_days_on_which_somebody_could_sell() -> None:
    week = DateRange(date(2026, 8, 3), date(2026, 8, 10))
    leave = frozenset({date(2026, 8, 3), date(2026, 8, 4)})
    acts = [ActivityFact(BEN, "call", date(2026, 8, 5), 9), ActivityFact(BEN, "meeting", date(2026, 8, 6), 3)]
    seen = facts(
        week.end,
        sellers=[seller(leave=leave)],
        credits=[credit(3000, date(2026, 8, 5))],
        activities=acts,
        closed=[closed(True, date(2026, 8, 5))],
    )
    assert words(effort.revenue_per_day(seen, week), "USD") == "$1,000 a day"
    assert words(effort.revenue_per_rep(seen, week), "USD") == "$5,000"
    assert words(effort.per_day(seen, week, "call", "connected_call"), "USD") == "3 a day"
    assert effort.wins_per_meetings(seen, week).value == Fraction(100, 3)
    assert effort.meetings_per_calls(seen, week).code is MissingReason.no_data
    away = facts(week.end, sellers=[seller(leave=frozenset(week))], activities=acts)
    assert effort.revenue_per_day(away, week).code is MissingReason.not_employed
    assert effort.per_day(facts(week.end), week, "call").code is MissingReason.no_data


def test_own_formulas_are_plain_arithmetic() -> None:
    seen = facts(Q3.end, closed=[closed(True, DAY)], activities=[ActivityFact(BEN, "meeting", DAY, 8)])
    figure = parse_formula("Won / meetings * 100").figure(seen, Q3, Unit.number)
    assert figure.value == Fraction(25, 2)
    assert [part.label for part in figure.parts] == ["meetings", "won"]
    assert parse_formula("won / calls").figure(seen, Q3, Unit.number).code is MissingReason.no_data
    with_quota = facts(Q3.end, sellers=[seller(plans=[plan(100)])])
    assert parse_formula("-(bookings - quota)").figure(with_quota, Q3, Unit.money).value == 100
    assert parse_formula("bookings/quota").figure(seen, Q3, Unit.percent).code is MissingReason.no_quota


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 + 1",
        "won ** 9",
        "salary / won",
        "won.real",
        "__import__('os')",
        "won if won else 1",
        "won / 1e99",
        "(",
    ],
)
def test_nothing_else_is_a_formula(text: str) -> None:
    with pytest.raises(BadInput, match="Write it with"):
        parse_formula(text)
