"""A celebration as the channel reads it. Names, not mentions: nobody is pinged. Pure."""

from collections.abc import Sequence
from zlib import crc32

from bot.common.text import listed, plural
from bot.deliveries.notices import NoticeKind
from bot.features.celebrations.notices import CelebrationPost, PostedCelebration
from bot.features.celebrations.rules.combined import combined, one_each
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone
from bot.features.celebrations.rules.texts import CONGRATULATE, sentence, undone
from bot.framework.needs import first_names
from bot.slack.blocks import Block, Element, Message, actions, button, context, section

_MOST_BUTTONS = 5
# A button each; posts of before have one below each sentence.
CONGRATULATIONS = (CONGRATULATE, *(f"{CONGRATULATE}:{number}" for number in range(1, _MOST_BUTTONS + 1)))
_MOST_LINES = 6

Group = Sequence[PostedCelebration]


def post(notice: CelebrationPost) -> Message:
    """Message with all celebrations of one post, a sentence a person, and one row to congratulate.

    Shows six sentences, and names the people of the rest in one line.
    """
    groups = one_each([(item.words.who, item.is_undone, item) for item in notice.items])
    texts = [_text(group, notice.tone) for group in groups]
    blocks: list[Block] = [section(text) for text in texts[:_MOST_LINES]]
    if len(groups) > _MOST_LINES:
        names = listed(
            list(dict.fromkeys(name for each in groups[_MOST_LINES:] for name in each[0].words.who))
        )
        blocks.append(context(f"And {len(groups) - _MOST_LINES} more, by {names}"[:2000]))
    blocks += _row(groups)
    more = f" And {plural(len(groups) - 1, 'more reason')} to celebrate." if len(groups) > 1 else ""
    return Message(f"{texts[0]}{more}", [*blocks, *_image(notice.images, notice.items)])


def _text(group: Group, tone: CelebrationTone) -> str:
    first = group[0]
    if first.is_undone:
        return undone(first.kind, first.words, first.became)
    if len(group) == 1:
        return sentence(first.kind, first.words, tone, first.key)
    return combined([(item.kind, item.words) for item in group], tone)


def _row(groups: Sequence[Group]) -> list[Block]:
    """One row: whom to congratulate, five at most."""
    # Where several are in one sentence, the button is for what most of them did.
    good = [max(group, key=lambda item: len(item.words.who)) for group in groups if not group[0].is_undone]
    good = good[:_MOST_BUTTONS]
    names = {name: name for item in good for name in item.words.who}
    called = first_names(names)
    buttons: list[Element] = []
    for number, item in enumerate(good, 1):
        is_team = item.kind is CelebrationKind.team
        who = listed([name if is_team else called[name] for name in item.words.who])
        label = f"Congratulate {who}" if number == 1 else who
        buttons.append(button(label[:75], f"{CONGRATULATE}:{number}", value=str(item.celebration_id)))
    return [actions(*buttons)] if buttons else []


def _image(images: Sequence[str], items: Sequence[PostedCelebration]) -> list[Block]:
    """Image block with one of the workspace's pictures, chosen by the key of the first item.

    Empty without pictures, and once all items are undone.
    """
    if not images or all(item.is_undone for item in items):
        return []
    url = images[crc32(items[0].key.encode()) % len(images)]
    return [{"type": "image", "image_url": url, "alt_text": "A picture to celebrate"}]


NOTICES = (NoticeKind(CelebrationPost, post),)
