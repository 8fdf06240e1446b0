"""The words after `/leaderboard`, in any order."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.date_ranges import Fiscal
from bot.common.errors import BadInput
from bot.features.leaderboards.commands import (
    GRAMMAR,
    BoardIntent,
    ChooseBoard,
    HideFromBoards,
    NameOnBoards,
    ShowBoardSettings,
    ShowLeaderboard,
    Vocabulary,
)
from bot.features.leaderboards.rules.specs import Engine, Measure, Scope, Spec, spec_from
from bot.features.leaderboards.service.usual import measure_of, usual_days
from bot.features.metrics.rules.catalogue import CATALOGUE

TODAY = date(2026, 11, 24)
VERBS: dict[str, BoardIntent] = {
    "settings": ShowBoardSettings(),
    "hide": HideFromBoards(),
    "show": NameOnBoards(),
    "choose": ChooseBoard(),
}
KNOWN = Vocabulary(
    TODAY,
    Fiscal(),
    {name: metric.key for metric in CATALOGUE for name in metric.names()},
    {"enterprise": 1, "mid-market": 2, "won deals": 3},
)


@pytest.mark.parametrize(
    ("text", "what", "engine", "scope", "days"),
    [
        ("", None, None, None, None),
        ("team", None, None, Scope.team, None),
        ("company last quarter", None, None, Scope.company, "Q3 2026"),
        ("last quarter company", None, None, Scope.company, "Q3 2026"),
        ("win rate last month", "win_rate", None, None, "Oct 2026"),
        ("Win Rate IMPROVED", "win_rate", Engine.improved, None, None),
        ("most improved last week", None, Engine.improved, None, "week of 16 Nov"),
        ("kudos company", "kudos", None, Scope.company, None),
        ("goals", "goals", None, None, None),
        ("combined reps like me", "combined", None, Scope.peers, None),
        ("raw", None, Engine.raw, None, None),
        ("attainment", None, Engine.attainment, None, None),
        ("quota attainment teams", None, Engine.attainment, Scope.teams, None),
        ("bookings raw Q3", "bookings", Engine.raw, None, "Q3 2026"),
        ("by deals won in August", "deals_won", None, None, "Aug 2026"),
    ],
)
def test_words(
    text: str, what: str | None, engine: Engine | None, scope: Scope | None, days: str | None
) -> None:
    """Measure, engine, round and days, wherever they stand."""
    ask = GRAMMAR.parse(text, KNOWN)
    assert isinstance(ask, ShowLeaderboard)
    assert (ask.what, ask.engine, ask.scope) == (what, engine, scope)
    assert (ask.days.label if ask.days else None) == days


def test_a_team_by_name() -> None:
    """With or without the word."""
    for text in ("team Enterprise", "enterprise", "Enterprise team this month"):
        ask = GRAMMAR.parse(text, KNOWN)
        assert isinstance(ask, ShowLeaderboard)
        assert (ask.team_id, ask.scope) == (1, Scope.team)
    with pytest.raises(BadInput, match="One team or a larger round"):
        GRAMMAR.parse("enterprise company", KNOWN)


@pytest.mark.parametrize("word", ["settings", "hide", "SHOW", "choose"])
def test_verbs_stand_alone(word: str) -> None:
    """Only then are they verbs."""
    assert GRAMMAR.parse(word, KNOWN) == VERBS[word.lower()]
    with pytest.raises(BadInput, match="is no metric"):
        GRAMMAR.parse(f"{word} kudos", KNOWN)


@pytest.mark.parametrize("text", ["florp", "team florp", "win rate florp last week", "<script>"])
def test_what_means_nothing_is_named(text: str) -> None:
    """In the sentence that says how to write it."""
    with pytest.raises(BadInput, match=r"florp|script"):
        GRAMMAR.parse(text, KNOWN)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """A board, a verb, or a refusal: nothing else."""
    with suppress(BadInput):
        assert isinstance(GRAMMAR.parse(text, KNOWN), BoardIntent)


@pytest.mark.parametrize(
    ("text", "measure", "days"),
    [
        ("", Measure("bookings", Engine.attainment), "Q4 2026"),
        ("raw", Measure("bookings", Engine.raw), "Q4 2026"),
        ("bookings", Measure("bookings", Engine.raw), "Q4 2026"),
        ("win rate", Measure("win_rate", Engine.raw), "Q4 2026"),
        ("kudos", Measure("kudos", Engine.raw), "Nov 2026"),
        ("goals", Measure("goals", Engine.attainment), "Q4 2026"),
        ("improved", Measure("bookings", Engine.improved), "week of 16 Nov"),
    ],
)
def test_what_is_usual(text: str, measure: Measure, days: str) -> None:
    """Where nothing is said."""
    ask = GRAMMAR.parse(text, KNOWN)
    assert isinstance(ask, ShowLeaderboard)
    assert measure_of(ask) == measure
    assert usual_days(measure, KNOWN).label == days


def test_a_board_travels_in_a_button() -> None:
    """And comes back as it was."""
    spec = Spec(Measure("stage:a|b", Engine.raw), Scope.team, Fiscal().quarter_of(TODAY), 7)
    assert spec_from(Spec(Measure("win_rate", Engine.raw), Scope.team, spec.days, 7).written()) == Spec(
        Measure("win_rate", Engine.raw), Scope.team, spec.days, 7
    )
    assert spec_from(spec.written()) == spec
