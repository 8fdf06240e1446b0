"""Schemas of the classic blocks: section, header, context, actions, input, image, video."""

from bot.emulator.block_kit.elements import BESIDE_SECTION, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT
from bot.emulator.block_kit.limits import limit
from bot.emulator.block_kit.objects import IMAGE, IMAGE_FIELDS, IMAGE_RULES, plain, words
from bot.emulator.block_kit.rich_text import RICH_TEXT
from bot.emulator.block_kit.values import (
    Check,
    Fields,
    Kinds,
    Shape,
    anything,
    array,
    either,
    flag,
    text,
    whole,
)

NAMED: Fields = {"block_id": text(limit("ids.block_id"))}


def _figure(block: str, name: str) -> Check:
    return text(limit(f"blocks.{block}.{name}"))


_IN_CONTEXT = Kinds({**words(limit("objects.text.text")).checks, "image": IMAGE})

LAYOUT: dict[str, Shape] = {
    "actions": Shape({"elements": array(IN_ACTIONS, limit("blocks.actions.elements"))}, NAMED),
    "call": Shape({"call_id": text()}, {**NAMED, "api_decoration_available": flag, "call": anything}),
    "context": Shape({"elements": array(_IN_CONTEXT, limit("blocks.context.elements"))}, NAMED),
    "context_actions": Shape(
        {"elements": array(IN_CONTEXT_ACTIONS, limit("blocks.context_actions.elements"))}, NAMED
    ),
    "divider": Shape({}, NAMED),
    "header": Shape(
        {"text": plain(limit("blocks.header.text"))}, {**NAMED, "level": whole(limit("blocks.header.level"))}
    ),
    "image": Shape(
        {"alt_text": _figure("image", "alt_text")},
        {**NAMED, **IMAGE_FIELDS, "title": plain(limit("blocks.image.title"))},
        IMAGE_RULES,
    ),
    "input": Shape(
        {"label": plain(limit("blocks.input.label")), "element": IN_INPUT},
        {**NAMED, "hint": plain(limit("blocks.input.hint")), "optional": flag, "dispatch_action": flag},
    ),
    "markdown": Shape({"text": _figure("markdown", "text")}, NAMED),
    "rich_text": RICH_TEXT,
    "section": Shape(
        {},
        {
            **NAMED,
            "text": words(limit("blocks.section.text")),
            "fields": array(words(limit("blocks.section.field_text")), limit("blocks.section.fields")),
            "accessory": BESIDE_SECTION,
            "expand": flag,
        },
        (either("text", "fields"),),
    ),
    "video": Shape(
        {
            "title": plain(limit("blocks.video.title")),
            "alt_text": _figure("video", "alt_text"),
            "video_url": _figure("video", "video_url"),
            "thumbnail_url": _figure("video", "thumbnail_url"),
        },
        {
            **NAMED,
            "title_url": text(),
            "description": plain(limit("blocks.video.description")),
            "provider_icon_url": text(),
            "provider_name": _figure("video", "provider_name"),
            "author_name": _figure("video", "author_name"),
        },
    ),
}
