"""Charts as Slack's data_visualization blocks, always with the figures in words for clients without them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from bot.slack.blocks import Block, Element, context
from bot.slack.newer_blocks import newer
from bot.slack.text import plain

MOST_POINTS = 20
TITLE, LABEL, AXIS_LABEL = 50, 20, 50
LONGEST_WORDS = 1500
NAMELESS = "–"


@dataclass(frozen=True)
class ChartFigure:
    """One number: `value` as plotted, `words` as read, such as "62.5%".

    `value` None is a missing number, not zero; the words say why: "n/a (no target)".
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
    """The chart blocks, and the figures in small words below.

    Slack clients without charts show the words alone.
    """
    return [*picture, context(in_words(figures))]


def bar_chart(figures: Figures, *, y_label: str = "") -> list[Block]:
    """A bar chart: a group of bars for each row, a colour for each column; empty when nothing can be plotted.

    A row without one of its numbers is left out, as Slack has no gap for it, and so are rows after the first
    20: the words have all. A message may have two charts.
    """
    return _plot("bar", figures, y_label)


def line_chart(figures: Figures) -> list[Block]:
    """A line chart: one line for each column, over the rows; limits as in `bar_chart`."""
    return _plot("line", figures, "")


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
    return [newer({"type": "data_visualization", "title": cut(figures.title, TITLE), "chart": chart})]


def _points(labels: Sequence[str], figures: Sequence[ChartFigure]) -> list[Element]:
    return [{"label": label, "value": figure.value} for label, figure in zip(labels, figures, strict=True)]


def in_words(figures: Figures, longest: int = LONGEST_WORDS) -> str:
    """A heading and one line a row; rows beyond `longest` characters are counted in a last line."""
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
    """The names as chart labels: one line, at most `longest` characters, numbered where equal."""
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
