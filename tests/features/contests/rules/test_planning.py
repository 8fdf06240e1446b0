"""What a contest is, who wins between equals, what the past says, and what it has moved."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.contests.commands import ContestIntent, parse
from bot.features.contests.rules.planning import (
    ContestRules,
    ContestWinner,
    Replay,
    Ties,
    check,
    check_people,
    fingerprint,
    lift,
    rules_from,
    verdict,
    winner,
)
from bot.features.leaderboards.rules.specs import Engine, Measure

TODAY = date(2026, 11, 23)
RULES = ContestRules(
    "Sprint",
    Measure("bookings", Engine.improved),
    date(2026, 11, 24),
    date(2026, 11, 30),
    team_ids=(2, 1),
    people_ids=("U2", "U1"),
    bar=Decimal("1.50"),
    prize="Dinner",
)
EARLY, LATE = date(2026, 11, 24), date(2026, 11, 27)


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


def test_rules_are_kept_and_hashed() -> None:
    """The same rules have the same fingerprint, in whatever order; any change another."""
    kept = RULES.written()
    assert rules_from(kept).written() == kept
    assert fingerprint(dict(reversed(kept.items()))) == fingerprint(kept)
    for name, value in (("prize", "A car"), ("last", "2026-12-01"), ("bar", "1.6"), ("people_ids", ["U1"])):
        assert fingerprint({**kept, name: value}) != fingerprint(kept)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"first": date(2026, 11, 22)}, "first"),
        ({"last": date(2026, 11, 23)}, "last"),
        ({"last": date(2026, 11, 24)}, "last"),
        ({"last": date(2027, 11, 24)}, "last"),
        ({"bar": Decimal(0)}, "bar"),
        ({"late_days": 11}, "late_days"),
        ({"prize": "x" * 301}, "prize"),
        ({"by_team": True, "team_ids": (1,)}, "who"),
    ],
)
def test_what_is_no_contest(change: dict[str, object], field: str) -> None:
    """Told beside its field."""
    check(RULES, TODAY)
    with pytest.raises(BadInput) as refusal:
        check(replace(RULES, **change), TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_three_are_too_few() -> None:
    """With three, the last is known by leaving the others out."""
    check_people(4)
    with pytest.raises(BadInput, match="At least 4"):
        check_people(3)


def replays(*winners: str, near: str = "", padded: int = 0) -> list[Replay]:
    """Windows won by these; "-" by nobody."""
    return [
        Replay(f"w{number}", () if who == "-" else (who,), tuple(near or who), number < padded)
        for number, who in enumerate(winners)
    ]


def test_what_the_past_says() -> None:
    """One who always wins, few who are ever near, padding that pays."""
    assert verdict(replays(*"aaab"), 4).one_wins
    assert not verdict(replays(*"aabb"), 4).one_wins
    assert verdict(replays(*"aaab"), 10).few_near
    assert not verdict(replays(*"abcd"), 4).few_near
    assert verdict(replays(*"abcd", padded=2), 4).padding_wins
    assert not verdict(replays(*"abcd", padded=1), 4).padding_wins
    assert verdict(replays(*"---"), 4).usual == ""
    assert verdict([], 4).replays == ()


values = st.dictionaries(st.sampled_from("abcdef"), st.fractions(0, 100, max_denominator=4))


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


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("", ContestIntent("list")),
        ("NEW", ContestIntent("new")),
        ("3", ContestIntent("show", 3)),
        ("#3", ContestIntent("show", 3)),
        ("test 3", ContestIntent("test", 3)),
        ("end 3", ContestIntent("cancel", 3)),
    ],
)
def test_words(text: str, ask: ContestIntent) -> None:
    """After `/contest`."""
    assert parse(text) == ask


@given(st.text(max_size=40))
def test_any_words(text: str) -> None:
    """A deed, or one sentence that says how to write it."""
    try:
        parse(text)
    except BadInput as refusal:
        found = str(refusal)
    else:
        return
    if "/contest" not in found:
        pytest.fail(found)
