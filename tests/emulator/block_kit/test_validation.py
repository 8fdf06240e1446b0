"""Messages and views as a whole: what differs, what there is one of, and what Slack answers."""

from typing import Any

import pytest

from bot.emulator.block_kit import refuse_new_blocks, validate_message, validate_view
from bot.emulator.state.errors import SlackError

from .examples import (
    BUTTON,
    CARD,
    DATA_TABLE,
    FIELDS,
    INNER,
    INPUT,
    PICTURE,
    PIE,
    SECTION,
    TABLE,
    Object,
    chart,
    home,
    modal,
    mrkdwn,
    plain,
)
from .refusals import complaints, in_message, without


def _refusal(*message: Any) -> SlackError:
    with pytest.raises(SlackError) as refused:
        validate_message(*message)
    return refused.value


def _view_refusal(view: Any) -> list[str]:
    return complaints(lambda: validate_view(view))


def test_a_refusal_as_slack_answers_it() -> None:
    """invalid_blocks comes with the errors twice, as Slack's recorded answers have them."""
    body = _refusal("hi", [{**SECTION, "text": mrkdwn("")}]).body()

    sentence = "must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    assert body == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [sentence],
        "response_metadata": {"messages": [f"[ERROR] {sentence}"]},
    }


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ((None,), "no_text"),
        (("", []), "no_text"),
        (("x" * 40_001,), "msg_too_long"),
        (("hi", {"blocks": [SECTION]}), "invalid_blocks_format"),
        (("hi", "[]"), "invalid_blocks_format"),
        (("hi", [TABLE, {**TABLE, "block_id": "other"}]), "invalid_attachments"),
        (("hi", None, {}), None),
        (("hi", None, "red"), "invalid_attachments"),
        (("hi", None, ["red"]), "invalid_attachments"),
        (("hi", None, [{"text": "x"}] * 101), "invalid_attachments"),
        (("hi", None, [{"blocks": [{"type": "alert"}]}]), "invalid_attachments"),
        (("hi", None, [{"blocks": [TABLE, TABLE]}]), "invalid_attachments"),
    ],
)
def test_what_is_wrong_with_a_message(message: tuple[Any, ...], code: str | None) -> None:
    """Empty, too long, not blocks at all, or wrong in an attachment: each has Slack's own name."""
    if code is None:
        validate_message(*message)
    else:
        assert _refusal(*message).code == code


def test_what_is_right_with_a_message() -> None:
    """Text alone, blocks alone, or attachments alone will do."""
    validate_message("x" * 40_000)
    validate_message(None, [SECTION])
    validate_message(None, None, [{"color": "#36a64f", "blocks": [SECTION]}])


def test_one_table_a_message() -> None:
    """The second table is refused in Slack's words, even inside a container."""
    emulator = {"type": "container", "title": plain("x"), "child_blocks": [TABLE]}

    assert _refusal("hi", [TABLE, emulator]).messages == ["[ERROR] only_one_table_allowed"]


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        (
            [{"type": "plan", "title": "A"}, {"type": "plan", "title": "B"}],
            "no more than 1 plan blocks allowed",
        ),
        ([chart(PIE)] * 3, "no more than 2 data_visualization blocks allowed"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "must be less than 12001 characters"),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 5001}] * 2]}],
            "must be less than 10001 characters",
        ),
    ],
)
def test_what_there_may_be_only_so_much_of(blocks: list[Object], sentence: str) -> None:
    """Plans, charts, markdown and the text of tables are counted over the whole message."""
    assert in_message(*blocks) == [f"[ERROR] {sentence} [json-pointer:/blocks]"]


def test_block_ids_differ() -> None:
    """The same block_id twice is refused at the second, in containers too."""
    emulator = {"type": "container", "title": plain("x"), "child_blocks": [SECTION]}

    said = '[ERROR] `block_id` "s" already exists [json-pointer:/blocks/1{}/block_id]'
    assert in_message(SECTION, SECTION) == [said.format("")]
    assert in_message(SECTION, emulator) == [said.format("/child_blocks/0")]


def test_action_ids_differ_within_their_block() -> None:
    """Two buttons of one row need two names; buttons of two rows do not."""
    row = {"type": "actions", "elements": [BUTTON]}
    said = '[ERROR] `action_id` "it" already exists [json-pointer:/blocks/0/{}/1/action_id]'

    assert in_message({**row, "elements": [BUTTON, BUTTON]}) == [said.format("elements")]
    assert in_message({**CARD, "actions": [BUTTON, BUTTON]}) == [said.format("actions")]
    assert in_message(row, row) == []
    assert in_message({**row, "elements": [without(BUTTON, "action_id")] * 2}) == []


def test_a_modal_with_inputs_needs_a_submit() -> None:
    """Each input is pointed at; a modal without inputs needs none, a Home neither."""
    bare = without(modal(SECTION, INPUT), "submit")

    said = "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]"
    assert _view_refusal(bare) == [f"[ERROR] {said}"]
    assert _view_refusal(without(modal(SECTION), "submit")) == []
    assert _view_refusal(home(INPUT)) == []


def test_one_focus_a_view() -> None:
    """Two elements that want the focus are refused."""
    second = {**INPUT, "block_id": "second"}

    said = "only one element may have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]"
    assert _view_refusal(modal(INPUT, second)) == [f"[ERROR] {said}"]
    assert _view_refusal(modal(INPUT, {**second, "element": without(FIELDS[0], "focus_on_load")})) == []


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (None, "must provide an object at "),
        ({"blocks": []}, "missing required field: type at "),
        ({"type": "workflow_step", "blocks": []}, "unsupported type: workflow_step at /type"),
        ({**modal(), "type": ["modal"]}, "unsupported type: ['modal'] at /type"),
        (without(modal(), "title"), "missing required field: title at "),
        (without(modal(), "blocks"), "missing required field: blocks at "),
        (modal(title=plain("x" * 25)), "must be less than 25 characters at /title/text"),
        (modal(title=mrkdwn("x")), "unsupported type: mrkdwn at /title/type"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters at /submit/text"),
        (modal(submit=None), "must provide an object at /submit"),
        (modal(close="Cancel"), "must provide an object at /close"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters at /private_metadata"),
        (modal(private_metadata={"a": 1}), "must provide a string at /private_metadata"),
        (modal(callback_id="x" * 256), "must be less than 256 characters at /callback_id"),
        (modal(external_id="x" * 256), "must be less than 256 characters at /external_id"),
        (modal(notify_on_close="yes"), "must provide a boolean at /notify_on_close"),
        (modal(submit_disabled=True), "invalid additional property: submit_disabled at "),
        (home(title=plain("Home")), "invalid additional property: title at "),
        (home(submit=plain("Send")), "invalid additional property: submit at "),
    ],
)
def test_what_is_wrong_with_a_view(view: Any, sentence: str) -> None:
    """A view is refused with the place of what is wrong."""
    words, _, place = sentence.rpartition(" at ")

    assert _view_refusal(view) == [f"[ERROR] {words} [json-pointer:/view{place}]"]


def test_what_is_right_with_a_view() -> None:
    """Everything a view may carry, at its longest."""
    kept = {"private_metadata": "x" * 3000, "callback_id": "x" * 255, "external_id": "x" * 255}

    validate_view(modal(PICTURE, **kept, close=plain("x" * 24), clear_on_close=True, notify_on_close=True))
    validate_view(home(PICTURE, **kept))


def test_several_complaints_at_once() -> None:
    """Everything that is wrong is told in one answer."""
    said = in_message({"type": "header"}, {"type": "divider", "colour": "red"})

    assert said == [
        "[ERROR] missing required field: text [json-pointer:/blocks/0]",
        "[ERROR] invalid additional property: colour [json-pointer:/blocks/1]",
    ]


def test_a_workspace_without_charts() -> None:
    """Charts and tables are named, with their places; all else is as right or wrong as it was."""
    pointer = "[json-pointer:/blocks/{}/type]"
    said = complaints(lambda: refuse_new_blocks([SECTION, chart(PIE), TABLE, DATA_TABLE]))

    kinds = enumerate(("data_visualization", "table", "data_table"), start=1)
    assert said == [f"[ERROR] unsupported type: {kind} {pointer.format(index)}" for index, kind in kinds]
    for others in (None, "[]", [], [SECTION, 7, {"type": []}]):
        refuse_new_blocks(others)


def _layout(*blocks: Object, **more: Any) -> Object:
    return {"type": "layout", "label": "Figures", "rows": [{"items": [{"blocks": list(blocks)}]}], **more}


def test_layouts() -> None:
    """Blocks side by side: none in another, names once, all counted; unknown keys are refused."""
    validate_message("hi", [_layout(INNER, INNER, grid_lines="rows", fallback=[INNER])])
    validate_view(home(_layout({**INNER, "block_id": "a"}), {**INNER, "block_id": "b"}))

    for wrong in (
        [_layout(_layout(INNER))],
        [_layout(INNER, colour="red")],
        [_layout(INNER, rows=[])],
        [_layout(INNER, label="")],
        [_layout({**INNER, "block_id": "a"}), {**INNER, "block_id": "a"}],
        [_layout(*[INNER] * 49)],
    ):
        assert _refusal("hi", wrong).code == "invalid_blocks"
    validate_message("hi", [_layout(*[INNER] * 48)])
    assert _view_refusal(home(_layout(*[INNER] * 99))) != []


def test_newer_blocks_are_refused_in_views_too() -> None:
    """With another code than in messages."""
    with pytest.raises(SlackError) as refused:
        refuse_new_blocks(None, [INNER, _layout(INNER)])
    assert refused.value.code == "invalid_arguments"
