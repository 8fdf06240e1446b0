"""When answers may be shown, and what is no pulse."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.emulator.block_kit import validate_view
from bot.features.pulse.rules.pulses import (
    FEWEST,
    QUESTIONS,
    SCORES,
    About,
    Pulse,
    PulsePlan,
    PulseStatus,
    Result,
    Said,
    checked,
    fitting,
    result,
)
from bot.features.pulse.views import standing_view

TODAY = date(2026, 11, 24)
PLAN = PulsePlan(1, About.manager, "I am heard", FEWEST, TODAY + timedelta(days=7))
ANSWERS = st.lists(st.builds(Said, st.sampled_from(SCORES), st.text(max_size=20)), max_size=12)


@given(ANSWERS, st.integers(0, 10), st.booleans())
def test_nothing_below_the_minimum(answers: list[Said], minimum: int, is_closed: bool) -> None:
    """Four answers show nothing, whatever the minimum says; nor does an open one."""
    shown = result(answers, minimum, is_closed=is_closed)
    if not is_closed or len(answers) < max(FEWEST, minimum):
        assert shown is None
        return
    assert shown is not None
    assert shown.mean == Fraction(sum(each.score for each in answers), len(answers))
    assert sum(count for _, count in shown.counts) == len(answers)
    assert sorted(shown.words) == sorted(each.words for each in answers if each.words)


@pytest.mark.parametrize(
    ("change", "people", "field"),
    [
        ({"question": "?"}, 8, "question"),
        ({"question": "x" * 301}, 8, "question"),
        ({"minimum": 4}, 8, "minimum"),
        ({"minimum": 0}, 8, "minimum"),
        ({}, 4, "minimum"),
        ({"closes_on": TODAY}, 8, "closes"),
        ({"closes_on": TODAY + timedelta(days=61)}, 8, "closes"),
    ],
)
def test_what_is_no_pulse(change: dict[str, object], people: int, field: str) -> None:
    """Told beside its field; a minimum goes up, never down."""
    checked(PLAN, 8, TODAY)
    with pytest.raises(BadInput) as refusal:
        checked(replace(PLAN, **change), people, TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_the_usual_question_is_about_whom_it_is_about() -> None:
    """What somebody left as it stood in the form; what they wrote stays."""
    manager, team = QUESTIONS[About.manager], QUESTIONS[About.team]
    assert fitting(f"{manager} ", About.team) == team
    assert fitting(team, About.manager) == manager
    assert fitting("I am heard", About.team) == "I am heard"


def test_many_words_are_read_page_by_page() -> None:
    """All of them, each once, in windows that Slack takes."""
    words = tuple(f"answer {number} " + "x" * 1600 for number in range(60))
    pulse = Pulse(7, "U0ANA", "team", "We help each other", 4, TODAY, "closed")
    found = PulseStatus(pulse, 60, False, Result(Fraction(4), ((4, 60),), words))
    shown = ""
    for page in (1, 2, 3):
        view = standing_view(found, page)
        validate_view(view)
        shown += str(view["blocks"])
    assert "Page 3 of 3" in shown
    assert [shown.count(f"answer {number} ") for number in range(60)] == [1] * 60
