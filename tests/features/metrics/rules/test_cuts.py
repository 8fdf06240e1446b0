"""Figures cut by type, pipeline and the like: the parts of a cut are the whole."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.ledger.rules.cuts import Dimension, Traits
from bot.features.ledger.rules.facts import ActivityFact, Facts
from bot.features.metrics.commands.cuts import split_breakdown, split_cut
from bot.features.metrics.rules.apart.breakdown import breakdown
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.custom import parse_formula
from bot.features.metrics.rules.figures import Unit, words
from bot.features.metrics.service.cuts import cut_at_end
from tests.features.metrics.books import BEN, Q3, closed, credit, facts, plan, seller

TODAY = date(2026, 8, 15)


def with_types(outcomes: list[tuple[str, bool]], amount: int = 1_000, **more: object) -> Facts:
    """Deals of these types that were won, or lost."""
    won = [number for number, (_, is_won) in enumerate(outcomes) if is_won]
    seen = facts(
        TODAY,
        closed=[closed(is_won, Q3.start, deal_id=n) for n, (_, is_won) in enumerate(outcomes)],
        credits=[credit(amount, Q3.start, deal_id=number, category=outcomes[number][0]) for number in won],
        **more,  # type: ignore[arg-type]
    )
    deals = {number: Traits(category=kind) for number, (kind, _) in enumerate(outcomes)}
    return Facts(**{**vars(seen), "deals": deals})


def test_the_win_rate_by_type() -> None:
    outcomes = [("New", n < 1) for n in range(10)]
    outcomes += [("Renewal", True)] * 9 + [("Expansion", n < 2) for n in range(3)]
    seen = with_types(outcomes)
    found = breakdown(BY_KEY["win_rate"], seen, Q3, Dimension.type)
    assert [(line.label, words(line.figure, "USD"), line.n, line.is_small) for line in found] == [
        ("New", "10.0%", 10, False),
        ("Renewal", "100.0%", 9, False),
        ("Expansion", "66.7%", 3, True),
    ]
    assert words(BY_KEY["win_rate"].compute(seen, Q3), "USD") == "54.5%"


def test_the_rarest_values_are_one() -> None:
    """Eight by name, in the order of how many deals they have, whatever the order of the rows."""
    outcomes = [(f"T{n}", True) for n in range(10) for _ in range(n + 1)]
    Random(7).shuffle(outcomes)
    found = breakdown(BY_KEY["bookings"], with_types(outcomes), Q3, Dimension.type)
    assert [line.label for line in found] == [*(f"T{n}" for n in range(9, 1, -1)), "other"]
    assert (found[-1].n, words(found[-1].figure, "USD")) == (3, "$3,000")


def test_a_quota_is_for_a_type_and_activities_are_for_none() -> None:
    call = ActivityFact(BEN, "call", Q3.start, 3)
    plans = [plan(50_000, category="Renewal"), plan(90_000)]
    seen = with_types(
        [("Renewal", True), ("New", True)], 45_000, sellers=[seller(plans=plans)], activities=[call]
    )
    renewal, new = seen.cut(Dimension.type, "renewal"), seen.cut(Dimension.type, "New")
    assert words(BY_KEY["attainment"].compute(renewal, Q3), "USD") == "90.0%"
    for key in ("attainment", "quota", "pace", "required", "coverage"):
        assert words(BY_KEY[key].compute(new, Q3), "USD") == "n/a (no quota for this cut)"
    for key in ("calls", "meeting_yield", "call_yield"):
        assert words(BY_KEY[key].compute(new, Q3), "USD") == "n/a (activities have no type)"
    own = parse_formula("won / calls").figure(new, Q3, Unit.number)
    assert words(own, "USD") == "n/a (activities have no type)"
    assert seen.cut(Dimension.pipeline, "Partner").credits == ()
    assert len(seen.cut(Dimension.pipeline, "").credits) == 2


TRAITS = st.tuples(st.sampled_from(["New", "new", "Renewal", ""]), st.booleans(), st.integers(-50, 900))


@given(st.lists(TRAITS, max_size=12), st.randoms(use_true_random=False))
def test_the_parts_sum_to_the_whole(told: list[tuple[str, bool, int]], random: Random) -> None:
    """In any order of the rows, of any dimension: bookings, deals won, deals decided."""
    seen = with_types([(kind, is_won) for kind, is_won, _ in told])
    shuffled = Facts(**{**vars(seen), "credits": _shuffled(seen.credits, random)})
    shuffled = Facts(**{**vars(shuffled), "closed": _shuffled(seen.closed, random)})
    for dimension in (Dimension.type, Dimension.segment):
        for key in ("bookings", "deals_won", "win_rate"):
            metric = BY_KEY[key]
            lines = breakdown(metric, seen, Q3, dimension)
            assert lines == breakdown(metric, shuffled, Q3, dimension)
            whole = metric.compute(seen, Q3)
            if metric.unit is Unit.percent:
                assert sum(line.n for line in lines) == (whole.n or 0)
            else:
                assert sum((line.figure.value or Fraction(0) for line in lines), Fraction(0)) == whole.value


def _shuffled(rows: Sequence[object], random: Random) -> tuple[object, ...]:
    return tuple(random.sample(rows, len(rows)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("type renewal", ("", Dimension.type, "renewal")),
        ("win rate team type New Business", ("win rate team", Dimension.type, "New Business")),
        ("lead source Web", ("", Dimension.lead_source, "Web")),
        ("win rate", None),
        ("type", None),
    ],
)
def test_cuts_as_they_are_typed(typed: str, expected: object) -> None:
    assert split_cut(typed) == expected


def test_a_metric_and_a_team_are_no_cuts() -> None:
    metrics = tuple(BY_KEY.values())
    for typed in ("pipeline coverage", "pipeline coverage team", "pipeline team"):
        assert cut_at_end(typed, metrics) == (typed, None)
    assert cut_at_end("product sales", metrics, ["Product Sales"]) == ("product sales", None)
    assert cut_at_end("pipeline Partner", metrics) == ("", (Dimension.pipeline, "Partner"))
    assert split_breakdown("by lead source team") == (Dimension.lead_source, "team")
    assert split_breakdown("team") is None
