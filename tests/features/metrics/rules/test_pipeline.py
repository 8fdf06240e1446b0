"""Which open deals count for coverage and projection, and which are missed beside them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import ClosedFact, Facts, OpenFact
from bot.features.metrics.rules import pipeline as pipelines
from bot.features.metrics.rules.figures import words
from bot.features.metrics.rules.pipeline import Aside, Hole
from bot.features.metrics.rules.rows import coverage
from tests.features.metrics.books import BEN, Q3, closed, credit, facts, plan, seller

Q4 = DateRange(date(2026, 10, 1), date(2027, 1, 1), "Q4 2026")
TODAY = date(2026, 11, 23)


def still(
    number: int, amount: int | None, expected: date | None, chance: int | None, **more: Any
) -> OpenFact:
    """An open deal of Ben's."""
    value = None if amount is None else Decimal(amount)
    probability = None if chance is None else Decimal(chance)
    return OpenFact(number, BEN, value, expected, probability, None, **more)


OPEN = (
    still(1, 40_000, date(2026, 12, 10), 90),
    still(2, 30_000, date(2026, 12, 18), 60),
    still(3, 25_000, date(2026, 12, 20), 20),
    still(4, 10_000, date(2026, 12, 21), 0),
    still(5, 20_000, date(2026, 11, 16), 90),
    still(6, 50_000, None, 90),
    still(7, None, date(2026, 12, 5), 60),
    still(8, 35_000, date(2027, 1, 12), 90),
    still(9, 18_000, date(2026, 12, 11), None),
)


def ben(*open_deals: OpenFact, decided: tuple[ClosedFact, ...] = ()) -> Facts:
    """Ben on 23 November: 96,000 of 240,000 are booked."""
    return facts(
        TODAY,
        sellers=[seller(plans=[plan(240_000)])],
        credits=[credit(96_000, date(2026, 10, 20))],
        open=open_deals or OPEN,
        closed=decided,
    )


def test_the_counted_pipeline_and_its_holes() -> None:
    """113,000 count against a gap of 144,000; what is missed is named with its number and sum."""
    figure = pipelines.coverage(ben(), Q4)
    assert {each.label: each.value for each in figure.parts} == {"counted pipeline": 113_000, "gap": 144_000}
    assert words(figure, "USD") == "0.8x"
    assert figure.notes == (
        "Not counted: 1 past their date $20,000 · 1 without a date $50,000 · 1 without amount",
    )
    aside = {deal.deal_id: why for deal, why in pipelines.pipeline(ben(), Q4).aside}
    assert aside == {4: Aside.omitted, 8: Aside.elsewhere}


def test_the_weighted_pipeline_misses_what_has_no_probability() -> None:
    """59,000 by their chances: with what is booked 155,000, and a fourth hole."""
    figure = pipelines.weighted_projection(ben(), Q4)
    assert figure.value == 155_000
    assert figure.parts[1].value == 59_000
    assert figure.notes[0].endswith("1 without amount · 1 without probability $18,000")
    assert pipelines.coverage(ben(), Q4, weighted=True).value == Fraction(59, 144)


def test_coverage_and_projection_stand_on_the_same_deals() -> None:
    """What is past its date is in neither, and what is omitted neither."""
    for deal in (OPEN[3], OPEN[4]):
        assert pipelines.coverage(ben(deal), Q4).value == 0
        assert pipelines.weighted_projection(ben(deal), Q4).value == 96_000


def test_an_amount_without_a_rate_is_a_hole_of_its_own() -> None:
    waits = still(1, None, date(2026, 12, 5), 60, waits_for_rate=True)
    assert pipelines.pipeline(ben(waits), Q4).holes == [(waits, Hole.no_rate)]


def test_the_coverage_that_is_needed_is_named() -> None:
    """One of four was won: four times the gap."""
    decided = tuple(closed(n == 0, date(2026, 11, 2), deal_id=n) for n in range(4))
    (need, _) = pipelines.coverage(ben(decided=decided), Q4).notes
    assert need == "Needed: 4.0x, by a win rate of 25.0% in the last 90 days"
    assert pipelines.need_of_coverage(Fraction(0)) is pipelines.need_of_coverage(None) is None


def test_coverage_is_what_is_ahead_against_what_is_missing() -> None:
    """A deal that is past its date is named, and counts nowhere."""
    ahead = OpenFact(1, BEN, Decimal(300), date(2026, 9, 1), Decimal(50), None)
    overdue = OpenFact(2, BEN, Decimal(900), date(2026, 7, 2), Decimal(50), None)
    seen = facts(
        date(2026, 8, 15),
        sellers=[seller(plans=[plan(200)])],
        credits=[credit(100, Q3.start)],
        open=[ahead, overdue],
    )
    assert words(pipelines.coverage(seen, Q3), "USD") == "3.0x"
    assert words(pipelines.coverage(seen, Q3, weighted=True), "USD") == "1.5x"
    assert pipelines.coverage(seen, Q3).notes == ("Not counted: 1 past their date $900",)
    assert words(pipelines.weighted_projection(seen, Q3), "USD") == "$250"


def test_coverage_is_of_the_kinds_that_a_quota_measures() -> None:
    """Where quotas are for new deals and renewals, an open expansion fills no gap; each kind has its own."""
    day = date(2026, 12, 10)
    known = facts(
        TODAY,
        sellers=[seller(plans=[plan(100_000, category="New"), plan(50_000, category="Renewal")])],
        credits=[
            credit(60_000, date(2026, 10, 20), category="New"),
            credit(45_000, date(2026, 10, 21), category="Renewal"),
            credit(10_000, date(2026, 10, 22), category="Expansion"),
        ],
        open=[
            still(1, 80_000, day, 50, category="new"),
            still(2, 10_000, day, 50, category="Renewal"),
            still(3, 99_000, day, 50, category="Expansion"),
            still(4, 77_000, None, 50, category="Expansion"),
        ],
    )
    shown = {kind: words(pipelines.coverage(known, Q4, kind), "USD") for kind in ("", "New", "renewal")}
    assert shown == {"": "2.0x", "New": "2.0x", "renewal": "2.0x"}
    assert pipelines.coverage(known, Q4).notes == ()
    rows = {
        (row.fact.deal_id, row.mark)
        for row in coverage(known, Q4, "renewal")
        if isinstance(row.fact, OpenFact)
    }
    other = Aside.other_type.value
    assert rows == {(1, other), (2, "open"), (3, other), (4, other)}
    overall = replace(known, sellers=(seller(plans=[plan(215_000)]),))
    assert pipelines.coverage(overall, Q4).parts[0].value == 189_000
