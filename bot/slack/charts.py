"""Figures as Slack's own charts, always with the same in words: not every Slack can draw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from bot.slack.blocks import Block, Element, context
from bot.slack.text import plain

MOST_POINTS = 20
TITLE, LABEL, AXIS_LABEL = 50, 20, 50
LONGEST_WORDS = 1500
NAMELESS = "–"
_NEW = frozenset({"data_table", "data_visualization", "table"})


@dataclass(frozen=True)
class ChartFigure:
    """One number as it is drawn, and as it is said ("62.5%").

    `value` is None when there is no number, which is not zero; the words say why: "n/a (no target)".
    """

    value: float | None
    words: str


@dataclass(frozen=True)
class Figures:
    """Rows of figures by name, such as people, done and expected.

    `title` and the names are in wire form, harmless. At most three `columns`, each row has a figure for each.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[ChartFigure]]]


def pictured(figures: Figures, picture: Sequence[Block]) -> list[Block]:
    """A picture of the figures, such as a `bar_chart`, and the same in small words below it.

    Where Slack refuses the picture, the words are what is left.
    """
    return [*picture, context(in_words(figures))]


def bar_chart(figures: Figures, *, y_label: str = "") -> list[Block]:
    """One chart with a group of bars a row and a colour a column; no block when there is nothing to draw.

    A row without one of its numbers is left out, as Slack has no gap for it, and so is what comes after the
    first 20: the words have all. A message may have two charts.
    """
    return _plot("bar", figures, y_label)


def line_chart(figures: Figures, *, y_label: str = "") -> list[Block]:
    """The same with a line a column, from row to row."""
    return _plot("line", figures, y_label)


def _plot(kind: str, figures: Figures, y_label: str) -> list[Block]:
    whole = [(name, row) for name, row in figures.rows if all(each.value is not None for each in row)]
    drawn = whole[:MOST_POINTS]
    if not drawn:
        return []
    labels = distinct_labels(name for name, _ in drawn)
    series = [
        {"name": name, "data": _points(labels, [row[column] for _, row in drawn])}
        for column, name in enumerate(distinct_labels(figures.columns))
    ]
    axes = {"categories": labels} | ({"y_label": cut(y_label, AXIS_LABEL)} if y_label else {})
    chart = {"type": kind, "series": series, "axis_config": axes}
    return [{"type": "data_visualization", "title": cut(figures.title, TITLE), "chart": chart}]


def _points(labels: Sequence[str], figures: Sequence[ChartFigure]) -> list[Element]:
    return [{"label": label, "value": figure.value} for label, figure in zip(labels, figures, strict=True)]


def in_words(figures: Figures, longest: int = LONGEST_WORDS) -> str:
    """A heading and a line a row; what has no room in `longest` characters is counted in the last line."""
    lines = [f"*{figures.title}*"]
    left = len(figures.rows)
    for name, row in figures.rows:
        said = ", ".join(
            f"{column} {figure.words}" for column, figure in zip(figures.columns, row, strict=True)
        )
        lines.append(f"• {name}: {said}")
        if len("\n".join([*lines, _more(left)])) > longest:
            return "\n".join([*lines[:-1], _more(left)])
        left -= 1
    return "\n".join(lines)


def _more(left: int) -> str:
    return f"… and {left:,} more"


def distinct_labels(names: Iterable[str], longest: int = LABEL) -> list[str]:
    """Names as labels of a chart: in one line, cut, and numbered where two would look the same."""
    labels: list[str] = []
    for name in names:
        endings = ("" if number == 1 else f" {number}" for number in count(1))
        tries = (cut(name, longest - len(ending)) + ending for ending in endings)
        labels.append(next(label for label in tries if label not in labels))
    return labels


def cut(wire: str, longest: int) -> str:
    """Text in wire form as a chart takes it: bare, in one line of 1 to `longest` characters."""
    line = " ".join(plain(wire, {}).split()) or NAMELESS
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def without_new_blocks(blocks: Sequence[Block]) -> list[Block]:
    """What is left for a Slack that does not have charts and data tables."""
    return [block for block in blocks if block["type"] not in _NEW]
