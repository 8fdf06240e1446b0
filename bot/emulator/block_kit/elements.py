"""Schemas of all Block Kit elements, and the blocks in which each may be used."""

from typing import Any

from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.limits import figure, limit
from bot.emulator.block_kit.menus import MENUS, MULTI_MENUS
from bot.emulator.block_kit.objects import (
    BOX_OPTION,
    CONFIRM,
    DISPATCH,
    IMAGE,
    OVERFLOW_OPTION,
    STYLE,
    chosen_among_options,
    plain,
)
from bot.emulator.block_kit.rich_text import WRITTEN
from bot.emulator.block_kit.values import (
    Check,
    Fields,
    Kinds,
    Shape,
    address,
    array,
    day,
    flag,
    one_of,
    text,
    whole,
    written,
)

_NAMED: Fields = {"action_id": text(limit("ids.action_id"))}
_ASKED: Fields = {**_NAMED, "confirm": CONFIRM, "focus_on_load": flag}
_LABEL: Fields = {"accessibility_label": text(limit("elements.button.accessibility_label"))}
_TIME = written(r"([01]\d|2[0-3]):[0-5]\d", "a time in the format HH:mm")
_NUMERAL = written(r"-?\d+(\.\d+)?", "a number in a string")


def _placeholder(element: str) -> Fields:
    return {"placeholder": plain(limit(f"elements.{element}.placeholder"))}


def _typed(element: str, **more: Check) -> Fields:
    held: Fields = {"initial_value": text(), "dispatch_action_config": DISPATCH, "focus_on_load": flag}
    return {**_NAMED, **_placeholder(element), **held, **more}


def _least_before_most(value: dict[str, Any], spot: Spot) -> None:
    if value.get("min_length", 0) > value.get("max_length", 3000):
        spot.at("min_length").complain("must be less than or equal to max_length")


_FEEDBACK = Shape(
    {
        "text": plain(limit("elements.feedback_button.text")),
        "value": text(limit("elements.feedback_button.value")),
    },
    _LABEL,
)
_TRIGGER = Shape(
    {"url": text()}, {"customizable_input_parameters": array(Shape({"name": text(), "value": text()}))}
)
_BUTTON_FIELDS: Fields = {
    **_NAMED,
    **_LABEL,
    "value": text(limit("elements.button.value")),
    "url": address(limit("elements.button.url")),
    "style": STYLE,
    "confirm": CONFIRM,
    "agent_prompt": text(limit("elements.button.agent_prompt")),
    "agent_prompt_display": text(),
    "visible_to_user_ids": array(text(), limit("elements.icon_button.visible_to_user_ids")),
}
_FIELDS: dict[str, Shape] = {
    "plain_text_input": Shape(
        {},
        _typed(
            "plain_text_input",
            multiline=flag,
            min_length=whole(limit("elements.plain_text_input.min_length")),
            max_length=whole(limit("elements.plain_text_input.max_length")),
        ),
        (_least_before_most,),
    ),
    "email_text_input": Shape({}, _typed("email_text_input")),
    "url_text_input": Shape({}, _typed("url_text_input")),
    "number_input": Shape(
        {"is_decimal_allowed": flag},
        _typed("number_input", initial_value=_NUMERAL, min_value=_NUMERAL, max_value=_NUMERAL),
    ),
    "rich_text_input": Shape(
        {},
        _typed(
            "rich_text_input",
            initial_value=WRITTEN,
            min_lines=whole(limit("elements.rich_text_input.lines")),
            max_lines=whole(limit("elements.rich_text_input.lines")),
        ),
    ),
    "file_input": Shape(
        {},
        {
            **_NAMED,
            "filetypes": array(text(), (1, 100)),
            "max_files": whole(limit("elements.file_input.max_files")),
        },
    ),
}
_CHOICES: dict[str, Shape] = {
    "checkboxes": Shape(
        {"options": array(BOX_OPTION, limit("elements.checkboxes.options"))},
        {**_ASKED, "initial_options": array(BOX_OPTION, limit("elements.checkboxes.options"))},
        (chosen_among_options,),
    ),
    "radio_buttons": Shape(
        {"options": array(BOX_OPTION, limit("elements.radio_buttons.options"))},
        {**_ASKED, "initial_option": BOX_OPTION},
        (chosen_among_options,),
    ),
    "datepicker": Shape({}, {**_ASKED, **_placeholder("datepicker"), "initial_date": day}),
    "timepicker": Shape(
        {}, {**_ASKED, **_placeholder("timepicker"), "initial_time": _TIME, "timezone": text()}
    ),
    "datetimepicker": Shape({}, {**_ASKED, "initial_date_time": whole((10**9, 10**10 - 1))}),
}
_PRESSED: dict[str, Shape] = {
    "button": Shape({"text": plain(limit("elements.button.text"))}, _BUTTON_FIELDS),
    "overflow": Shape(
        {"options": array(OVERFLOW_OPTION, limit("elements.overflow.options"))},
        {**_NAMED, "confirm": CONFIRM},
    ),
    "workflow_button": Shape(
        {"text": plain(limit("elements.workflow_button.text")), "workflow": Shape({"trigger": _TRIGGER})},
        {**_NAMED, **_LABEL, "style": STYLE},
    ),
}
_CONTEXTUAL: dict[str, Shape] = {
    "feedback_buttons": Shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _NAMED),
    "icon_button": Shape(
        {"icon": one_of("trash"), "text": plain(limit("elements.button.text"))},
        {
            **_NAMED,
            **_LABEL,
            "value": text(limit("elements.icon_button.value")),
            "confirm": CONFIRM,
            "visible_to_user_ids": array(text(), limit("elements.icon_button.visible_to_user_ids")),
        },
    ),
}
ELEMENTS: dict[str, Shape] = {
    **MENUS,
    **MULTI_MENUS,
    **_FIELDS,
    **_CHOICES,
    **_PRESSED,
    **_CONTEXTUAL,
    "image": IMAGE,
}
_SURFACES: dict[str, list[str]] = figure("surfaces.element_surfaces")
_NOT_BESIDE: list[str] = figure("surfaces.element_not_as_section_accessory")


def _allowed(shapes: dict[str, Shape]) -> Kinds:
    return Kinds(shapes, _SURFACES)


BUTTON = _allowed({"button": ELEMENTS["button"]})
IN_ACTIONS = _allowed(
    {**MENUS, **MULTI_MENUS, **_CHOICES, **_PRESSED, "rich_text_input": ELEMENTS["rich_text_input"]}
)
IN_CONTEXT_ACTIONS = _allowed(_CONTEXTUAL)
IN_INPUT = _allowed({**MENUS, **MULTI_MENUS, **_FIELDS, **_CHOICES})
BESIDE_SECTION = _allowed({name: shape for name, shape in ELEMENTS.items() if name not in _NOT_BESIDE})
