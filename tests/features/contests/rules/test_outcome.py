"""Who wins, and what a contest has moved."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.contests.rules.outcome import ContestWinner, could_decide, lift, winner
from bot.features.contests.rules.planning import Ties

EARLY, LATE = date(2026, 11, 24), date(2026, 11, 27)
values = st.dictionaries(st.sampled_from("abcdef"), st.fractions(0, 100, max_denominator=4))


@pytest.mark.parametrize(
    ("reached", "deals", "ties", "won"),
    [
        (
            {"a": EARLY, "b": LATE},
            {"a": 1, "b": 9},
            Ties.reach,
            ContestWinner(("a",), "first to reach it, on 24 Nov"),
        ),
        ({"a": EARLY, "b": EARLY}, {"a": 1, "b": 2}, Ties.reach, ContestWinner(("b",), "with more deals, 2")),
        (
            {"a": EARLY, "b": EARLY},
            {"a": 2, "b": 2},
            Ties.reach,
            ContestWinner(("a", "b"), "the prize is shared"),
        ),
        ({"a": EARLY, "b": None}, {}, Ties.reach, ContestWinner(("a",), "first to reach it, on 24 Nov")),
        ({"a": None, "b": None}, {}, Ties.reach, ContestWinner(("a", "b"), "the prize is shared")),
        (
            {"a": EARLY, "b": LATE},
            {"a": 1, "b": 9},
            Ties.share,
            ContestWinner(("a", "b"), "the prize is shared"),
        ),
    ],
)
def test_between_equals(
    reached: dict[str, date | None], deals: dict[str, int], ties: Ties, won: ContestWinner
) -> None:
    """Who was there first, then who won more deals, then all of them: never by name, never by chance."""
    assert winner(("a", "b"), reached, deals, ties) == won
    assert set(winner(("b", "a"), reached, deals, ties).ids) == set(won.ids)


def test_one_winner_needs_no_reason() -> None:
    """And without a score nobody wins."""
    assert winner(("a",), {}, {}, Ties.reach) == ContestWinner(("a",))
    assert winner((), {}, {}, Ties.reach) == ContestWinner(())


@given(values, values, st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_the_lift(now: dict[str, Fraction], usual: dict[str, Fraction], factor: Fraction) -> None:
    """A share: larger amounts change nothing; those whom nobody can compare do not count."""
    found = lift(now, usual)
    larger = lift(
        {who: value * factor for who, value in now.items()},
        {who: value * factor for who, value in usual.items()},
    )
    assert found == larger
    assert found.compared == len(now.keys() & usual.keys())
    assert 0 <= found.improved <= found.compared
    same = lift(usual, usual)
    assert same.total in (None, 0)
    assert same.improved == 0


def test_whose_unconfirmed_deals_could_decide() -> None:
    """Who would reach the first, or the bar; not who wins alone anyhow; who cannot be reckoned, always."""
    scores = {"a": Fraction(9), "b": Fraction(5), "c": Fraction(0)}
    rows: list[tuple[str, dict[str, Fraction | None], Fraction | None, list[str]]] = [
        ("a", {"b": Fraction(3)}, None, []),
        ("a", {"b": Fraction(4)}, None, ["b"]),
        ("a", {"a": Fraction(50), "c": None}, None, ["c"]),
        ("ab", {"a": Fraction(1)}, None, ["a"]),
        ("a", {"a": None, "b": Fraction(1), "c": Fraction(6)}, Fraction(6), ["b", "c"]),
        ("", {"d": Fraction(9)}, None, ["d"]),
    ]
    wrong = [row for row in rows if could_decide(scores, row[0], row[1], row[2]) != row[3]]
    assert not wrong
