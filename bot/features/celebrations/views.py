"""A celebration as the channel reads it. Names, not mentions: nobody is pinged. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from bot.common.text import listed, plural
from bot.deliveries.notices import untyped
from bot.features.celebrations.notices import POST
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone
from bot.features.celebrations.rules.texts import sentence, undone
from bot.slack.blocks import Block, Message, button, context, section

CONGRATULATE = "celebrations.congratulate"
# Slack takes fifty blocks in a message; this leaves room for the rest and the picture.
_MOST_ITEMS = 40


def post(facts: Mapping[str, Any]) -> Message:
    """Message with all celebrations of one post. `facts`: tone, images, and items (kind, key, facts, undone).

    Shows 40 items, and names the people of the rest in one line.
    """
    tone, items = CelebrationTone(facts["tone"]), facts["items"]
    texts = [_text(item, tone) for item in items]
    blocks = [_item(item, text) for item, text in zip(items[:_MOST_ITEMS], texts, strict=False)]
    if len(items) > _MOST_ITEMS:
        names = listed(list(dict.fromkeys(n for item in items[_MOST_ITEMS:] for n in item["facts"]["who"])))
        blocks.append(context(f"And {len(items) - _MOST_ITEMS} more, by {names}"[:2000]))
    more = f" And {plural(len(items) - 1, 'more reason')} to celebrate." if len(items) > 1 else ""
    return Message(f"{texts[0]}{more}", [*blocks, *_image(facts["images"], items)])


def _text(item: Mapping[str, Any], tone: CelebrationTone) -> str:
    kind = CelebrationKind(item["kind"])
    if item["undone"]:
        return undone(kind, item["facts"])
    return sentence(kind, item["facts"], tone, item["key"])


def _item(item: Mapping[str, Any], text: str) -> Block:
    if item["undone"]:
        return section(text)
    return section(text, accessory=button("Congratulate", CONGRATULATE, value=str(item["id"])))


def _image(images: Sequence[str], items: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Image block with one of the workspace's pictures, chosen by the key of the first item.

    Empty without pictures, and once all items are undone.
    """
    if not images or all(item["undone"] for item in items):
        return []
    url = images[crc32(items[0]["key"].encode()) % len(images)]
    return [{"type": "image", "image_url": url, "alt_text": "A picture to celebrate"}]


KINDS = {POST: untyped(post)}
