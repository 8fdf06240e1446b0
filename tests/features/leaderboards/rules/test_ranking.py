"""Who stands where: ties, people without a number, what is named in public, tiers, weights, improvement."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import DateRange
from bot.features.leaderboards.rules import ranking as rules
from bot.features.leaderboards.rules.scores import (
    CAP,
    Weight,
    a_week,
    against,
    booked_share,
    combined,
    improved,
)
from bot.features.leaderboards.rules.tiers import SMALLEST, by_attainment, by_tenure, merged, peers_of
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing

TODAY = date(2026, 11, 24)
shares = st.fractions(min_value=-2, max_value=4, max_denominator=50)
figures = st.one_of(
    st.builds(lambda value: Figure(value, Unit.percent), shares),
    st.builds(lambda code: missing(Unit.percent, code), st.sampled_from(list(MissingReason))),
    st.builds(lambda value, n: Figure(value, Unit.percent, n=n), shares, st.integers(0, 9)),
)
fields = st.dictionaries(st.integers(0, 40).map(lambda n: f"U{n:02}"), figures, max_size=20)


def scored(**values: float) -> dict[str, Figure]:
    """Figures of these people."""
    return {who: Figure(Fraction(value), Unit.percent) for who, value in values.items()}


@pytest.mark.parametrize(
    ("values", "ranks"),
    [
        ({"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 3}),
        ({"a": 2, "b": 2, "c": 1}, {"a": 1, "b": 1, "c": 3}),
        ({"a": 3, "b": 2, "c": 2, "d": 1}, {"a": 1, "b": 2, "c": 2, "d": 4}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}),
        ({"a": -1, "b": 0}, {"b": 1, "a": 2}),
        ({}, {}),
    ],
)
def test_competition_ranking(values: dict[str, float], ranks: dict[str, int]) -> None:
    """1-2-2-4; below zero is a number like any other."""
    assert {each.id: each.rank for each in rules.standing(scored(**values)).placed} == ranks


@pytest.mark.parametrize(
    ("values", "best"),
    [
        ({"a": 3, "b": 2}, "a"),
        ({"a": 3, "b": 3, "c": 1, "d": 1, "e": 1}, "ab"),
        ({"a": 3, "b": 3, "c": 1, "d": 1}, ""),
        ({"a": 0, "b": -1}, ""),
        ({}, ""),
    ],
)
def test_the_best_of_the_week(values: dict[str, float], best: str) -> None:
    """Whoever stands first; nobody where half of all do, or for nothing."""
    first = rules.best_of(rules.standing(scored(**values)))
    assert "".join(each.id for each in first) == best


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (missing(Unit.percent, MissingReason.no_quota), MissingReason.no_quota),
        (missing(Unit.percent, MissingReason.ramping_zero), MissingReason.ramping_zero),
        (missing(Unit.percent, MissingReason.none_closed, n=0), MissingReason.none_closed),
        (Figure(Fraction(1), Unit.percent, n=4), MissingReason.small_sample),
    ],
)
def test_no_number_is_no_place(figure: Figure, why: MissingReason) -> None:
    """Neither last nor zero: not ranked, with the reason."""
    found = rules.standing({**scored(a=1, b=0), "c": figure}, minimum=5)
    assert [each.id for each in found.placed] == ["a", "b"]
    assert [(each.id, each.code) for each in found.unranked] == [("c", why)]
    assert rules.without_rank(found) == [(why.value, 1)]


def test_less_can_be_better() -> None:
    """A short cycle leads."""
    found = rules.standing(scored(a=30, b=20), higher_is_better=False)
    assert [each.id for each in found.placed] == ["b", "a"]


@given(fields, st.randoms())
def test_the_order_of_people_says_nothing(field: dict[str, Figure], luck: object) -> None:
    """The same people in another order stand as they stood, and every one of them stands somewhere."""
    mixed = list(field.items())
    luck.shuffle(mixed)  # type: ignore[attr-defined]
    found = rules.standing(field, minimum=3)
    assert rules.standing(dict(mixed), minimum=3) == found
    assert {each.id for each in found.placed} | {each.id for each in found.unranked} == set(field)
    assert all(field[each.id].value is None or field[each.id].is_small(3) for each in found.unranked)


@given(fields)
def test_equal_scores_share_a_rank(field: dict[str, Figure]) -> None:
    """And the rank is one more than the number of those who are better."""
    placed = rules.standing(field).placed
    for each in placed:
        assert each.rank == 1 + sum(other.score > each.score for other in placed)


@given(fields, st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_scaling_moves_nobody(field: dict[str, Figure], factor: Fraction) -> None:
    """All amounts and quotas times k: the same ranking."""
    larger = {
        who: Figure(each.value * factor, each.unit, n=each.n) if each.value is not None else each
        for who, each in field.items()
    }
    ranks = [(each.rank, each.id) for each in rules.standing(field).placed]
    assert [(each.rank, each.id) for each in rules.standing(larger).placed] == ranks


@given(fields, st.sampled_from(list(MissingReason)))
def test_who_has_no_data_changes_nothing(field: dict[str, Figure], code: MissingReason) -> None:
    """Somebody more, without a number."""
    more = {**field, "U99": missing(Unit.percent, code)}
    assert rules.standing(more).placed == rules.standing(field).placed


@given(fields)
def test_the_bottom_is_never_named(field: dict[str, Figure]) -> None:
    """At most a third of those with a place, ties whole or not at all."""
    found = rules.standing(field)
    top = rules.public_top(found)
    assert len(top) * rules.SHOWN_SHARE <= len(found.placed)
    assert len(top) <= rules.MOST_SHOWN
    named, ranks = {each.id for each in top}, {each.rank for each in top}
    assert all((each.id in named) == (each.rank in ranks) for each in found.placed)
    assert all(each.score > 0 for each in top)


@pytest.mark.parametrize(
    ("compared", "hidden", "is_total"),
    [(4, 0, False), (4, 1, True), (5, 1, False), (3, 0, True), (9, 6, True)],
)
def test_with_few_names_there_is_a_total_only(compared: int, hidden: int, is_total: bool) -> None:
    """Below four names nobody can hide."""
    ids = [f"U{n}" for n in range(compared)]
    assert rules.is_total_only(ids, ids[:hidden]) is is_total


def test_the_next_place() -> None:
    """The nearest better score, over a tie."""
    found = rules.standing(scored(a=5, b=3, c=3, d=1))
    above = found.next_above("d")
    assert above is not None
    assert (above.rank, above.score) == (2, Fraction(3))
    assert found.next_above("a") is None
    assert found.next_above("nobody") is None
    assert found.shared(2) == 2


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (30, [10] * 8, Fraction(2)),
        (100, [10] * 8, Fraction(3)),  # at most threefold
        (5, [10] * 8, Fraction(-1, 2)),
        (30, [10] * 3, MissingReason.few_weeks),
        (30, [0] * 8, MissingReason.no_usual_week),
    ],
)
def test_most_improved(now: int, before: list[int], expected: Fraction | MissingReason) -> None:
    """Against one's own usual week."""
    found = improved({"a": Fraction(now)}, {"a": [Fraction(each) for each in before]})["a"]
    assert (found.code if found.value is None else found.value) == expected


def test_a_tiny_base_does_not_win() -> None:
    """From 1 to 10 is less than from 100 to 250, where the team's usual week is 100."""
    before = {who: [Fraction(base)] * 8 for who, base in (("small", 1), ("b", 100), ("c", 100), ("d", 100))}
    found = improved({"small": Fraction(10), "b": Fraction(250), "c": Fraction(0), "d": None}, before)
    assert found["small"].value == Fraction(9, 25)
    assert found["b"].value == Fraction(3, 2)
    assert found["d"].code is MissingReason.no_data


def test_less_is_an_improvement_of_a_cycle() -> None:
    """Where less is better."""
    found = improved({"a": Fraction(5)}, {"a": [Fraction(10)] * 4}, higher_is_better=False)
    assert found["a"].value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("unit", "days", "value"), [(Unit.money, 14, 50), (Unit.money, 3, 100), (Unit.percent, 14, 100)]
)
def test_sums_are_cut_to_a_week(unit: Unit, days: int, value: int) -> None:
    """Ratios stay, and a week that is not over yet is not blown up."""
    around = rules_span(days)
    assert a_week(Figure(Fraction(100), unit), around, 90) == value


def rules_span(days: int) -> DateRange:
    """So many days."""
    from_day = date(2026, 11, 2)
    return DateRange(from_day, from_day + timedelta(days=days))


def weight(what: str, percent: int) -> Weight:
    """A part."""
    return Weight(what, Fraction(percent, 100))


@given(st.lists(shares, min_size=1, max_size=4))
def test_no_part_wins_alone(values: list[Fraction]) -> None:
    """A combined score is never more than the cap, whatever one part is."""
    parts = [(f"p{n}", weight("x", 10), Figure(value, Unit.percent)) for n, value in enumerate(values)]
    found = combined(parts).value
    assert found is not None
    assert found <= CAP
    assert found == sum((min(value, CAP) for value in values), Fraction(0)) / len(values)


def test_all_parts_are_needed() -> None:
    """Without one there is no score, and the reason."""
    parts = [
        ("Bookings", weight("bookings", 70), Figure(Fraction(1), Unit.percent)),
        ("Goals", weight("goals", 30), missing(Unit.percent, MissingReason.no_goals)),
    ]
    assert combined(parts).code is MissingReason.no_goals
    whole = combined([*parts[:1], ("Goals", weight("goals", 30), Figure(Fraction(1, 2), Unit.percent))])
    assert whole.value == Fraction(85, 100)


def test_against_a_target() -> None:
    """Half of the target is 50%; without one there is nothing to be held against."""
    assert against(Figure(Fraction(1, 4), Unit.percent), Fraction(1, 2)).value == Fraction(1, 2)
    assert against(Figure(Fraction(1), Unit.number), None).code is MissingReason.no_target
    assert against(missing(Unit.number, MissingReason.no_data), Fraction(3)).code is MissingReason.no_data


def test_bookings_against_quota() -> None:
    """No quota and a quota of zero are not 0%."""
    assert booked_share(Fraction(30), Fraction(60), is_ramping=False).value == Fraction(1, 2)
    assert booked_share(Fraction(30), None, is_ramping=False).code is MissingReason.no_quota
    assert booked_share(Fraction(30), Fraction(0), is_ramping=True).code is MissingReason.ramping_zero


@given(st.dictionaries(st.integers(0, 60).map(str), st.one_of(st.none(), shares), max_size=30))
def test_groups_of_the_like(found: dict[str, Fraction | None]) -> None:
    """Everybody is in one group, none smaller than four unless there is one only."""
    groups = by_attainment(found)
    assert sorted(who for group in groups for who in group) == sorted(found)
    assert len(groups) <= 1 or min(map(len, groups)) >= SMALLEST
    for one in found:
        for other in found:
            if found[one] is not None and found[one] == found[other]:
                assert peers_of(one, groups) == peers_of(other, groups)


def test_groups_by_tenure() -> None:
    """Half a year, two years, longer; small groups are joined with the next."""
    started: dict[str, date | None] = {f"new{n}": TODAY - timedelta(days=30) for n in range(4)}
    started |= {f"settled{n}": TODAY - timedelta(days=400) for n in range(4)}
    started |= {f"old{n}": None for n in range(2)}
    groups = by_tenure(started, TODAY)
    assert [len(group) for group in groups] == [4, 6]
    assert peers_of("old0", groups) == tuple(sorted([*groups[1]]))
    assert merged([["a"], ["b", "c"], ["d"]]) == [["a", "b", "c", "d"]]
