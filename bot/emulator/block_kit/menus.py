"""Select menus: static, external, people, conversations, channels, each for one choice or for several."""

from bot.emulator.block_kit.limits import limit
from bot.emulator.block_kit.objects import CONFIRM, FILTER, OPTION, OPTION_GROUP, chosen_among_options, plain
from bot.emulator.block_kit.values import Check, Fields, Shape, array, either, flag, not_both, text, whole

_ID = text()
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
_PLACES: Fields = {"default_to_current_conversation": flag, "filter": FILTER}
_ANSWERS: Fields = {"response_url_enabled": flag}

MENUS: dict[str, Shape] = {
    "static_select": Shape({}, {**_ONE, **_OPTIONS, "initial_option": OPTION}, _OPTION_RULES),
    "external_select": Shape({}, {**_ONE, **_SEARCH, "initial_option": OPTION}),
    "users_select": Shape({}, {**_ONE, "initial_user": _ID}),
    "conversations_select": Shape({}, {**_ONE, **_PLACES, **_ANSWERS, "initial_conversation": _ID}),
    "channels_select": Shape({}, {**_ONE, **_ANSWERS, "initial_channel": _ID}),
}
_CHOSEN: Check = array(OPTION, limit("elements.multi_select.options"))
MULTI_MENUS: dict[str, Shape] = {
    "multi_static_select": Shape({}, {**_SEVERAL, **_OPTIONS, "initial_options": _CHOSEN}, _OPTION_RULES),
    "multi_external_select": Shape({}, {**_SEVERAL, **_SEARCH, "initial_options": _CHOSEN}),
    "multi_users_select": Shape({}, {**_SEVERAL, "initial_users": array(_ID)}),
    "multi_conversations_select": Shape({}, {**_SEVERAL, **_PLACES, "initial_conversations": array(_ID)}),
    "multi_channels_select": Shape({}, {**_SEVERAL, "initial_channels": array(_ID)}),
}
