"""Rich text as HTML: sections, lists, quotes, preformatted text and their inline elements."""

from collections.abc import Callable

from bot.emulator.page.blocks.render_context import RenderContext
from bot.emulator.page.dates import slack_date
from bot.emulator.page.emoji import EMOJI, emoji_html
from bot.emulator.page.markup import esc, tag
from bot.emulator.page.mrkdwn import broadcast_html, channel_html, link_html, mention_html
from bot.emulator.state.world import Block

_STYLES = (("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s"), ("underline", "u"))


def rich_text_html(block: Block, look: RenderContext) -> str:
    """A rich_text block or cell."""
    return tag("div", *(_part(part, look) for part in block.get("elements") or []), class_="rich")


def _part(part: Block, look: RenderContext) -> str:
    kind = part.get("type")
    if kind == "rich_text_list":
        return _list(part, look)
    inner = _inline(part, look)
    if kind == "rich_text_quote":
        return tag("blockquote", inner)
    if kind == "rich_text_preformatted":
        return tag("pre", inner)
    return tag("div", inner)


def _list(part: Block, look: RenderContext) -> str:
    ordered = part.get("style") == "ordered"
    items = (tag("li", _inline(item, look)) for item in part.get("elements") or [])
    indent = int(part.get("indent") or 0)
    return tag(
        "ol" if ordered else "ul",
        *items,
        start=int(part.get("offset") or 0) + 1 if ordered else None,
        class_=f"level-{indent % 3}{' bordered' if part.get('border') else ''}",
        style=f"--indent:{indent}",
    )


def _inline(part: Block, look: RenderContext) -> str:
    html = "".join(_element(element, look) for element in part.get("elements") or [])
    return html if part.get("type") == "rich_text_preformatted" else html.replace("\n", "<br>")


def _element(element: Block, look: RenderContext) -> str:
    html = _ELEMENTS.get(str(element.get("type")), _text)(element, look)
    style = element.get("style") or {}
    for name, wrap in _STYLES:
        html = tag(wrap, html) if style.get(name) else html
    return html


def _text(element: Block, look: RenderContext) -> str:
    return esc(str(element.get("text", "")))


def _link(element: Block, look: RenderContext) -> str:
    url = str(element.get("url", ""))
    return link_html(url, esc(str(element.get("text") or url)))


def _emoji(element: Block, look: RenderContext) -> str:
    name, code = str(element.get("name", "")), str(element.get("unicode", ""))
    if name in EMOJI or not code:
        return emoji_html(name)
    points = [int(point, 16) for point in code.split("-") if point.isalnum()]
    return tag("span", *map(chr, points), class_="emoji", role="img", title=f":{name}:")


def _date(element: Block, look: RenderContext) -> str:
    pattern = str(element.get("format", "{date_pretty}"))
    return link_html(
        str(element.get("url", "")), esc(slack_date(pattern, float(element["timestamp"]), look.when))
    )


def _colour(element: Block, look: RenderContext) -> str:
    value = str(element.get("value", ""))
    swatch = tag("span", class_="swatch", style=f"background:{value}") if value.lstrip("#").isalnum() else ""
    return tag("code", swatch, esc(value))


_ELEMENTS: dict[str, Callable[[Block, RenderContext], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "color": _colour,
    "user": lambda element, look: mention_html(str(element.get("user_id", "")), look.names),
    "channel": lambda element, look: channel_html(str(element.get("channel_id", "")), look.names),
    "usergroup": lambda element, look: tag(
        "span", "@", esc(str(element.get("usergroup_id", ""))), class_="mention"
    ),
    "broadcast": lambda element, look: broadcast_html(str(element.get("range", ""))),
}
