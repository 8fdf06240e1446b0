"""Schemas of composition objects: text, options, confirmation dialogs."""

from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.limits import Range, limit
from bot.emulator.block_kit.values import (
    Check,
    Kinds,
    Shape,
    address,
    array,
    either,
    flag,
    not_both,
    one_of,
    text,
)


def _plain_text(limits: Range) -> Shape:
    return Shape({"text": text(limits)}, {"emoji": flag})


def plain(limits: Range) -> Check:
    """Checks a plain_text object whose text is within these limits."""
    return Kinds({"plain_text": _plain_text(limits)})


def words(limits: Range) -> Kinds:
    """Checks a plain_text or mrkdwn object whose text is within these limits."""
    mrkdwn = Shape({"text": text(limits)}, {"verbatim": flag})
    return Kinds({"plain_text": _plain_text(limits), "mrkdwn": mrkdwn})


SLACK_FILE = Shape({}, {"id": text(), "url": text()}, (either("id", "url"), not_both("id", "url")))
IMAGE_FIELDS: dict[str, Check] = {
    "image_url": text(limit("blocks.image.image_url")),
    "slack_file": SLACK_FILE,
}
IMAGE_RULES = (either("image_url", "slack_file"), not_both("image_url", "slack_file"))
IMAGE = Shape({"alt_text": text(limit("blocks.image.alt_text"))}, IMAGE_FIELDS, IMAGE_RULES)
PICTURE = Kinds({"image": IMAGE})

STYLE = one_of("primary", "danger")
CONFIRM = Shape(
    {"title": plain(limit("objects.confirm.title")), "text": words(limit("objects.confirm.text"))},
    {
        "confirm": plain(limit("objects.confirm.confirm")),
        "deny": plain(limit("objects.confirm.deny")),
        "style": STYLE,
    },
)

_VALUE = text(limit("objects.option.value"))
_TEXT, _DESCRIPTION = limit("objects.option.text"), limit("objects.option.description")
OPTION = Shape({"text": plain(_TEXT), "value": _VALUE}, {"description": plain(_DESCRIPTION)})
BOX_OPTION = Shape({"text": words(_TEXT), "value": _VALUE}, {"description": words(_DESCRIPTION)})
OVERFLOW_OPTION = Shape(
    {"text": plain(_TEXT), "value": _VALUE},
    {"description": plain(_DESCRIPTION), "url": address(limit("objects.option.url"))},
)
OPTION_GROUP = Shape(
    {
        "label": plain(limit("objects.option_group.label")),
        "options": array(OPTION, limit("objects.option_group.options")),
    }
)
DISPATCH = Shape({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), (1, 2))})
FILTER = Shape(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), (1, 4)),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    (either("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)


def chosen_among_options(value: dict[str, Any], spot: Spot) -> None:
    """Complains unless each initial option equals one of the options."""
    groups = value.get("option_groups", [])
    offered = value.get("options", []) + [each for group in groups for each in group["options"]]
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name, [])
        if any(not _same(each, offered) for each in (chosen if isinstance(chosen, list) else [chosen])):
            spot.at(name).complain("must match one of the provided options")


def _same(option: dict[str, Any], offered: list[dict[str, Any]]) -> bool:
    wanted = (option["value"], option["text"]["text"])
    return any((each["value"], each["text"]["text"]) == wanted for each in offered)
