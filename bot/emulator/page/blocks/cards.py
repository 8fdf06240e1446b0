"""Blocks that contain others as HTML: card, carousel, container."""

from bot.emulator.page.blocks.elements import element_html
from bot.emulator.page.blocks.media import picture
from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.markup import icon, tag
from bot.emulator.state.world import Block


def card_html(block: Block, look: RenderContext) -> str:
    """A card: hero picture, icon, title, subtitle, body, small print, buttons."""
    block_id = str(block.get("block_id", ""))
    hero = picture(block["hero_image"], "wide") if block.get("hero_image") else ""
    badge = picture(block["icon"], "tiny") if block.get("icon") else ""
    lines = [
        tag("div", look.text(block.get(key)), class_=f"card-{key}")
        for key in ("title", "subtitle", "body", "subtext")
        if block.get(key)
    ]
    buttons = [element_html(element, block_id, look) for element in block.get("actions") or []]
    foot = tag("div", *buttons, class_="actions") if buttons else ""
    return tag(
        "div",
        hero,
        tag("div", badge, tag("div", *lines, class_="grow"), class_="section"),
        foot,
        class_="card",
    )


def carousel_html(block: Block, look: RenderContext) -> str:
    """Cards in a row that scrolls sideways."""
    cards = (card_html(card, look) for card in block.get("elements") or [])
    return tag("div", *cards, class_="carousel", tabindex=0, role="region", aria_label="Cards")


def container_html(block: Block, look: RenderContext, children: str) -> str:
    """A frame that can be folded, with a title and other blocks (already HTML) in it."""
    badge = picture(block["icon"], "tiny") if block.get("icon") else ""
    subtitle = tag("div", look.text(block["subtitle"]), class_="hint") if block.get("subtitle") else ""
    title = tag("div", tag("b", look.text(block.get("title"))), subtitle, class_="grow")
    head = tag("summary", badge, title, icon("down-small"))
    return tag("details", head, children, class_="card container", open=not block.get("default_collapsed"))
