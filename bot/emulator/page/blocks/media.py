"""Images and videos as HTML; nothing is loaded from other hosts, which show as a labelled frame."""

from urllib.parse import urlsplit

from bot.emulator.page.blocks.render_context import RenderContext, plain
from bot.emulator.page.markup import esc, icon, tag
from bot.emulator.page.mrkdwn import link_html, plain_to_html
from bot.emulator.state.world import Block


def picture(element: Block, size: str) -> str:
    """The image if it is served locally, else its alt text in a frame. `size`: wide, thumb or tiny."""
    url = str(element.get("image_url") or (element.get("slack_file") or {}).get("url", ""))
    words = str(element.get("alt_text", ""))
    if is_local(url):
        return tag("img", src=url, alt=words, class_=f"picture {size}", loading="lazy")
    label = "" if size == "tiny" else tag("span", esc(words))
    return tag(
        "span",
        icon("image"),
        label,
        class_=f"picture frame {size}",
        role="img",
        aria_label=words,
        title=words,
    )


def is_local(url: str) -> bool:
    """Whether the address is served by this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "data":
        return url.startswith("data:image/")
    return parts.hostname in ("127.0.0.1", "localhost", "::1") or (url.startswith("/") and not parts.netloc)


def image_html(block: Block, look: RenderContext) -> str:
    """An image block with its title."""
    title = tag("div", plain_to_html(plain(block.get("title"))), class_="hint") if block.get("title") else ""
    return tag("div", title, picture(block, "wide"), class_="image")


def video_html(block: Block, look: RenderContext) -> str:
    """A video as a card with title, author, thumbnail and description; a click opens its link."""
    title = plain_to_html(plain(block.get("title")))
    link = str(block.get("title_url") or block.get("video_url", ""))
    by = " · ".join(str(block[key]) for key in ("author_name", "provider_name") if block.get(key))
    still = {"image_url": block.get("thumbnail_url", ""), "alt_text": block.get("alt_text", "")}
    return tag(
        "div",
        tag("div", esc(by), class_="hint") if by else "",
        tag("div", tag("b", link_html(link, title))),
        tag("div", plain_to_html(plain(block.get("description")))) if block.get("description") else "",
        tag("div", picture(still, "wide"), icon("play"), class_="still"),
        class_="card video",
    )
