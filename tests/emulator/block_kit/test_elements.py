"""Elements: what each must and may hold, in which block, and on which surface."""

from typing import Any

import pytest

from bot.emulator.block_kit.elements import ELEMENTS

from .examples import (
    AB,
    BUTTON,
    CHOICES,
    CONFIRM,
    CONTEXTUAL,
    FIELDS,
    GROUPS,
    MENUS,
    OVERFLOW,
    PICTURE,
    PRESSED,
    Object,
    mrkdwn,
    option,
    plain,
)
from .refusals import in_home, in_message, in_modal, without

SINGLE = [each for each in MENUS if not each["type"].startswith("multi")]
EVERY = [*MENUS, *CHOICES, *PRESSED, *FIELDS, *CONTEXTUAL, PICTURE]


def _kind(element: Object) -> str:
    return str(element["type"])


def _actions(*elements: Any) -> Object:
    return {"type": "actions", "elements": list(elements)}


def _beside(element: Any) -> Object:
    return {"type": "section", "text": plain("x"), "accessory": element}


def _field(element: Any) -> Object:
    return {"type": "input", "label": plain("x"), "element": element}


def test_there_is_an_example_of_every_element() -> None:
    """No element is left untested."""
    assert {each["type"] for each in EVERY} == set(ELEMENTS)


@pytest.mark.parametrize("element", [*MENUS, *CHOICES, *PRESSED], ids=_kind)
def test_what_may_be_in_a_row_of_actions(element: Object) -> None:
    """Menus, choices and buttons are taken in actions."""
    assert in_message(_actions(element)) == []


@pytest.mark.parametrize("element", [*FIELDS[:4], FIELDS[5], *CONTEXTUAL, PICTURE], ids=_kind)
def test_what_may_not_be_in_a_row_of_actions(element: Object) -> None:
    """Text fields, files, feedback and pictures are not."""
    assert "unsupported type" in in_modal(_actions(element))[0]


@pytest.mark.parametrize("element", [*MENUS, *CHOICES[:4], *PRESSED, PICTURE], ids=_kind)
def test_what_may_be_beside_a_section(element: Object) -> None:
    """Menus, choices, buttons and pictures are taken as accessory."""
    assert in_message(_beside(element)) == []


@pytest.mark.parametrize("element", [CHOICES[4], *FIELDS, *CONTEXTUAL], ids=_kind)
def test_what_may_not_be_beside_a_section(element: Object) -> None:
    """Fields, date and time in one, and feedback are not."""
    assert "unsupported type" in in_modal(_beside(element))[0]


@pytest.mark.parametrize("element", [*MENUS, *CHOICES, *FIELDS], ids=_kind)
def test_what_may_be_in_an_input(element: Object) -> None:
    """Everything that keeps a value is taken as an input of a modal."""
    assert in_modal(_field(element)) == []


@pytest.mark.parametrize("element", CONTEXTUAL, ids=_kind)
def test_what_may_be_in_context_actions(element: Object) -> None:
    """Feedback and icons are taken under a message."""
    assert in_message({"type": "context_actions", "elements": [element]}) == []


def test_some_elements_are_for_some_surfaces() -> None:
    """Mail, address, number and files are for modals; rich text not for messages; date-time not for Home."""
    for element in (FIELDS[1], FIELDS[2], FIELDS[3], FIELDS[5]):
        assert "unsupported type" in in_message(_field(element))[0]
        assert "unsupported type" in in_home(_field(element))[0]
    assert "unsupported type" in in_message(_field(FIELDS[4]))[0]
    assert in_home(_field(FIELDS[4])) == []
    assert "unsupported type: datetimepicker" in in_home(_actions(CHOICES[4]))[0]
    assert "unsupported type: workflow_button" in in_home(_actions(PRESSED[2]))[0]


@pytest.mark.parametrize("element", [*SINGLE, *CHOICES, *PRESSED], ids=_kind)
def test_unknown_fields_are_refused(element: Object) -> None:
    """A field that Slack does not know is an error, at the element."""
    said = in_message(_actions({**element, "colour": "red"}))

    assert said == ["[ERROR] invalid additional property: colour [json-pointer:/blocks/0/elements/0]"]


SELECT, BOXES, RADIO, TEXT = MENUS[0], CHOICES[0], CHOICES[1], FIELDS[0]
BARE = {"type": "static_select", "action_id": "it"}
WRONG: list[tuple[Any, str]] = [
    ({**BUTTON, "text": mrkdwn("Go")}, "unsupported type: mrkdwn at /text/type"),
    ({**BUTTON, "text": plain("x" * 76)}, "must be less than 76 characters at /text/text"),
    (without(BUTTON, "text"), "missing required field: text at "),
    ({**BUTTON, "style": "primary "}, "must be a valid enum value: primary, danger at /style"),
    ({**BUTTON, "style": None}, "must be a valid enum value: primary, danger at /style"),
    ({**BUTTON, "value": "x" * 2001}, "must be less than 2001 characters at /value"),
    ({**BUTTON, "value": 1}, "must provide a string at /value"),
    ({**BUTTON, "url": "x" * 3001}, "must be less than 3001 characters at /url"),
    ({**BUTTON, "action_id": ""}, "must be more than 0 characters at /action_id"),
    ({**BUTTON, "action_id": "x" * 256}, "must be less than 256 characters at /action_id"),
    ({**BUTTON, "accessibility_label": "x" * 76}, "must be less than 76 characters at /accessibility_label"),
    ({**BUTTON, "confirm": without(CONFIRM, "title")}, "missing required field: title at /confirm"),
    (
        {**BUTTON, "confirm": {**CONFIRM, "title": plain("x" * 101)}},
        "must be less than 101 characters at /confirm/title/text",
    ),
    (
        {**BUTTON, "confirm": {**CONFIRM, "text": plain("x" * 301)}},
        "must be less than 301 characters at /confirm/text/text",
    ),
    (
        {**BUTTON, "confirm": {**CONFIRM, "deny": plain("x" * 31)}},
        "must be less than 31 characters at /confirm/deny/text",
    ),
    (BARE, "must define either `options` or `option_groups` at /type"),
    (
        {**BARE, "options": AB, "option_groups": GROUPS},
        "must define only one of `options` or `option_groups` at ",
    ),
    ({**BARE, "options": []}, "must provide at least 1 items at /options"),
    ({**BARE, "options": AB * 51}, "no more than 100 items allowed at /options"),
    ({**BARE, "options": [option("x" * 76)]}, "must be less than 76 characters at /options/0/text/text"),
    (
        {**BARE, "options": [{**option("x"), "value": "x" * 151}]},
        "must be less than 151 characters at /options/0/value",
    ),
    ({**BARE, "options": [option("x", url="y")]}, "invalid additional property: url at /options/0"),
    (
        {**BARE, "options": [option("x", description=plain("x" * 76))]},
        "must be less than 76 characters at /options/0/description/text",
    ),
    (
        {**BARE, "options": [{"text": mrkdwn("x"), "value": "x"}]},
        "unsupported type: mrkdwn at /options/0/text/type",
    ),
    (
        {**BARE, "option_groups": [{"label": plain(""), "options": AB}]},
        "must be more than 0 characters at /option_groups/0/label/text",
    ),
    ({**SELECT, "initial_option": None}, "must provide an object at /initial_option"),
    ({**SELECT, "initial_option": option("c")}, "must match one of the provided options at /initial_option"),
    (
        {**BOXES, "initial_options": [option("c")]},
        "must match one of the provided options at /initial_options",
    ),
    ({**SELECT, "placeholder": plain("x" * 151)}, "must be less than 151 characters at /placeholder/text"),
    ({**MENUS[8], "max_selected_items": 0}, "must be greater than or equal to 1 at /max_selected_items"),
    ({**MENUS[8], "initial_users": "U1"}, "must provide an array at /initial_users"),
    ({**MENUS[8], "initial_users": ["Ben Walker"]}, "must be a user id at /initial_users/0"),
    ({**MENUS[3], "initial_user": "ben@northwind.example"}, "must be a user id at /initial_user"),
    ({**MENUS[5], "initial_channel": "#sales"}, "must be a conversation id at /initial_channel"),
    (
        {**MENUS[4], "filter": {"include": ["all"]}},
        "must be a valid enum value: im, mpim, private, public at /filter/include/0",
    ),
    ({**OVERFLOW, "options": [option(str(n)) for n in range(6)]}, "no more than 5 items allowed at /options"),
    ({**BOXES, "options": [option(str(n)) for n in range(11)]}, "no more than 10 items allowed at /options"),
    (without(RADIO, "options"), "missing required field: options at "),
    (
        {**CHOICES[2], "initial_date": "23.11.2026"},
        "must be a date in the format YYYY-MM-DD at /initial_date",
    ),
    (
        {**CHOICES[2], "initial_date": "2026-02-31"},
        "must be a date in the format YYYY-MM-DD at /initial_date",
    ),
    ({**BUTTON, "url": "/deals"}, "invalid url at /url"),
    ({**OVERFLOW, "options": [option("a", url="")]}, "invalid url at /options/0/url"),
    ({**CHOICES[3], "initial_time": "9:30"}, "must be a time in the format HH:mm at /initial_time"),
    (
        {**CHOICES[4], "initial_date_time": 17954244000},
        "must be less than or equal to 9999999999 at /initial_date_time",
    ),
    ({**CHOICES[4], "initial_date_time": "1795424400"}, "must provide an integer at /initial_date_time"),
]


@pytest.mark.parametrize(("element", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_element_is_refused(element: Any, sentence: str) -> None:
    """The refusal names what is wrong and where, and nothing else."""
    words, _, place = sentence.rpartition(" at ")

    assert in_message(_actions(element)) == [f"[ERROR] {words} [json-pointer:/blocks/0/elements/0{place}]"]


WRONG_FIELDS: list[tuple[Any, str]] = [
    ({**TEXT, "max_length": 3001}, "must be less than or equal to 3000 at /max_length"),
    ({**TEXT, "max_length": True}, "must provide an integer at /max_length"),
    ({**TEXT, "min_length": 11}, "must be less than or equal to max_length at /min_length"),
    ({**TEXT, "confirm": CONFIRM}, "invalid additional property: confirm at "),
    (
        {**TEXT, "dispatch_action_config": {"trigger_actions_on": ["on_blur"]}},
        "must be a valid enum value: on_enter_pressed, on_character_entered"
        " at /dispatch_action_config/trigger_actions_on/0",
    ),
    (without(FIELDS[3], "is_decimal_allowed"), "missing required field: is_decimal_allowed at "),
    ({**FIELDS[3], "min_value": 1}, "must provide a string at /min_value"),
    ({**FIELDS[3], "max_value": "ten"}, "must be a number in a string at /max_value"),
    ({**FIELDS[4], "initial_value": "x"}, "must provide an object at /initial_value"),
    ({**FIELDS[5], "max_files": 11}, "must be less than or equal to 10 at /max_files"),
]


@pytest.mark.parametrize(
    ("element", "sentence"), WRONG_FIELDS, ids=[sentence for _, sentence in WRONG_FIELDS]
)
def test_a_wrong_field_is_refused(element: Any, sentence: str) -> None:
    """Fields of a modal are held to their own limits."""
    words, _, place = sentence.rpartition(" at ")

    assert in_modal(_field(element)) == [f"[ERROR] {words} [json-pointer:/view/blocks/0/element{place}]"]


@pytest.mark.parametrize("name", ["positive_button", "negative_button"])
def test_feedback_needs_both_buttons(name: str) -> None:
    """Thumbs up comes with thumbs down."""
    said = in_message({"type": "context_actions", "elements": [without(CONTEXTUAL[0], name)]})

    assert said == [f"[ERROR] missing required field: {name} [json-pointer:/blocks/0/elements/0]"]
