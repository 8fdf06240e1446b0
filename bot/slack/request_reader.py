"""Reads raw requests into payloads whose shape later code can rely on; OddPayload for all else."""

from typing import Any
from urllib.parse import parse_qsl

from pydantic_core import from_json

from bot.common.sound_values import UnsoundValue, sound
from bot.slack.payload_shapes import fault_in
from bot.slack.requests import workspace_of

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
# A slash command has some fifteen fields, an interaction one.
_MOST_FIELDS = 50


class OddPayload(Exception):
    """The payload is not what Slack sends. The text says where, never what was in it."""


def payload_of(body: bytes, content_type: str) -> object:
    """The payload in a signed body: a command's fields, or the JSON of an event or interaction.

    OddPayload for another content type or a body that cannot be read.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == JSON:
        return _from_json(body)
    if media_type != FORM:
        raise OddPayload("the content type")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise OddPayload("the form") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise OddPayload("a field that is there twice")
    if "payload" in fields:
        return _from_json(fields["payload"].encode())
    if "command" not in fields:
        raise OddPayload("the form")
    return fields


def sound_payload(payload: object) -> dict[str, Any]:
    """The payload, if it is an object of valid text and limited depth; OddPayload otherwise."""
    try:
        known = sound(payload)
    except UnsoundValue as unsound:
        raise OddPayload(str(unsound)) from None
    if not isinstance(known, dict):
        raise OddPayload("no object")
    return known


def check_shape(payload: dict[str, Any]) -> None:
    """OddPayload when it is not shaped as its kind is, or names no workspace."""
    fault = fault_in(payload)
    if fault:
        raise OddPayload(fault)
    if payload.get("type") != "url_verification" and not workspace_of(payload):
        raise OddPayload("its workspace")


def _from_json(text: bytes) -> object:
    try:
        return from_json(text)  # 200 levels deep at most, and only whole characters
    except ValueError:
        raise OddPayload("the JSON") from None
