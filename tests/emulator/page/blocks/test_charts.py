"""Charts on the page: their words, what the browser is told to draw, and what it draws."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from playwright.async_api import expect

from bot.emulator.page.blocks.charts import chart_html
from tests.browser import OpenWindow
from tests.emulator.page.hands import answer_to, go
from tests.emulator.page.look import LOOK
from tests.emulator.page.showcase import AXES, CHARTS, SERIES, chart
from tests.emulator.page.wellformed import words_of

BARS, TREND, AREA, PIE = CHARTS


class _Drawing(HTMLParser):
    """The attributes of the drawing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "slack-chart":
            self.attributes = dict(attrs)


def options(block: dict[str, Any]) -> dict[str, Any]:
    """What the browser is told to draw."""
    told: dict[str, Any] = json.loads(_Drawing(chart_html(block, LOOK)).attributes["data-options"] or "")
    return told


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (
            BARS,
            "Bar chart: Goals <u> against pace. The X axis is Rep. The Y axis is % of the goal. "
            "There are 2 series: Done <i>, Expected.",
        ),
        (TREND, "Line chart: Trend. There is 1 series: Done <i>."),
        (
            chart("Day", {"type": "area", "series": SERIES[:1], "axis_config": AXES | {"x_label": ""}}),
            "Area chart: Day. The Y axis is % of the goal. There is 1 series: Done <i>.",
        ),
        (
            PIE,
            "Pie chart: Pipeline. Segments: Won (24%), Lost (12%), Open (47%), Stuck (6%), New (12%).",
        ),
    ],
)
def test_the_text_alternative(block: dict[str, Any], words: str) -> None:
    """Who cannot see the drawing hears its kind, title, axes and series."""
    assert _Drawing(chart_html(block, LOOK)).attributes["aria-label"] == words


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (
            BARS,
            "Goals <u> against paceDone <i>ExpectedView as tableRepDone <i>Expected"
            "Ben <b>61.550Cleo1,048500.25Dana & co0-120",
        ),
        (
            PIE,
            "PipelineWon · 24%Lost · 12%Open · 47%Stuck · 6%New · 12%View as tableValue%"
            "Won223.5Lost111.8Open447.1Stuck0.55.9New111.8",
        ),
    ],
)
def test_the_words_around_it(block: dict[str, Any], words: str) -> None:
    """Title, legend and every figure can be read."""
    assert words_of(chart_html(block, LOOK)) == words


def test_points_find_their_categories() -> None:
    """The order is that of the categories, not that of the points."""
    drawn = options(BARS)

    assert drawn["xAxis"]["data"] == ["Ben <b>", "Cleo", "Dana & co"]
    assert [(each["name"], each["data"]) for each in drawn["series"]] == [
        ("Done <i>", [61.5, 1048, 0]),
        ("Expected", [50, 500.25, -120]),
    ]


def test_kinds_look_different() -> None:
    """Bars stand between ticks; lines begin at the edge; an area is a line that is filled."""
    bar, line, area, pie = (options(block) for block in CHARTS)

    assert [each["series"][0]["type"] for each in (bar, line, area, pie)] == ["bar", "line", "line", "pie"]
    assert ["areaStyle" in each["series"][0] for each in (line, area)] == [False, True]
    assert [each["xAxis"]["boundaryGap"] for each in (bar, line, area)] == [True, False, False]
    assert pie["series"][0]["data"][0] == {"name": "Won", "value": 2}


@pytest.mark.parametrize(("length", "rotated"), [(5, False), (20, True)])
def test_long_names_are_slanted(length: int, rotated: bool) -> None:
    """Names that have no room side by side are slanted, so that none is left out."""
    names = [f"{number:0{length}}" for number in range(6)]
    series = [{"name": "Done", "data": [{"label": name, "value": 1} for name in names]}]
    axis = options(chart("x", {"type": "bar", "series": series, "axis_config": {"categories": names}}))[
        "xAxis"
    ]

    assert (axis["axisLabel"]["interval"], bool(axis["axisLabel"]["rotate"])) == (0, rotated)


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
async def test_charts_are_drawn(window: OpenWindow) -> None:
    """Each has its title, a drawing with words for those who cannot see it, and its figures as a table.

    As wide as there is room, when the window changes too, and drawn again with its message.
    """
    page = await window("hugo")
    await go(page, "wins")
    shown = await answer_to(page, "/blocks", "Weekly picture")
    for block in CHARTS:
        drawing, kind = shown.get_by_role("img", name=block["title"]), block["chart"]["type"].capitalize()
        await expect(drawing).to_have_accessible_name(re.compile(f"^{kind} chart: "))
        await expect(drawing.locator("svg path").first).to_be_attached()
    bars = shown.locator(".chart").first
    await expect(bars.locator(".chart-title")).to_have_text("Goals <u> against pace")
    await expect(bars.locator("svg text").filter(has_text="Ben <b>")).to_be_visible()

    await bars.get_by_test_id("chart").hover(position={"x": 130, "y": 120})
    await expect(bars.get_by_test_id("chart")).to_contain_text("Done <i>61.5Expected50")
    await bars.get_by_text("View as table").click()
    await expect(bars.get_by_role("row", name="Ben <b> 61.5 50")).to_be_visible()

    chart = shown.get_by_test_id("chart").first
    await expect(chart.locator("svg")).to_have_attribute("width", "514")

    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(chart.locator("svg")).not_to_have_attribute("width", "514")
    assert await chart.evaluate("chart => chart.querySelector('svg').clientWidth <= chart.clientWidth")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390

    await shown.hover()
    await shown.get_by_test_id("add-reaction").click()
    await page.get_by_test_id("emoji-search").fill("rocket")
    await page.get_by_test_id("emoji-rocket").click()
    await expect(shown.get_by_test_id("reaction-rocket")).to_be_visible()
    await expect(shown.get_by_test_id("chart").locator("svg")).to_have_count(len(CHARTS))
