"""Figures as charts and words: always what Slack takes, never a word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.block_kit import validate_message
from bot.slack.blocks import context
from bot.slack.charts import (
    LABEL,
    MOST_POINTS,
    ChartFigure,
    Figures,
    bar_chart,
    cut,
    distinct_labels,
    in_words,
    pictured,
)
from bot.slack.newer_blocks import in_full
from bot.slack.text import escape

NO_TARGET = ChartFigure(None, "n/a (no target)")


def share(value: float) -> ChartFigure:
    """A percentage."""
    return ChartFigure(value, f"{value:.1f}%")


def team(*rows: tuple[str, tuple[ChartFigure, ...]]) -> Figures:
    """The goals of a team against pace."""
    return Figures("Goals against pace", ("done", "expected"), rows)


TEAM = team(
    ("Ben &amp; co", (share(62.5), share(50))),
    ("Dana", (NO_TARGET, share(50))),
    ("Cleo", (share(-3), share(50))),
)
NAMES = st.text().map(escape)
FIGURES = st.builds(
    ChartFigure,
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=33), min_size=1),
)
ANY = st.builds(
    Figures,
    title=NAMES,
    columns=st.just(("done", "expected", "done")),
    rows=st.lists(st.tuples(NAMES, st.tuples(FIGURES, FIGURES, FIGURES)), max_size=30),
)


def test_goals_against_pace() -> None:
    """Two series over the people; who has no number is not drawn as zero; names are bare."""
    assert in_full({"blocks": bar_chart(TEAM, y_label="% of the goal")})["blocks"] == [
        {
            "type": "data_visualization",
            "title": "Goals against pace",
            "chart": {
                "type": "bar",
                "series": [
                    {
                        "name": "done",
                        "data": [{"label": "Ben & co", "value": 62.5}, {"label": "Cleo", "value": -3}],
                    },
                    {
                        "name": "expected",
                        "data": [{"label": "Ben & co", "value": 50}, {"label": "Cleo", "value": 50}],
                    },
                ],
                "axis_config": {"categories": ["Ben & co", "Cleo"], "y_label": "% of the goal"},
            },
        }
    ]


def test_the_same_in_words() -> None:
    """Every figure, those without a number too; names stay in wire form."""
    assert in_words(TEAM) == (
        "*Goals against pace*\n"
        "• Ben &amp; co: done 62.5%, expected 50.0%\n"
        "• Dana: done n/a (no target), expected 50.0%\n"
        "• Cleo: done -3.0%, expected 50.0%"
    )


@pytest.mark.parametrize("longest", [60, 61, 100, 3000])
def test_words_that_have_no_room(longest: int) -> None:
    """Whole lines only; the rest is counted."""
    rows = tuple((f"P{number}", (share(number), share(50))) for number in range(2000))

    words = in_words(team(*rows), longest)

    *lines, last = words.split("\n")
    assert len(words) <= longest
    assert last == f"… and {2000 - (len(lines) - 1):,} more"
    assert [line.split(":")[0] for line in lines[1:]] == [f"• P{number}" for number in range(len(lines) - 1)]


@given(ANY)
def test_slack_takes_whatever_it_is(figures: Figures) -> None:
    """Any names, titles and numbers, however many: a message that Slack accepts."""
    validate_message(**in_full({"text": "x", "blocks": pictured(figures, bar_chart(figures))}))


def test_the_largest_are_taken() -> None:
    """More rows than a chart may have, all as long as can be: the first are drawn."""
    long = ChartFigure(1.5, "x" * 200)
    figures = Figures("t" * 200, ["c" * 200] * 3, [(f"{n:0200}", (long,) * 3) for n in range(300)])
    (chart,) = bar_chart(figures, y_label="y" * 200)

    validate_message(**in_full({"text": "x", "blocks": pictured(figures, [chart])}))

    assert len(chart["chart"]["axis_config"]["categories"]) == MOST_POINTS


@pytest.mark.parametrize("figures", [team(), team(("Dana", (NO_TARGET, share(50))))])
def test_nothing_to_draw(figures: Figures) -> None:
    """No chart without a bar: the words alone."""
    assert pictured(figures, bar_chart(figures)) == [context(in_words(figures))]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["Ben", "Ana"], ["Ben", "Ana"]),
        (["Ben", "Ben", "Ben"], ["Ben", "Ben 2", "Ben 3"]),
        (["Ben", "Ben 2", "Ben"], ["Ben", "Ben 2", "Ben 3"]),
        (["x" * 20, "x" * 21, "x" * 22], ["x" * 20, "x" * 19 + "…", "x" * 17 + "… 2"]),
        (["Maria del Carmen Ruiz"], ["Maria del Carmen Ru…"]),
        (["Maria del Carmen Rui Z"], ["Maria del Carmen Ru…"]),
        (["two\nlines  and\tmore"], ["two lines and more"]),
        (["a &lt;b&gt; <@U2|x>"], ["a <b> @someone"]),
        (["", " "], ["–", "– 2"]),
    ],
)
def test_labels(names: list[str], labels: list[str]) -> None:
    """Cut with an ellipsis, in one line, bare, and never two alike."""
    assert distinct_labels(names) == labels


@given(st.lists(NAMES | st.sampled_from(["Ben", "Ben 2", "x" * 20, "x" * 21]), max_size=MOST_POINTS))
def test_labels_of_any_names(names: list[str]) -> None:
    """One each, all different, of 1 to 20 characters; a label that fits and is new is the name itself."""
    labels = distinct_labels(names)

    assert len(set(labels)) == len(labels) == len(names)
    assert all(1 <= len(label) <= LABEL for label in labels)
    for number, (name, label) in enumerate(zip(names, labels, strict=True)):
        assert label == cut(name, LABEL) or cut(name, LABEL) in labels[:number]
