"""Select menus: static, external, people, conversations, channels, each for one choice or for several."""

from bot.emulator.block_kit.limits import limit
from bot.emulator.block_kit.objects import CONFIRM, FILTER, OPTION, OPTION_GROUP, chosen_among_options, plain
from bot.emulator.block_kit.values import (
    Check,
    Fields,
    Shape,
    array,
    either,
    flag,
    not_both,
    text,
    whole,
    written,
)

_USER = written(r"[UW][A-Z0-9]+", "a user id")
_PLACE = written(r"[CDG][A-Z0-9]+", "a conversation id")
_ONE: Fields = {
    "action_id": text(limit("ids.action_id")),
    "placeholder": plain(limit("elements.select.placeholder")),
    "confirm": CONFIRM,
    "focus_on_load": flag,
}
_SEVERAL: Fields = {**_ONE, "max_selected_items": whole((1, 10**6))}
_OPTIONS: Fields = {
    "options": array(OPTION, limit("elements.select.options")),
    "option_groups": array(OPTION_GROUP, limit("elements.select.option_groups")),
}
_OPTION_RULES = (
    either("options", "option_groups"),
    not_both("options", "option_groups"),
    chosen_among_options,
)
_SEARCH: Fields = {"min_query_length": whole((0, 255))}
_WHERE: Fields = {"default_to_current_conversation": flag, "filter": FILTER}
_ANSWERS: Fields = {"response_url_enabled": flag}

MENUS: dict[str, Shape] = {
    "static_select": Shape({}, {**_ONE, **_OPTIONS, "initial_option": OPTION}, _OPTION_RULES),
    "external_select": Shape({}, {**_ONE, **_SEARCH, "initial_option": OPTION}),
    "users_select": Shape({}, {**_ONE, "initial_user": _USER}),
    "conversations_select": Shape({}, {**_ONE, **_WHERE, **_ANSWERS, "initial_conversation": _PLACE}),
    "channels_select": Shape({}, {**_ONE, **_ANSWERS, "initial_channel": _PLACE}),
}
_CHOSEN: Check = array(OPTION, limit("elements.multi_select.options"))
MULTI_MENUS: dict[str, Shape] = {
    "multi_static_select": Shape({}, {**_SEVERAL, **_OPTIONS, "initial_options": _CHOSEN}, _OPTION_RULES),
    "multi_external_select": Shape({}, {**_SEVERAL, **_SEARCH, "initial_options": _CHOSEN}),
    "multi_users_select": Shape({}, {**_SEVERAL, "initial_users": array(_USER)}),
    "multi_conversations_select": Shape({}, {**_SEVERAL, **_WHERE, "initial_conversations": array(_PLACE)}),
    "multi_channels_select": Shape({}, {**_SEVERAL, "initial_channels": array(_PLACE)}),
}
