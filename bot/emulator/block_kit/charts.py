"""Schemas of charts: pies by segments; bars, lines and areas by series over shared categories."""

from collections.abc import Sequence
from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.layout import NAMED
from bot.emulator.block_kit.limits import limit
from bot.emulator.block_kit.values import Kinds, Shape, array, number, text

_LABEL = text(limit("blocks.data_visualization.label"))
_AXIS_LABEL = text(limit("blocks.data_visualization.axis_label"))
_POINT = Shape({"label": _LABEL, "value": number})
_SERIES = Shape(
    {
        "name": text(limit("blocks.data_visualization.series_name")),
        "data": array(_POINT, limit("blocks.data_visualization.points")),
    }
)


def _again(names: Sequence[str]) -> list[int]:
    """Indexes of names that occurred before."""
    return [index for index, name in enumerate(names) if name in names[:index]]


def _names_differ(value: dict[str, Any], spot: Spot) -> None:
    names = [series["name"] for series in value["series"]]
    for index in _again(names):
        spot.at("series", index, "name").complain(f'`name` "{names[index]}" already exists')


def _categories_differ(value: dict[str, Any], spot: Spot) -> None:
    categories = value["axis_config"]["categories"]
    for index in _again(categories):
        spot.at("axis_config", "categories", index).complain(f'category "{categories[index]}" already exists')


def _points_fit(value: dict[str, Any], spot: Spot) -> None:
    """Complains unless each series has one point a category, in any order."""
    categories = sorted(value["axis_config"]["categories"])
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            spot.at("series", index, "data").complain("must have one point for each category")


def _positive(value: dict[str, Any], spot: Spot) -> None:
    for index, segment in enumerate(value["segments"]):
        if segment["value"] <= 0:
            spot.at("segments", index, "value").complain("must be greater than 0")


_PIE = Shape({"segments": array(_POINT, limit("blocks.data_visualization.segments"))}, rules=(_positive,))
_AXES = Shape(
    {"categories": array(_LABEL, limit("blocks.data_visualization.points"))},
    {"x_label": _AXIS_LABEL, "y_label": _AXIS_LABEL},
)
_PLOT = Shape(
    {"series": array(_SERIES, limit("blocks.data_visualization.series")), "axis_config": _AXES},
    rules=(_names_differ, _categories_differ, _points_fit),
)

CHARTS: dict[str, Shape] = {
    "data_visualization": Shape(
        {
            "title": text(limit("blocks.data_visualization.title")),
            "chart": Kinds({"pie": _PIE, "bar": _PLOT, "area": _PLOT, "line": _PLOT}),
        },
        NAMED,
    )
}
