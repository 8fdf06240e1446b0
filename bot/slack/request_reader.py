"""Reads raw requests into payloads whose shape later code can rely on; OddPayload for all else."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from pydantic_core import PydanticSerializationError, from_json, to_json

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


def sound(payload: object) -> dict[str, Any]:
    """The payload, if it is an object of valid text and limited depth; OddPayload otherwise."""
    try:
        written = to_json(payload)
    except (PydanticSerializationError, ValueError):
        raise OddPayload("its depth or its text") from None
    known = _from_json(written)
    if not isinstance(known, dict):
        raise OddPayload("no object")
    if b"\\u0000" in written and any("\0" in text for text in _texts(known)):
        raise OddPayload("a character that no database keeps")
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


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
