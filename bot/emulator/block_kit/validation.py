"""Validates whole messages and views, and raises the error that Slack would answer."""

from typing import Any

from bot.emulator.block_kit.block_types import BLOCK
from bot.emulator.block_kit.findings import Spot
from bot.emulator.block_kit.limits import figure, limit
from bot.emulator.block_kit.objects import plain
from bot.emulator.block_kit.payload import (
    check_focus,
    check_names,
    check_nested,
    check_submit,
    check_totals,
    has_too_many_tables,
)
from bot.emulator.block_kit.values import Fields, Kinds, Shape, array, flag, text
from bot.emulator.state.errors import SlackError

_MESSAGE_BLOCKS = array(BLOCK, limit("message.blocks"))
_NEW = ("alert", "card", "data_table", "data_visualization", "layout", "table")
_VIEW_BLOCKS = array(BLOCK, limit("view.blocks"))
_KEPT: Fields = {
    "callback_id": text(limit("ids.callback_id")),
    "external_id": text(limit("ids.external_id")),
    "private_metadata": text(limit("ids.private_metadata")),
}
_VIEW = Kinds(
    {
        "modal": Shape(
            {"title": plain(limit("view.title")), "blocks": _VIEW_BLOCKS},
            {
                **_KEPT,
                "submit": plain(limit("view.submit")),
                "close": plain(limit("view.close")),
                "clear_on_close": flag,
                "notify_on_close": flag,
            },
        ),
        "home": Shape({"blocks": _VIEW_BLOCKS}, _KEPT),
    }
)


def validate_message(text: str | None, blocks: Any = None, attachments: Any = None) -> None:
    """SlackError when Slack would refuse such a message: no_text, msg_too_long, invalid_blocks, ..."""
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if text and len(text) > figure("message.text_truncated_over"):
        raise SlackError("msg_too_long")
    if blocks:
        _check_blocks(blocks)
    if attachments:
        _check_attachments(attachments)


def _check_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    spot = Spot("/blocks", "message")
    _check_message_blocks(blocks, spot)
    _refuse("invalid_blocks", spot)
    if has_too_many_tables(blocks, spot):
        _refuse_tables()


def _check_attachments(attachments: Any) -> None:
    spot = Spot("/attachments", "message")
    many = array(Shape({}), (0, figure("message.attachments_max")))
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise SlackError("invalid_attachments")
    many([{} for _ in attachments], spot)
    blocks = [each.get("blocks") or [] for each in attachments]
    for index, each in enumerate(blocks):
        _check_message_blocks(each, spot.at(index, "blocks"))
    _refuse("invalid_attachments", spot)
    if any(has_too_many_tables(each, spot) for each in blocks):
        _refuse_tables()


def _check_message_blocks(blocks: Any, spot: Spot) -> None:
    _MESSAGE_BLOCKS(blocks, spot)
    if not spot.found:
        check_names(blocks, spot)
        check_totals(blocks, spot)
        check_nested(blocks, spot, limit("message.blocks")[1])


def _refuse_tables() -> None:
    sentence = str(figure("blocks.table.error"))
    raise SlackError("invalid_attachments", errors=[sentence], messages=[f"[ERROR] {sentence}"])


def refuse_new_blocks(message: Any, view: Any = None) -> None:
    """SlackError as from a workspace without newer blocks, for the blocks of a message or of a view."""
    for blocks, place, code in (
        (message, "/blocks", "invalid_blocks"),
        (view, "/view/blocks", "invalid_arguments"),
    ):
        spot = Spot(place, "message")
        for index, block in enumerate(blocks if isinstance(blocks, list) else []):
            if isinstance(block, dict) and block.get("type") in _NEW:
                spot.at(index, "type").complain(f"unsupported type: {block['type']}")
        _refuse(code, spot)


def validate_view(view: Any) -> None:
    """SlackError invalid_arguments when Slack would refuse such a modal or App Home."""
    home = isinstance(view, dict) and view.get("type") == "home"
    spot = Spot("/view", "home" if home else "modal")
    _VIEW(view, spot)
    if not spot.found:
        check_names(view["blocks"], spot.at("blocks"))
        check_nested(view["blocks"], spot.at("blocks"), limit("view.blocks")[1])
        check_submit(view, spot)
        check_focus(view, spot)
    _refuse("invalid_arguments", spot)


def _refuse(code: str, spot: Spot) -> None:
    if not spot.found:
        return
    messages = [f"[ERROR] {sentence}" for sentence in spot.found]
    if code == "invalid_arguments":
        raise SlackError(code, messages=messages)
    raise SlackError(code, errors=spot.found, messages=messages)
