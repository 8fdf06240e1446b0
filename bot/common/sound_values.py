"""Values from outside, as JSON holds them: checked before anything is stored of them."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticSerializationError, from_json, to_json


class UnsoundValue(Exception):
    """The value cannot be kept. The text says what is wrong with it, never what was in it."""


def sound(value: object) -> Any:
    """The value as JSON tells it, with limited depth (some 200 levels) and text that databases keep.

    UnsoundValue: nested deeper, half a character (a lone surrogate), or U+0000 in a text.
    """
    try:
        written = to_json(value)
        known = from_json(written)
    except (PydanticSerializationError, ValueError):
        raise UnsoundValue("its depth or its text") from None
    if b"\\u0000" in written and any("\0" in text for text in _texts(known)):
        raise UnsoundValue("a character that no database keeps")
    return known


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
