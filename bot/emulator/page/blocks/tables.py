"""Tables as HTML: the plain table and the data table."""

from typing import Any

from bot.emulator.page.blocks.render_context import RenderContext, plain
from bot.emulator.page.blocks.rich_text import rich_text_html
from bot.emulator.page.markup import esc, tag
from bot.emulator.state.world import Block

_ALIGN = {"center", "right"}


def table_html(block: Block, look: RenderContext) -> str:
    """A table; its first row is the head, `column_settings` align and wrap the columns."""
    rows = block.get("rows") or []
    settings = block.get("column_settings") or []
    head = tag("thead", _row(rows[0], settings, "th", look)) if rows else ""
    body = tag("tbody", *(_row(row, settings, "td", look) for row in rows[1:]))
    return tag("div", tag("table", head, body), class_="table", tabindex=0, role="region", aria_label="Table")


def data_table_html(block: Block, look: RenderContext) -> str:
    """A data table with its caption; at most one page high, with a scroll bar."""
    caption = plain(block.get("caption"))
    high = int(block.get("page_size", 5))
    table = table_html({"rows": block.get("rows"), "column_settings": _numbers_right(block)}, look)
    return tag("div", tag("b", esc(caption)), table, class_="data-table", style=f"--rows:{high}")


def _numbers_right(block: Block) -> list[dict[str, Any] | None]:
    rows = block.get("rows") or []
    return [
        {"align": "right"} if cell.get("type") == "raw_number" else None for cell in (rows[1:] or [[]])[0]
    ]


def _row(cells: list[Block], settings: list[Any], name: str, look: RenderContext) -> str:
    return tag("tr", *(_cell(cell, _setting(settings, n), name, look) for n, cell in enumerate(cells)))


def _setting(settings: list[Any], column: int) -> dict[str, Any]:
    return (settings[column] if column < len(settings) else None) or {}


def _cell(cell: Block, setting: dict[str, Any], name: str, look: RenderContext) -> str:
    rich = cell.get("type") == "rich_text"
    inner = rich_text_html(cell, look) if rich else esc(str(cell.get("text", cell.get("value", ""))))
    align = setting.get("align")
    classes = f"{align if align in _ALIGN else ''} {'wrap' if setting.get('is_wrapped') else ''}".strip()
    return tag(name, inner, class_=classes or None)
