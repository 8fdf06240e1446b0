"""Blocks: what each must and may hold, and on which surface it may be."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.emulator.block_kit.limits import figure

from .examples import (
    BLOCKS,
    BUTTON,
    CARD,
    CELLS,
    DATA_TABLE,
    HEAD,
    INPUT,
    PICTURE,
    SECTION,
    TABLE,
    TASK,
    Object,
    mrkdwn,
    plain,
    section_of,
    written,
)
from .refusals import in_home, in_message, in_modal, without

SURFACES = {"message": in_message, "modal": in_modal, "home": in_home}


def _kind(block: Object) -> str:
    return str(block["type"])


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("block", BLOCKS, ids=_kind)
def test_a_right_block_is_taken_only_where_it_may_be(block: Object, surface: str) -> None:
    """Every block passes on its surfaces and is an unsupported type on the others."""
    said = SURFACES[surface](block)

    pointer = "/blocks/0/type" if surface == "message" else "/view/blocks/0/type"
    refusal = [f"[ERROR] unsupported type: {block['type']} [json-pointer:{pointer}]"]
    assert said == ([] if surface in figure("surfaces.block_types")[block["type"]] else refusal)


def test_there_is_an_example_of_every_block() -> None:
    """No block of the table of limits is left untested, but for those that apps cannot send."""
    sendable = {kind for kind, surfaces in figure("surfaces.block_types").items() if surfaces}

    assert {block["type"] for block in BLOCKS} == sendable


@pytest.mark.parametrize("block", BLOCKS, ids=_kind)
def test_unknown_fields_are_refused(block: Object) -> None:
    """A field that Slack does not know is an error, at the block."""
    check = in_modal if block["type"] == "alert" else in_message

    assert any("invalid additional property: colour" in each for each in check({**block, "colour": "red"}))


BIG = {"big": True}
WRONG: list[tuple[Any, str]] = [
    # A payload, and what is said of it.
    ("hello", "must provide an object [json-pointer:/blocks/0]"),
    ({"text": plain("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "file", "external_id": "x"}, "unsupported type: file [json-pointer:/blocks/0/type]"),
    ({"type": 7}, "unsupported type: 7 [json-pointer:/blocks/0/type]"),
    ({"type": "divider", "block_id": ""}, "must be more than 0 characters [json-pointer:/blocks/0/block_id]"),
    (
        {"type": "divider", "block_id": "x" * 256},
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    ({"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0/type]"),
    ({**SECTION, "text": mrkdwn("")}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (
        {**SECTION, "text": mrkdwn("x" * 3001)},
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ({**SECTION, "text": "x"}, "must provide an object [json-pointer:/blocks/0/text]"),
    ({**SECTION, "text": None}, "must provide an object [json-pointer:/blocks/0/text]"),
    (
        {**SECTION, "text": {"type": "mrkdwn", "text": "x", "emoji": True}},
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    (
        {**SECTION, "text": {"type": "plain_text", "text": "x", "verbatim": True}},
        "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    (
        {"type": "section", "fields": [plain("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    ({"type": "section", "fields": []}, "must provide at least 1 items [json-pointer:/blocks/0/fields]"),
    (
        {"type": "section", "fields": [plain("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    ({**SECTION, "expand": "yes"}, "must provide a boolean [json-pointer:/blocks/0/expand]"),
    (
        {"type": "header", "text": mrkdwn("x")},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "header", "text": plain("x"), "level": 5},
        "must be less than or equal to 4 [json-pointer:/blocks/0/level]",
    ),
    ({"type": "context"}, "missing required field: elements [json-pointer:/blocks/0]"),
    (
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        {"type": "context", "elements": [BUTTON]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    ({"type": "actions", "elements": {}}, "must provide an array [json-pointer:/blocks/0/elements]"),
    (
        {"type": "actions", "elements": [{**BUTTON, "action_id": f"b{n}"} for n in range(26)]},
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (without(INPUT, "label"), "missing required field: label [json-pointer:/blocks/0]"),
    ({**INPUT, "label": mrkdwn("x")}, "unsupported type: mrkdwn [json-pointer:/blocks/0/label/type]"),
    ({**INPUT, "element": BUTTON}, "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    (
        {**INPUT, "hint": plain("x" * 2001)},
        "must be less than 2001 characters [json-pointer:/blocks/0/hint/text]",
    ),
    (without(PICTURE, "alt_text"), "missing required field: alt_text [json-pointer:/blocks/0]"),
    (
        without(PICTURE, "image_url"),
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0/type]",
    ),
    (
        {**PICTURE, "slack_file": {"id": "F1"}},
        "must define only one of `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    ({"type": "markdown", "text": ""}, "must be more than 0 characters [json-pointer:/blocks/0/text]"),
    (
        {"type": "video", "title": plain("x"), "alt_text": "x", "video_url": "x"},
        "missing required field: thumbnail_url [json-pointer:/blocks/0]",
    ),
    (
        {"type": "card", "subtitle": plain("x")},
        "must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0/type]",
    ),
    ({**CARD, "title": "x"}, "must provide an object [json-pointer:/blocks/0/title]"),
    (
        {**CARD, "slack_icon": {"name": "star"}},
        "must define only one of `icon` or `slack_icon` [json-pointer:/blocks/0]",
    ),
    (
        {"type": "carousel", "elements": [SECTION]},
        "unsupported type: section [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        {"type": "container", "child_blocks": [SECTION]},
        "must define either `title` or `rich_text_title` [json-pointer:/blocks/0/type]",
    ),
    (
        {"type": "container", "title": plain("x"), "child_blocks": [{"type": "alert", "text": plain("x")}]},
        "unsupported type: alert [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        {"type": "container", "title": plain("x"), "child_blocks": [SECTION], "default_collapsed": True},
        "must define `is_collapsible` to use `default_collapsed` [json-pointer:/blocks/0/default_collapsed]",
    ),
    (
        {**TASK, "status": "pending"},
        "must be a valid enum value: in_progress, complete, error [json-pointer:/blocks/0/status]",
    ),
    ({"type": "plan", "title": plain("x")}, "must provide a string [json-pointer:/blocks/0/title]"),
    (
        written(""),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        {"type": "rich_text", "elements": [section_of({"type": "color", "value": "red"})]},
        "must be a color like #c0ffee [json-pointer:/blocks/0/elements/0/elements/0/value]",
    ),
    (
        {
            "type": "rich_text",
            "elements": [section_of({"type": "user", "user_id": "U1", "style": {"big": True}})],
        },
        "invalid additional property: big [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    (
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "indent": 9, "elements": []}],
        },
        "must be less than or equal to 8 [json-pointer:/blocks/0/elements/0/indent]",
    ),
    (
        {**TABLE, "rows": [HEAD] * 101},
        "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
    ),
    (
        {**TABLE, "rows": [[{"type": "raw_text", "text": ""}]]},
        "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
    ),
    ({**DATA_TABLE, "rows": [HEAD]}, "must provide at least 2 items [json-pointer:/blocks/0/rows]"),
    (
        {**DATA_TABLE, "rows": [HEAD, CELLS[:2]]},
        "must have the same number of cells as the first row: 3 [json-pointer:/blocks/0/rows/1]",
    ),
    (
        {**DATA_TABLE, "rows": [CELLS, CELLS]},
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/2/type]",
    ),
    (
        {**DATA_TABLE, "rows": [HEAD, [{"type": "raw_text", "text": "x" * 20_001}, *CELLS[1:]]]},
        "must be less than 20001 characters [json-pointer:/blocks/0/rows]",
    ),
    (without(DATA_TABLE, "caption"), "missing required field: caption [json-pointer:/blocks/0]"),
]


@pytest.mark.parametrize(("block", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_block_is_refused(block: Any, sentence: str) -> None:
    """The refusal names what is wrong and where, and nothing else."""
    assert in_message(block) == [f"[ERROR] {sentence}"]


@pytest.mark.parametrize(
    ("alert", "sentence"),
    [
        (
            {"text": plain("x" * 201)},
            "must be less than 201 characters [json-pointer:/view/blocks/0/text/text]",
        ),
        ({"text": plain("x"), "level": "loud"}, "must be a valid enum value"),
    ],
)
def test_a_wrong_alert_is_refused(alert: Object, sentence: str) -> None:
    """Alerts are for modals only, so their errors point into the view."""
    said = in_modal({"type": "alert", **alert})

    assert len(said) == 1
    assert sentence in said[0]


@pytest.mark.parametrize(("check", "most"), [(in_message, 50), (in_modal, 100), (in_home, 100)])
def test_as_many_blocks_as_allowed(check: Callable[..., list[str]], most: int) -> None:
    """50 blocks in a message, 100 in a view, and not one more."""
    assert check(*[{"type": "divider"}] * most) == []
    assert f"no more than {most} items allowed" in check(*[{"type": "divider"}] * (most + 1))[0]


@pytest.mark.parametrize("kind", ["container", "card", "data_table", "data_visualization", "markdown"])
def test_what_may_not_be_in_a_container(kind: str) -> None:
    """A container holds plain blocks only, so containers do not nest."""
    child = next(block for block in BLOCKS if block["type"] == kind)

    said = in_message({"type": "container", "title": plain("Box"), "child_blocks": [child]})

    pointer = "[json-pointer:/blocks/0/child_blocks/0/type]"
    assert said == [f"[ERROR] unsupported type: {kind} {pointer}"]


def test_containers_however_deep() -> None:
    """Containers nested hundreds deep are refused like one nested container."""
    block: Object = {"type": "divider"}
    for _ in range(300):
        block = {"type": "container", "title": plain("Box"), "child_blocks": [block]}

    assert len(in_message(block)) == 1
