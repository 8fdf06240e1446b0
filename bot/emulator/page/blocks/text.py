"""Text blocks as HTML: section, header, context, actions, divider, markdown, alert."""

from bot.emulator.page.blocks.elements import element_html
from bot.emulator.page.blocks.markdown import markdown_to_html
from bot.emulator.page.blocks.media import picture
from bot.emulator.page.blocks.render_context import RenderContext, plain
from bot.emulator.page.markup import icon, tag
from bot.emulator.page.mrkdwn import plain_to_html
from bot.emulator.state.world import Block


def section_html(block: Block, look: RenderContext) -> str:
    """A section: text, up to two columns of fields, an accessory at the right."""
    block_id = str(block.get("block_id", ""))
    text = tag("div", look.text(block["text"]), class_="words") if block.get("text") else ""
    cells = "".join(tag("div", look.text(field)) for field in block.get("fields") or [])
    fields = tag("div", cells, class_="fields") if cells else ""
    accessory = block.get("accessory")
    beside = tag("div", _accessory(accessory, block_id, look), class_="accessory") if accessory else ""
    return tag("div", tag("div", text, fields, class_="grow"), beside, class_="section")


def _accessory(element: Block, block_id: str, look: RenderContext) -> str:
    if element.get("type") == "image":
        return picture(element, "thumb")
    return element_html(element, block_id, look)


def header_html(block: Block, look: RenderContext) -> str:
    """A heading of its level (1 is the largest; Slack's default looks like 2)."""
    level = min(max(int(block.get("level", 2)), 1), 4)
    return tag(
        "div", look.text(block.get("text")), class_=f"header h{level}", role="heading", aria_level=level + 2
    )


def context_html(block: Block, look: RenderContext) -> str:
    """A context block: small grey text and images in one line."""
    parts = (
        picture(element, "tiny") if element.get("type") == "image" else tag("span", look.text(element))
        for element in block.get("elements") or []
    )
    return tag("div", *parts, class_="context")


def actions_html(block: Block, look: RenderContext) -> str:
    """An actions block: its elements in one row."""
    block_id = str(block.get("block_id", ""))
    return tag(
        "div", *(element_html(e, block_id, look) for e in block.get("elements") or []), class_="actions"
    )


def divider_html(block: Block, look: RenderContext) -> str:
    """A divider block as a horizontal line."""
    return tag("hr")


def markdown_html(block: Block, look: RenderContext) -> str:
    """A markdown block, in standard Markdown."""
    return tag("div", markdown_to_html(str(block.get("text", ""))), class_="markdown")


def alert_html(block: Block, look: RenderContext) -> str:
    """An alert: a coloured frame with its text."""
    level = str(block.get("level", "default"))
    words = tag("div", look.text(block.get("text")))
    known = level if level in ("info", "warning", "error", "success") else "default"
    return tag("div", icon("alert"), words, class_=f"alert alert-{known}", role="note")


def file_html(block: Block, look: RenderContext) -> str:
    """A block for a remote file."""
    return tag("div", icon("file"), plain_to_html(plain(block.get("external_id"))), class_="card")
