"""Dispatches every block type to its renderer."""

from collections.abc import Callable, Iterable

from bot.emulator.page.blocks.cards import card_html, carousel_html, container_html
from bot.emulator.page.blocks.charts import chart_html
from bot.emulator.page.blocks.inputs import input_html
from bot.emulator.page.blocks.media import image_html, video_html
from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.blocks.rich_text import rich_text_html
from bot.emulator.page.blocks.tables import data_table_html, table_html
from bot.emulator.page.blocks.text import (
    actions_html,
    alert_html,
    context_html,
    divider_html,
    file_html,
    header_html,
    markdown_html,
    section_html,
)
from bot.emulator.page.markup import esc, tag
from bot.emulator.state.world import Block

RENDERERS: dict[str, Callable[[Block, RenderContext], str]] = {
    "actions": actions_html,
    "alert": alert_html,
    "card": card_html,
    "carousel": carousel_html,
    "context": context_html,
    "context_actions": actions_html,
    "data_table": data_table_html,
    "data_visualization": chart_html,
    "divider": divider_html,
    "file": file_html,
    "header": header_html,
    "image": image_html,
    "input": input_html,
    "markdown": markdown_html,
    "rich_text": rich_text_html,
    "section": section_html,
    "table": table_html,
    "video": video_html,
}


def block_html(block: Block, look: RenderContext) -> str:
    """One block with its margins; an unknown type is shown as a grey line that names it."""
    kind = str(block.get("type", ""))
    if kind == "container":
        inner = container_html(block, look, blocks_html(block.get("child_blocks") or [], look))
    elif kind == "layout":
        inner = _layout_html(block, look)
    elif kind in RENDERERS:
        inner = RENDERERS[kind](block, look)
    else:
        inner = tag("div", f"A {esc(kind)} block cannot be shown here.", class_="unknown")
    return tag("div", inner, class_=f"block b-{kind}" if kind.isidentifier() else "block")


def _layout_html(block: Block, look: RenderContext) -> str:
    """Blocks side by side, stacked on a phone; by an older client what it has instead."""
    if look.older_client:
        return blocks_html(block.get("fallback") or [], look)
    label = tag("div", tag("b", esc(block["label"]))) if block.get("is_label_visible") else ""
    rows = (
        tag("div", *(_item_html(item, look) for item in row["items"]), class_="layout-row")
        for row in block["rows"]
    )
    lines = block.get("grid_lines", "none")
    return tag("div", label, *rows, class_=f"layout lines-{lines}", role="group", aria_label=block["label"])


def _item_html(item: Block, look: RenderContext) -> str:
    width = item.get("width", "standard")
    return tag("div", blocks_html(item["blocks"], look), class_=f"layout-item {width}")


def blocks_html(blocks: Iterable[Block], look: RenderContext) -> str:
    """The blocks one below the other, as HTML."""
    return "".join(block_html(block, look) for block in blocks)
