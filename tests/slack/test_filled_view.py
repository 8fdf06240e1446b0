"""A form that is shown again holds what was typed and chosen in it, of every kind of field."""

from typing import Any

import pytest

from bot.slack.blocks import (
    channel_select,
    checkboxes,
    datepicker,
    field_of,
    modal,
    multi_select,
    option,
    section,
    select,
    text_input,
    timepicker,
    user_select,
    users_select,
)
from bot.slack.filled_view import filled_view
from bot.slack.form_values import begun_with

RED, BLUE = option("Red", "red"), option("Blue", "blue")
FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "text": (text_input("x", initial="old"), {"value": "new <words>"}, "new <words>"),
    "text emptied": (text_input("x", initial="old"), {"value": None}, ""),
    "one option": (select("x", [RED, BLUE], initial=RED), {"selected_option": BLUE}, "blue"),
    "options": (multi_select("x", [RED, BLUE]), {"selected_options": [RED, BLUE]}, "red blue"),
    "boxes": (checkboxes("x", [RED, BLUE], checked={"red"}), {"selected_options": []}, ""),
    "person": (user_select("x", placeholder="Who"), {"selected_user": "U1"}, "U1"),
    "people": (users_select("x", placeholder="Who"), {"selected_users": ["U1", "U2"]}, "U1 U2"),
    "channel": (channel_select("x", placeholder="Where"), {"selected_channel": "C1"}, "C1"),
    "day": (datepicker("x"), {"selected_date": "2026-12-31"}, "2026-12-31"),
    "time": (timepicker("x", initial="09:00"), {"selected_time": "17:30"}, "17:30"),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_holds_what_was_entered(kind: str) -> None:
    """And nothing that it began with and was changed."""
    element, entered, expected = FIELDS[kind]
    form = modal("t.form", "Form", [field_of("f", "Field", element)], submit="Send", metadata="7")
    state = {"values": {"f": {"x": {"type": element["type"], **entered}}}}

    again = filled_view({**form, "id": "V1", "hash": "h", "state": state}, {})

    assert begun_with(again)["f"] == expected
    assert {**again, "blocks": []} == {**form, "blocks": []}


def test_what_was_wrong_stands_above_its_field() -> None:
    """Slack shows words beside a field in an acknowledgement only."""
    fields = [section("Words"), *(field_of(name, name, text_input("x")) for name in ("a", "b"))]
    form = modal("t.form", "Form", fields, submit="Send")

    again = filled_view({**form, "state": {"values": {}}}, {"b": "At least 2 & more"})

    assert again["blocks"] == [*fields[:2], section(":warning: At least 2 &amp; more"), fields[2]]
