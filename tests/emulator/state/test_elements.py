"""Elements as the client holds them, and what a person enters in them."""

from typing import Any

import pytest

from bot.common.clock import SystemClock
from bot.demo.cast import add_contoso, build_world
from bot.emulator.client.form_input import entered
from bot.emulator.client.search import NotSeen
from bot.emulator.state.elements import action_report, entry, options_of, state_of
from bot.emulator.state.world import World


def _option(words: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": words}, "value": words.lower()}


def _input(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "block_id": "b", "element": {"action_id": "a", **element}}


@pytest.fixture
def world() -> World:
    world = build_world(SystemClock())
    add_contoso(world)
    return world


@pytest.mark.parametrize(
    ("element", "held"),
    [
        ({"type": "plain_text_input"}, {"value": None}),
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
        ({"type": "static_select", "initial_option": _option("A")}, {"selected_option": _option("A")}),
        ({"type": "checkboxes"}, {"selected_options": []}),
        ({"type": "checkboxes", "initial_options": [_option("A")]}, {"selected_options": [_option("A")]}),
        ({"type": "users_select", "initial_user": "U1"}, {"selected_user": "U1"}),
        ({"type": "multi_users_select", "initial_users": ["U1"]}, {"selected_users": ["U1"]}),
        ({"type": "channels_select", "initial_channel": "C1"}, {"selected_channel": "C1"}),
        (
            {"type": "conversations_select", "default_to_current_conversation": True},
            {"selected_conversation": "C9"},
        ),
        ({"type": "datepicker", "initial_date": "2026-12-31"}, {"selected_date": "2026-12-31"}),
        ({"type": "timepicker", "initial_time": "09:00"}, {"selected_time": "09:00"}),
        ({"type": "datetimepicker", "initial_date_time": 5}, {"selected_date_time": 5}),
        (
            {"type": "rich_text_input", "initial_value": {"type": "rich_text"}},
            {"rich_text_value": {"type": "rich_text"}},
        ),
    ],
)
def test_the_first_value_of_a_field(element: dict[str, Any], held: dict[str, Any]) -> None:
    """A field starts with its initial value, or empty."""
    assert state_of([_input(element)], {}, "C9") == {"b": {"a": {"type": element["type"], **held}}}


def test_what_was_typed_survives_an_update_of_the_view() -> None:
    """A field that is still there keeps its value; one of another kind starts anew; buttons keep nothing."""
    typed = {"b": {"a": {"type": "plain_text_input", "value": "mine"}}, "gone": {"x": {"type": "datepicker"}}}
    button = {"type": "actions", "block_id": "c", "elements": [{"type": "button", "action_id": "d"}]}

    kept = state_of([_input({"type": "plain_text_input", "initial_value": "yours"}), button], typed)
    other = state_of([_input({"type": "number_input"})], typed)

    assert kept == {"b": {"a": {"type": "plain_text_input", "value": "mine"}}}
    assert other == {"b": {"a": {"type": "number_input", "value": None}}}


@pytest.mark.parametrize(
    ("kind", "given", "held"),
    [
        ("plain_text_input", 3, "3"),
        ("plain_text_input", "", None),
        ("users_select", "@ben", "U0BEN2WLK9"),
        ("multi_users_select", ["ben", "U0ANA4SLV7"], ["U0BEN2WLK9", "U0ANA4SLV7"]),
        ("multi_users_select", None, []),
        ("channels_select", "#wins", "C0WINS3NWD"),
        ("conversations_select", "#sales", "C0SALES2NW"),
        ("datepicker", "2026-12-31", "2026-12-31"),
        ("timepicker", "9:30".zfill(5), "09:30"),
        ("datetimepicker", "1970-01-01T00:01:00+00:00", 60),
        ("datetimepicker", 60, 60),
    ],
)
def test_what_is_entered(world: World, kind: str, given: Any, held: Any) -> None:
    """People and places go by name, dates by their ISO form."""
    assert entered(world, world.named("ana"), {"type": kind}, given) == held


def test_options_go_by_their_words_or_values(world: World) -> None:
    """Options are found in groups, too."""
    select = {
        "type": "static_select",
        "option_groups": [{"options": [_option("Big")]}, {"options": [_option("Small")]}],
    }
    ana = world.named("ana")

    assert [option["value"] for option in options_of(select)] == ["big", "small"]
    assert entered(world, ana, select, "Small") == entered(world, ana, select, "small") == _option("Small")


@pytest.mark.parametrize(
    ("element", "given", "words"),
    [
        ({"type": "static_select", "options": [_option("Big")]}, "Huge", 'no option "Huge"; there is: Big'),
        ({"type": "users_select"}, "bob", "nobody here is called bob"),
        ({"type": "users_select"}, "marek", "marek cannot be chosen here"),
        ({"type": "users_select"}, "U0NOOR3HD1", "cannot be chosen here"),
        ({"type": "channels_select"}, "#nowhere", "no channel #nowhere"),
        ({"type": "datepicker"}, "soon", "'soon' is not a date"),
        ({"type": "timepicker"}, "late", "'late' is not a time"),
        ({"type": "datetimepicker"}, "then", "'then' is not an ISO instant"),
        ({"type": "external_select"}, "x", "asks the app for its options"),
    ],
)
def test_what_cannot_be_entered(world: World, element: dict[str, Any], given: str, words: str) -> None:
    """What is not offered cannot be chosen, and the sentence says so."""
    with pytest.raises(NotSeen, match=words):
        entered(world, world.named("ana"), element, given)


def test_private_channels_are_offered_to_members_only(world: World) -> None:
    """Cleo cannot choose Ana's private channel."""
    select = {"type": "conversations_select"}

    assert entered(world, world.named("ana"), select, "#sales-leads") == "C0LEADS5NW"
    with pytest.raises(NotSeen, match="cannot be chosen"):
        entered(world, world.named("cleo"), select, "#sales-leads")


def test_a_conversation_may_be_a_person(world: World) -> None:
    """Choosing a person as conversation means the direct messages with them."""
    ana, ben = world.named("ana"), world.named("ben")

    chosen = entered(world, ana, {"type": "conversations_select"}, "@ben")

    assert world.channels[chosen].members == {ana.id, ben.id}


def test_what_an_action_reports() -> None:
    """A button reports its words and value, a menu its option, a field what it holds."""
    block = {"block_id": "b"}
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
    field = {"type": "datepicker", "action_id": "a", "initial_date": "2026-01-01"}

    assert action_report(block, button, None, "1.0") == {**button, "block_id": "b", "action_ts": "1.0"}
    menu = action_report(block, {"type": "overflow", "action_id": "a"}, _option("Edit"), "1.0")
    assert menu["selected_option"] == _option("Edit")
    assert action_report(block, field, "2026-12-31", "1.0")["selected_date"] == "2026-12-31"
    assert entry(field, None) == {"type": "datepicker", "selected_date": None}
