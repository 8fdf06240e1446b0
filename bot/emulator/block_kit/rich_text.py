"""Schema of rich text: sections, lists, quotes and preformatted text of styled elements."""

from bot.emulator.block_kit.limits import limit
from bot.emulator.block_kit.values import (
    Fields,
    Kinds,
    Shape,
    array,
    flag,
    number,
    one_of,
    text,
    whole,
    written,
)

_STYLE = Shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag
    ),
)
_STYLED: Fields = {"style": _STYLE}
_WORDS = text((1, 40_000))
_PIECES = Kinds(
    {
        "text": Shape({"text": _WORDS}, _STYLED),
        "link": Shape({"url": _WORDS}, {**_STYLED, "text": text(), "unsafe": flag}),
        "emoji": Shape(
            {"name": _WORDS}, {**_STYLED, "unicode": text(), "skin_tone": whole((1, 6)), "url": text()}
        ),
        "user": Shape({"user_id": _WORDS}, _STYLED),
        "usergroup": Shape({"usergroup_id": _WORDS}, _STYLED),
        "channel": Shape({"channel_id": _WORDS}, _STYLED),
        "team": Shape({"team_id": _WORDS}, _STYLED),
        "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
        "color": Shape({"value": written("#[0-9a-fA-F]{6}", "a color like #c0ffee")}, _STYLED),
        "date": Shape(
            {"timestamp": number, "format": _WORDS}, {**_STYLED, "url": text(), "fallback": text()}
        ),
    }
)
_BORDER: Fields = {"border": whole(limit("blocks.rich_text.list_border"))}
_SECTION = Shape({"elements": array(_PIECES)})
_LIST = Shape(
    {"elements": array(Kinds({"rich_text_section": _SECTION})), "style": one_of("bullet", "ordered")},
    {**_BORDER, "indent": whole(limit("blocks.rich_text.list_indent")), "offset": whole((0, 10**6))},
)
_PARTS = Kinds(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": _LIST,
        "rich_text_quote": Shape({"elements": array(_PIECES)}, _BORDER),
        "rich_text_preformatted": Shape({"elements": array(_PIECES)}, {**_BORDER, "language": text()}),
    }
)
RICH_TEXT = Shape({"elements": array(_PARTS)}, {"block_id": text(limit("ids.block_id"))})
WRITTEN = Kinds({"rich_text": RICH_TEXT})
