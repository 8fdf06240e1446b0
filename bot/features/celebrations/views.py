"""A celebration as the channel reads it. Names, not mentions: nobody is pinged. Pure."""

from collections.abc import Sequence
from zlib import crc32

from bot.common.text import listed, plural
from bot.deliveries.notices import NoticeKind
from bot.features.celebrations.notices import CelebrationPost, PostedCelebration
from bot.features.celebrations.rules.selection import CelebrationTone
from bot.features.celebrations.rules.texts import sentence, undone
from bot.slack.blocks import Block, Message, button, context, section

CONGRATULATE = "celebrations.congratulate"
# Slack takes fifty blocks in a message; this leaves room for the rest and the picture.
_MOST_ITEMS = 40


def post(notice: CelebrationPost) -> Message:
    """Message with all celebrations of one post; shows 40, and names the people of the rest in one line."""
    items = notice.items
    texts = [_text(item, notice.tone) for item in items]
    blocks = [_item(item, text) for item, text in zip(items[:_MOST_ITEMS], texts, strict=False)]
    if len(items) > _MOST_ITEMS:
        names = listed(list(dict.fromkeys(name for item in items[_MOST_ITEMS:] for name in item.words.who)))
        blocks.append(context(f"And {len(items) - _MOST_ITEMS} more, by {names}"[:2000]))
    more = f" And {plural(len(items) - 1, 'more reason')} to celebrate." if len(items) > 1 else ""
    return Message(f"{texts[0]}{more}", [*blocks, *_image(notice.images, items)])


def _text(item: PostedCelebration, tone: CelebrationTone) -> str:
    if item.is_undone:
        return undone(item.kind, item.words, item.became)
    return sentence(item.kind, item.words, tone, item.key)


def _item(item: PostedCelebration, text: str) -> Block:
    if item.is_undone:
        return section(text)
    return section(text, accessory=button("Congratulate", CONGRATULATE, value=str(item.celebration_id)))


def _image(images: Sequence[str], items: Sequence[PostedCelebration]) -> list[Block]:
    """Image block with one of the workspace's pictures, chosen by the key of the first item.

    Empty without pictures, and once all items are undone.
    """
    if not images or all(item.is_undone for item in items):
        return []
    url = images[crc32(items[0].key.encode()) % len(images)]
    return [{"type": "image", "image_url": url, "alt_text": "A picture to celebrate"}]


NOTICES = (NoticeKind(CelebrationPost, post),)
