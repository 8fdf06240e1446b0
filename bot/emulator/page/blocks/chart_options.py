"""Options for ECharts, with Slack's colours, fonts and spacing."""

from collections.abc import Sequence
from typing import Any

Rows = Sequence[tuple[str, Sequence[float]]]

# Slack's palette, repeated when it is used up. Colours are those of `shell.css`, light or dark.
PALETTE = ("--plot-1", "--plot-2", "--plot-3", "--plot-4")
_FONT = 'Slack-Lato, Lato, "Helvetica Neue", Roboto, Arial, "DejaVu Sans Condensed", sans-serif'
_SOFT, _LINE = "--soft", "--line"
_BASE: dict[str, Any] = {
    "animation": False,
    "color": list(PALETTE),
    "textStyle": {"fontFamily": _FONT, "color": _SOFT, "fontSize": 11},
}
_TOOLTIP = {
    "confine": True,
    "backgroundColor": "--paper",
    "borderColor": "--line",
    "textStyle": {"fontFamily": _FONT, "fontSize": 13, "color": "--ink"},
}
_SERIES: dict[str, dict[str, Any]] = {
    "bar": {"type": "bar", "itemStyle": {"borderRadius": 2}, "barGap": "6%", "barCategoryGap": "30%"},
    "line": {"type": "line", "smooth": True, "smoothMonotone": "x", "showSymbol": False},
    "area": {
        "type": "line",
        "smooth": True,
        "smoothMonotone": "x",
        "showSymbol": False,
        "areaStyle": {"opacity": 0.22},
    },
}
# About as many characters fit under the axis, side by side.
_SIDE_BY_SIDE = 72


def plot_options(chart: dict[str, Any], names: Sequence[str], rows: Rows) -> dict[str, Any]:
    """Bars, lines or areas: a row is a category, with a value for each of the named series."""
    kind, axes = str(chart["type"]), chart["axis_config"]
    series = [
        {**_SERIES[kind], "name": name, "data": [values[number] for _, values in rows]}
        for number, name in enumerate(names)
    ]
    pointer = {"type": "shadow" if kind == "bar" else "line"}
    return {
        **_BASE,
        "grid": {"left": 4, "right": 12, "top": 12, "bottom": 4, "outerBoundsMode": "same"},
        "tooltip": {**_TOOLTIP, "trigger": "axis", "axisPointer": pointer},
        "xAxis": _categories([name for name, _ in rows], axes.get("x_label"), edges=kind == "bar"),
        "yAxis": _values(axes.get("y_label")),
        "series": series,
    }


def pie_options(rows: Rows) -> dict[str, Any]:
    """A pie: of each row the first value counts."""
    data = [{"name": name, "value": values[0]} for name, values in rows]
    border = {"borderColor": "--paper", "borderWidth": 2}
    pie = {"type": "pie", "radius": "88%", "label": {"show": False}, "itemStyle": border, "data": data}
    return {**_BASE, "tooltip": {**_TOOLTIP, "trigger": "item"}, "series": [pie]}


def _categories(names: list[str], title: str | None, *, edges: bool) -> dict[str, Any]:
    crowded = max(map(len, names)) * len(names) > _SIDE_BY_SIDE
    return {
        "type": "category",
        "data": names,
        "boundaryGap": edges,
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": _LINE}},
        "axisLabel": {"color": _SOFT, "interval": 0, "rotate": 40 if crowded else 0},
        **_titled(title, [10, 0, 0, 0]),
    }


def _values(title: str | None) -> dict[str, Any]:
    return {
        "type": "value",
        "splitNumber": 4,
        "axisLabel": {"color": _SOFT},
        "splitLine": {"lineStyle": {"color": _LINE}},
        **_titled(title, [0, 0, 6, 0]),
    }


def _titled(title: str | None, padding: list[int]) -> dict[str, Any]:
    if not title:
        return {}
    style = {"color": _SOFT, "fontSize": 12, "padding": padding}
    return {"name": title, "nameLocation": "middle", "nameTextStyle": style}
