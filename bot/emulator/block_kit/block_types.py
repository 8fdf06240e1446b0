"""The schema of every block type, and the surfaces on which each may be used."""

from typing import Any

from bot.emulator.block_kit.cards import CARDS
from bot.emulator.block_kit.charts import CHARTS
from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.layout import LAYOUT, NAMED
from bot.emulator.block_kit.limits import figure, limit
from bot.emulator.block_kit.objects import PICTURE, plain, words
from bot.emulator.block_kit.rich_text import WRITTEN
from bot.emulator.block_kit.tables import TABLES
from bot.emulator.block_kit.values import Kinds, Shape, array, either, flag, one_of, text


def _collapsed_can_open(value: dict[str, Any], spot: Spot) -> None:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        spot.at("default_collapsed").complain("must define `is_collapsible` to use `default_collapsed`")


# Containers, cards and charts do not go into a container.
_INSIDE = (
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)
_SURFACES: dict[str, list[str]] = figure("surfaces.block_types")
_CHILD = Kinds({name: shape for name, shape in {**LAYOUT, **TABLES}.items() if name in _INSIDE}, _SURFACES)
_CONTAINER = Shape(
    {"child_blocks": array(_CHILD, limit("blocks.container.child_blocks"))},
    {
        **NAMED,
        "title": plain(limit("blocks.container.title")),
        "rich_text_title": WRITTEN,
        "subtitle": words(limit("blocks.container.subtitle")),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": PICTURE,
        "is_collapsible": flag,
        "default_collapsed": flag,
        "has_header_divider": flag,
    },
    (either("title", "rich_text_title"), _collapsed_can_open),
)
# Its label and the blocks inside count in the surface's limits.
_ITEM = Shape({"blocks": array(_CHILD)}, {"width": one_of("narrow", "standard", "wide")})
_LAYOUT = Shape(
    {
        "label": text(limit("blocks.layout.label")),
        "rows": array(
            Shape({"items": array(_ITEM, limit("blocks.layout.items"))}), limit("blocks.layout.rows")
        ),
    },
    {
        **NAMED,
        "is_label_visible": flag,
        "grid_lines": one_of("none", "rows", "outer"),
        "fallback": array(_CHILD),
    },
)
BLOCKS: dict[str, Shape] = {**LAYOUT, **CARDS, **TABLES, **CHARTS, "container": _CONTAINER, "layout": _LAYOUT}
BLOCK = Kinds(BLOCKS, _SURFACES)
