"""Charts: how many, how long, and that points and categories belong together."""

from typing import Any

import pytest

from .examples import AXES, PIE, SERIES, Object, chart
from .refusals import in_message, without

DAYS = ["Mon", "Tue"]


def plot(kind: str = "bar", *, series: Any = None, **axes: Any) -> Object:
    """A chart with axes."""
    drawn = {"type": kind, "series": [SERIES] if series is None else series, "axis_config": {**AXES, **axes}}
    return chart(drawn)


def series(name: str = "Ana", labels: list[str] | None = None, value: Any = 1) -> Object:
    """A series with a point for each label."""
    return {"name": name, "data": [{"label": label, "value": value} for label in labels or DAYS]}


def pie(*segments: tuple[Any, Any]) -> Object:
    """A pie of these labels and values."""
    return chart({"type": "pie", "segments": [{"label": label, "value": value} for label, value in segments]})


def labels(count: int) -> list[str]:
    """So many labels, each as long as may be."""
    return [f"{number:020}" for number in range(count)]


LARGEST: list[Object] = [
    *(
        plot(kind, series=[series(f"{n:020}", labels(20)) for n in range(12)], categories=labels(20))
        for kind in ("bar", "line", "area")
    ),
    pie(*((label, 1) for label in labels(12))),
    {**chart(PIE), "title": "x" * 50, "block_id": "x" * 255},
    plot(x_label="x" * 50, y_label="x" * 50),
    plot(series=[series(value=-1e9), series("Ben", DAYS[::-1], 0)]),
    chart({"type": "line", "series": [SERIES], "axis_config": {"categories": DAYS}}),
]


@pytest.mark.parametrize("block", LARGEST)
def test_as_much_as_allowed(block: Object) -> None:
    """The largest chart of each kind is taken; points may be negative, and in any order."""
    assert in_message(block) == []


WRONG: list[tuple[Object, str]] = [
    (without(chart(PIE), "title"), "missing required field: title [json-pointer:/blocks/0]"),
    ({**chart(PIE), "title": ""}, "must be more than 0 characters [json-pointer:/blocks/0/title]"),
    ({**chart(PIE), "title": "x" * 51}, "must be less than 51 characters [json-pointer:/blocks/0/title]"),
    (
        {**chart(PIE), "alt_text": "x"},
        "invalid additional property: alt_text [json-pointer:/blocks/0]",
    ),
    (chart({**PIE, "type": "donut"}), "unsupported type: donut [json-pointer:/blocks/0/chart/type]"),
    (
        chart({**PIE, "axis_config": AXES}),
        "invalid additional property: axis_config [json-pointer:/blocks/0/chart]",
    ),
    (pie(), "must provide at least 1 items [json-pointer:/blocks/0/chart/segments]"),
    (
        pie(*((label, 1) for label in labels(13))),
        "no more than 12 items allowed [json-pointer:/blocks/0/chart/segments]",
    ),
    (pie(("Won", 0)), "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]"),
    (pie(("Won", "2")), "must provide a number [json-pointer:/blocks/0/chart/segments/0/value]"),
    (pie(("Won", float("inf"))), "must provide a number [json-pointer:/blocks/0/chart/segments/0/value]"),
    (
        pie(("x" * 21, 2)),
        "must be less than 21 characters [json-pointer:/blocks/0/chart/segments/0/label]",
    ),
    (plot(series=[]), "must provide at least 1 items [json-pointer:/blocks/0/chart/series]"),
    (
        plot(series=[series(name) for name in labels(13)]),
        "no more than 12 items allowed [json-pointer:/blocks/0/chart/series]",
    ),
    (
        plot(series=[series("x" * 21)]),
        "must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]",
    ),
    (
        plot(series=[series("")]),
        "must be more than 0 characters [json-pointer:/blocks/0/chart/series/0/name]",
    ),
    (
        plot(series=[series(), series()]),
        '`name` "Ana" already exists [json-pointer:/blocks/0/chart/series/1/name]',
    ),
    (
        plot(series=[{"name": "Ana", "data": []}]),
        "must provide at least 1 items [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    (
        plot(series=[series(labels=["Mon", "x" * 21])]),
        "must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/data/1/label]",
    ),
    (
        plot(series=[series(value=None)], categories=["Mon"]),
        "must provide a number [json-pointer:/blocks/0/chart/series/0/data/0/value]",
    ),
    (
        plot(categories=["Mon"]),
        "must have one point for each category [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    (
        plot(series=[SERIES, series("Ben", ["Mon", "Mon"])]),
        "must have one point for each category [json-pointer:/blocks/0/chart/series/1/data]",
    ),
    (
        plot(series=[series(labels=["Mon", "Mon"])], categories=["Mon", "Mon"]),
        'category "Mon" already exists [json-pointer:/blocks/0/chart/axis_config/categories/1]',
    ),
    (
        plot(categories=[*DAYS, ""]),
        "must be more than 0 characters [json-pointer:/blocks/0/chart/axis_config/categories/2]",
    ),
    (
        plot(x_label="x" * 51),
        "must be less than 51 characters [json-pointer:/blocks/0/chart/axis_config/x_label]",
    ),
    (
        chart({"type": "bar", "series": [SERIES]}),
        "missing required field: axis_config [json-pointer:/blocks/0/chart]",
    ),
]


@pytest.mark.parametrize(("block", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_chart_is_refused(block: Object, sentence: str) -> None:
    """The refusal names what is wrong and where."""
    assert f"[ERROR] {sentence}" in in_message(block)


def test_too_many_points() -> None:
    """21 points are one too many, in the series and in the categories."""
    many = labels(21)
    places = ("series/0/data", "axis_config/categories")

    assert in_message(plot(series=[series(labels=many)], categories=many)) == [
        f"[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/chart/{place}]" for place in places
    ]
