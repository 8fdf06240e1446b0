"""What a channel reads of a contest."""

from dataclasses import replace

from bot.features.contests.rules.facts import ContestScore
from bot.features.contests.views.card import halfway_line

ROWS = (
    (1, "Grace Kim", "137.9%"),
    (2, "A teammate", "95.3%"),
    (2, "Ben Walker", "95.3%"),
    (4, "Kavya Rao", "67.1%"),
)
SCORE = ContestScore(
    rows=ROWS, won=(), over=0, ranked=12, why="", is_bar=False, missing=(), people=14, prize="", sources=""
)


def test_half_way() -> None:
    """The first three; who hides has no name; who was named of late is left out; nobody while it is early."""
    lines = {
        SCORE: "First now: *Grace Kim*, 137.9%. Then *A teammate*, 95.3%; *Ben Walker*, 95.3%.",
        replace(SCORE, rows=ROWS[:1]): "First now: *Grace Kim*, 137.9%.",
        replace(SCORE, rows=ROWS[1:2], is_resting=True): (
            "12 of 14 have a place by now. Among the first: *A teammate*, 95.3%."
        ),
        replace(SCORE, rows=(), is_resting=True): "12 of 14 have a place by now.",
        replace(SCORE, ranked=3): "Too early to name anybody.",
        replace(SCORE, rows=()): "Too early to name anybody.",
        replace(SCORE, is_bar=True, over=3): "3 of 14 are over the bar.",
    }
    assert {score: halfway_line(score) for score in lines} == lines
