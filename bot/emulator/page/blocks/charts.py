"""Charts as HTML, drawn in the browser by ECharts as in Slack; every figure is in a table below as well."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.emulator.page.blocks.chart_options import PALETTE, pie_options, plot_options
from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.markup import esc, tag
from bot.emulator.state.world import Block

_AXES = {"X": "x_label", "Y": "y_label"}


class Grid(NamedTuple):
    """The figures of a chart as a table: what the columns are called, and a name and values for each row."""

    head: list[str]
    rows: list[tuple[str, list[float]]]


def chart_html(block: Block, look: RenderContext) -> str:
    """A framed chart: title, drawing, legend, and the figures behind it, folded."""
    chart, title = block["chart"], str(block["title"])
    is_pie = chart["type"] == "pie"
    grid = _slices(chart) if is_pie else _points(chart)
    options = pie_options(grid.rows) if is_pie else plot_options(chart, grid.head[1:], grid.rows)
    drawing = tag(
        "slack-chart",
        role="img",
        aria_label=_pie_words(title, grid) if is_pie else _plot_words(title, chart),
        class_="pie" if is_pie else None,
        data_options=json.dumps(options),
        data_testid="chart",
    )
    legend = [f"{name} · {values[1]:.0f}%" for name, values in grid.rows] if is_pie else grid.head[1:]
    return tag(
        "div", tag("div", esc(title), class_="chart-title"), drawing, _legend(legend), _table(grid),
        class_="chart",
    )  # fmt: skip


def _points(chart: dict[str, Any]) -> Grid:
    """The points of a chart by category label, in the order of the categories."""
    series = [{point["label"]: point["value"] for point in each["data"]} for each in chart["series"]]
    axes = chart["axis_config"]
    head = [axes.get("x_label") or "", *(each["name"] for each in chart["series"])]
    return Grid(head, [(name, [values[name] for values in series]) for name in axes["categories"]])


def _slices(chart: dict[str, Any]) -> Grid:
    total = sum(segment["value"] for segment in chart["segments"])
    rows = [
        (each["label"], [each["value"], round(100 * each["value"] / total, 1)]) for each in chart["segments"]
    ]
    return Grid(["", "Value", "%"], rows)


def _plot_words(title: str, chart: dict[str, Any]) -> str:
    axes, names = chart["axis_config"], [series["name"] for series in chart["series"]]
    words = [f"{chart['type'].capitalize()} chart: {title}."]
    words += [f"The {name} axis is {axes[key]}." for name, key in _AXES.items() if axes.get(key)]
    count = "is 1" if len(names) == 1 else f"are {len(names)}"
    return " ".join([*words, f"There {count} series: {', '.join(names)}."])


def _pie_words(title: str, grid: Grid) -> str:
    shares = ", ".join(f"{name} ({values[1]:.0f}%)" for name, values in grid.rows)
    return f"Pie chart: {title}. Segments: {shares}."


def _legend(names: Sequence[str]) -> str:
    """The legend, hidden from screen readers: the chart's label gives the names."""
    entries = (
        tag(
            "span", tag("i", class_="swatch", style=f"background:var({PALETTE[n % len(PALETTE)]})"), esc(name)
        )
        for n, name in enumerate(names)
    )
    return tag("div", *entries, class_="legend", aria_hidden="true")


def _table(grid: Grid) -> str:
    head = tag(
        "tr", *(tag("th", esc(name), class_="right" if n else None) for n, name in enumerate(grid.head))
    )
    rows = (
        tag("tr", tag("td", esc(name)), *(tag("td", f"{value:,.10g}", class_="right") for value in values))
        for name, values in grid.rows
    )
    table = tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="table")
    return tag("details", tag("summary", "View as table"), table, class_="figures")
